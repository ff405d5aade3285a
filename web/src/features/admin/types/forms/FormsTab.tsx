import { useState } from "react";
import type { Form } from "../../../../api/types";
import { t } from "../../../../i18n";
import { Button, DragHandle, DragNews, Icon, IconButton, useDrag } from "../../../../ui";
import { addSection, fieldsOn, place, placeBefore, setWidth, step, takeOff } from "../forms";
import type { Audience } from "../model";
import type { Editing } from "../TypeEditor";
import { placeable, type Placeable } from "./builtIn";
import { Preview } from "./Preview";
import { SectionView } from "./SectionView";

const sectionOf = (zone: string): string => zone.replace(/^section\./, "");
const AUDIENCES: readonly Audience[] = ["requester", "agent"];

export function FormsTab(editing: Editing) {
  const [audience, setAudience] = useState<Audience>("requester");
  const [trying, setTrying] = useState(false);
  return (
    <>
      <div className="row wrap form-bar">
        <div className="segmented" role="group" aria-label={t("types.whose")}>
          {AUDIENCES.map((a) => <button key={a} type="button" aria-pressed={a === audience} onClick={() => setAudience(a)}>{t(`types.audience.${a}`)}</button>)}
        </div>
        <span className="grow muted small">{t(`types.audienceText.${audience}`)}</span>
        <Button small icon={trying ? "pen" : "eye"} aria-pressed={trying} onClick={() => setTrying(!trying)}>{t(trying ? "types.arrange" : "types.tryForm")}</Button>
      </div>
      {trying ? <Preview key={audience} {...editing} audience={audience} /> : <Arrange key={audience} {...editing} audience={audience} />}
    </>
  );
}

function Arrange(props: Editing & { audience: Audience }) {
  const { draft, audience } = props;
  const form = draft.now.forms[audience];
  const all = placeable(draft.now, draft.defaultForms, audience);
  const on = fieldsOn(form);
  const change = (make: (form: Form) => Form, tag = ""): void => draft.change((d) => ({ ...d, forms: { ...d.forms, [audience]: make(d.forms[audience]) } }), tag);
  const name = (key: string): string => all.find((f) => f.key === key)?.name ?? draft.now.fields.find((f) => f.key === key)?.name ?? key;
  const where = (next: Form, key: string): string => {
    const section = next.sections.find((s) => s.fields.some((i) => i.field === key));
    return section ? t("types.placed", { name: name(key), section: section.title || t("types.untitled"), n: section.fields.findIndex((i) => i.field === key) + 1, of: section.fields.length }) : t("types.takenOff", { name: name(key) });
  };
  const said = (make: (form: Form) => Form, key: string): string => { change(make); return where(make(form), key); };
  const drag = useDrag({
    onDrop: (key, drop) => change((f) => (drop.zone === "off" ? takeOff(f, key) : drop.anchor === null ? place(f, key, sectionOf(drop.zone), Number.MAX_SAFE_INTEGER) : placeBefore(f, key, sectionOf(drop.zone), drop.anchor))),
    onStep: (key, by) => said((f) => (fieldsOn(f).has(key) ? step(f, key, by) : f), key),
    onSide: (key, by) => { change((f) => setWidth(f, key, by > 0 ? "full" : "half")); return t(by > 0 ? "types.full" : "types.half"); },
  });
  const first = form.sections[0];
  const problems = draft.problems.within(`forms.${audience}`).filter((e) => !e.field.includes("sections["));

  if (!form.sections.length) {
    return (
      <div className="editor-main">
        <div className="notice">
          <strong>{t("types.defaultForm")}</strong>
          <p>{t("types.defaultFormText")}</p>
          <Button kind="primary" onClick={() => change(() => draft.defaultForms[audience])}>{t("types.fromDefault")}</Button>
        </div>
        <DefaultLook {...props} />
      </div>
    );
  }
  return (
    <div className="editor-columns">
      <aside className="palette-list" data-zone="off" aria-label={t("types.notOnForm")}>
        <h2>{t("types.notOnForm")}</h2>
        {all.filter((f) => !on.has(f.key)).map((f) => <Off key={f.key} field={f} drag={drag} onAdd={first ? () => change((x) => place(x, f.key, x.sections.at(-1)?.key ?? "", Number.MAX_SAFE_INTEGER)) : undefined} />)}
        {all.every((f) => on.has(f.key)) && <p className="muted small">{t("types.allOnForm")}</p>}
        <p className="muted small">{t("types.dragHint")}</p>
      </aside>
      <div className="editor-main form-canvas">
        {problems.map((e) => <p key={e.field + e.code} className="notice error" role="alert">{e.message}</p>)}
        {form.sections.map((section, i) => <SectionView key={section.key} {...props} section={section} index={i} count={form.sections.length} drag={drag} name={name} change={change} />)}
        <div className="row wrap">
          <Button icon="plus" onClick={() => change((f) => addSection(f, t("types.newSection")))}>{t("types.addSection")}</Button>
          <Button kind="quiet" onClick={() => change(() => ({ sections: [] }))}>{t("types.backToDefault")}</Button>
        </div>
        <DragNews drag={drag} />
      </div>
    </div>
  );
}

function Off({ field, drag, onAdd }: { field: Placeable; drag: ReturnType<typeof useDrag>; onAdd: (() => void) | undefined }) {
  return (
    <div className="off-row">
      <DragHandle drag={drag} item={field.key} name={field.name} />
      <Icon name={field.icon} /><span className="grow truncate">{field.name}</span>
      {onAdd && <IconButton icon="plus" small label={t("types.putOn", { name: field.name })} onClick={onAdd} />}
    </div>
  );
}

/** What the server makes of it as long as nobody arranged it. */
const DefaultLook = (props: Editing & { audience: Audience }) => <Preview {...props} still />;
