import type { Form, FormSection } from "../../../../api/types";
import { t } from "../../../../i18n";
import { DragHandle, IconButton, TextArea, TextField, type Drag } from "../../../../ui";
import { useState } from "react";
import { ConditionInput } from "../ConditionInput";
import { moveSection, removeSection, setSection, setWidth, takeOff } from "../forms";
import type { Audience } from "../model";
import type { Editing } from "../TypeEditor";
import { StillControl } from "./Control";

interface Props extends Editing {
  audience: Audience; section: FormSection; index: number; count: number; drag: Drag; name: (key: string) => string;
  change: (make: (form: Form) => Form, tag?: string) => void;
}

/** A section as it looks, with what moves and sizes its fields. */
export function SectionView({ draft, type, audience, section, index, count, drag, name, change }: Props) {
  const [open, setOpen] = useState(false);
  const path = `forms.${audience}.sections[${index}]`;
  const zone = `section.${section.key}`;
  const wrong = (part: string): string | undefined => draft.problems.at(`${path}.${part}`);
  const retired = new Set(draft.now.fields.filter((f) => f.retired).map((f) => f.key));
  const set = (part: Partial<FormSection>, tag: string): void => change((f) => setSection(f, section.key, part), `${path}.${tag}`);
  return (
    <section className="canvas-section" aria-label={section.title || t("types.untitled")}>
      <div className="row canvas-head">
        <h2 className="grow truncate">{section.title || <span className="muted">{t("types.untitled")}</span>}{section.condition && <span className="tag">{t("types.conditional")}</span>}</h2>
        <IconButton icon="up" small label={t("types.sectionUp")} disabled={index === 0} onClick={() => change((f) => moveSection(f, section.key, -1))} />
        <IconButton icon="down" small label={t("types.sectionDown")} disabled={index === count - 1} onClick={() => change((f) => moveSection(f, section.key, 1))} />
        <IconButton icon="gear" small label={t("types.sectionEdit")} aria-expanded={open} onClick={() => setOpen(!open)} />
        <IconButton icon="close" small label={t("types.sectionRemove")} onClick={() => change((f) => removeSection(f, section.key))} />
      </div>
      {open && (
        <div className="canvas-settings">
          <TextField label={t("types.sectionTitle")} maxLength={100} value={section.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value }, "title")} />
          <TextArea label={t("types.help")} rows={2} maxLength={1000} value={section.help ?? ""} error={wrong("help")} onChange={(e) => set({ help: e.target.value || null }, "help")} />
          <ConditionInput label={t("types.condition")} hint={t("types.conditionSection")} value={section.condition} type={type} definition={draft.now} error={wrong("condition")} onChange={(condition) => set({ condition }, "condition")} />
        </div>
      )}
      {!open && wrong("condition") && <p className="field-error" role="alert">{wrong("condition")}</p>}
      {section.help && !open && <p className="hint muted">{section.help}</p>}
      <div className={`form-fields canvas-fields ${drag.mark(zone, null)}`} data-zone={zone}>
        {section.fields.map((item, i) => !retired.has(item.field) && (
          <div key={item.field} data-item={item.field} className={`canvas-item ${item.width === "half" ? "half" : "full"} ${drag.mark(zone, item.field)} ${drag.dragging?.item === item.field ? "dragged" : ""}`}>
            <div className="canvas-tools">
              <DragHandle drag={drag} item={item.field} name={name(item.field)} />
              <IconButton icon="half" small label={t(item.width === "half" ? "types.makeFull" : "types.makeHalf", { name: name(item.field) })} aria-pressed={item.width === "half"} onClick={() => change((f) => setWidth(f, item.field, item.width === "half" ? "full" : "half"))} />
              {item.field !== "title" && <IconButton icon="close" small label={t("types.takeOff", { name: name(item.field) })} onClick={() => change((f) => takeOff(f, item.field))} />}
            </div>
            <StillControl name={item.field} type={type} audience={audience} definition={draft.now} />
            {draft.problems.at(`${path}.fields[${i}]`) && <p className="field-error" role="alert">{draft.problems.at(`${path}.fields[${i}]`)}</p>}
          </div>
        ))}
        {!section.fields.length && <p className="muted canvas-empty">{t("types.dropHere")}</p>}
      </div>
    </section>
  );
}
