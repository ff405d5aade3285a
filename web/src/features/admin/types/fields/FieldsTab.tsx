import { useState } from "react";
import type { FieldKind } from "../../../../api/types";
import { FIELD_KINDS } from "../../../../fields";
import { t } from "../../../../i18n";
import { Button, DragHandle, DragNews, EmptyState, Icon, useDrag } from "../../../../ui";
import { addField, moved, newField, newOption, setField } from "../edit";
import type { DraftField } from "../model";
import type { Editing } from "../TypeEditor";
import { FieldPanel } from "./FieldPanel";
import { Palette } from "./Palette";

export function FieldsTab(editing: Editing) {
  const { draft, type } = editing;
  const [chosen, choose] = useState<number | null>(null);
  const { fields } = draft.now;
  const at = (key: string): number => fields.findIndex((f) => f.key === key);
  const live = fields.filter((f) => !f.retired);
  const retired = fields.filter((f) => f.retired);
  /** Places in the shown list are not those in the whole one, in which retired fields stand between. */
  const move = (key: string, to: number): void => {
    const keys = moved(live, live.findIndex((f) => f.key === key), to);
    draft.change((d) => ({ ...d, fields: [...keys, ...retired] }));
    choose(null);
  };
  const drag = useDrag({
    onDrop: (key, drop) => move(key, drop.index),
    onStep: (key, by) => { const to = live.findIndex((f) => f.key === key) + by; if (to < 0 || to >= live.length) return undefined; move(key, to); return t("drag.now", { n: to + 1, of: live.length }); },
  });
  /** A list has to have something in it; what, is said next. */
  const add = (kind: FieldKind): void => {
    const made = newField(kind, t(FIELD_KINDS[kind].label), fields.map((f) => f.key));
    draft.change((d) => addField(d, FIELD_KINDS[kind].options ? { ...made, options: [newOption(t("types.firstOption"), [])] } : made));
    choose(fields.length);
  };
  return (
    <div className={`editor-columns ${chosen === null ? "" : "with-panel"}`}>
      <Palette onAdd={add} />
      <div className="editor-main">
        {!fields.length && <EmptyState icon="list" title={t("types.noFields")} text={t("types.noFieldsText")} />}
        <ul className={`plain-list field-rows ${drag.mark("fields", null)}`} data-zone="fields" aria-label={t("types.fields")}>
          {live.map((f) => (
            <li key={f.key} data-item={f.key} className={`${drag.mark("fields", f.key)} ${chosen === at(f.key) ? "chosen" : ""}`}>
              <DragHandle drag={drag} item={f.key} name={f.name} />
              <Row field={f} isNew={!type.fields.some((x) => x.key === f.key)} wrong={draft.problems.within(`fields[${at(f.key)}]`).length > 0} chosen={chosen === at(f.key)} onChoose={() => choose(at(f.key))} />
            </li>
          ))}
        </ul>
        {retired.length > 0 && (
          <section className="retired">
            <h2>{t("types.retired")}</h2>
            <p className="muted small">{t("types.retiredText")}</p>
            <ul className="plain-list field-rows">
              {retired.map((f) => <li key={f.key}><Row field={f} isNew={false} wrong={draft.problems.within(`fields[${at(f.key)}]`).length > 0} chosen={chosen === at(f.key)} onChoose={() => choose(at(f.key))} /><Button small onClick={() => draft.change((d) => setField(d, at(f.key), { retired: false }))}>{t("types.bringBack")}</Button></li>)}
            </ul>
          </section>
        )}
        <DragNews drag={drag} />
      </div>
      {chosen !== null && fields[chosen] && <FieldPanel key={chosen} {...editing} at={chosen} onClose={() => choose(null)} />}
    </div>
  );
}

function Row({ field, isNew, wrong, chosen, onChoose }: { field: DraftField; isNew: boolean; wrong: boolean; chosen: boolean; onChoose: () => void }) {
  const info = FIELD_KINDS[field.kind];
  return (
    <button type="button" className="row-button" aria-pressed={chosen} onClick={onChoose}>
      <Icon name={info.icon} />
      <span className="grow truncate"><strong>{field.name || t("types.nameless")}</strong>{field.required && <span className="required" aria-label={t("fields.required")}> *</span>} <code className="muted small">{field.key}</code></span>
      {wrong && <span className="error-text" title={t("types.wrongHere")}><Icon name="warning" label={t("types.wrongHere")} /></span>}
      {isNew && <span className="tag">{t("types.new")}</span>}
      {field.condition && <span className="tag">{t("types.conditional")}</span>}
      {field.read.includes("requester") && <span className="tag">{t("types.onPortal")}</span>}
      <span className="muted small kind">{t(info.label)}</span>
    </button>
  );
}
