import { useState } from "react";
import { useAgents, useTeams } from "../../../../api/directory";
import type { Json, Refs } from "../../../../api/types";
import { FIELD_KINDS, FieldInput, KINDS } from "../../../../fields";
import { maybe, t } from "../../../../i18n";
import { IconButton } from "../../../../ui";
import { ApprovalEffect } from "../../../approval/ApprovalEffect";
import { emptyPlan } from "../../../approval/data";
import { categoryPath, useCategories } from "../../../agent/data";
import { replaced } from "../edit";
import { fieldOf, SETTABLE, type Effect } from "../model";
import type { Editing } from "../TypeEditor";

interface Props extends Editing { effects: Effect[]; path: string; onChange: (to: Effect[], tag?: string) => void }

/** In the list of what may happen, beside the fields. */
const APPROVAL = "*approval";

/** What happens on the way: fields that get a value, approvals that are asked for. */
export function Effects({ draft, type, effects, path, onChange }: Props) {
  const custom = draft.now.fields.filter((f) => !f.retired && !FIELD_KINDS[f.kind].computed && KINDS[f.kind].Input !== null);
  const nameOf = (key: string): string => draft.now.fields.find((f) => f.key === key)?.name ?? maybe(`field.${key}`, key);
  const set = (i: number, value: Json): void => onChange(replaced(effects, i, { value }), `${path}[${i}]`);
  return (
    <fieldset className="plain-fieldset field">
      <legend className="label">{t("types.effects")}</legend>
      <ul className="plain-list effects">
        {effects.map((e, i) => {
          const wrong = draft.problems.within(`${path}[${i}]`)[0]?.message;
          const label = e.field ? nameOf(e.field) : maybe(`types.effectKind.${e.kind}`, e.kind);
          return (
            <li key={`${e.kind}.${e.field ?? i}`}>
              <div className="row"><span className="grow">{e.kind === "set" ? t("types.sets", { name: label }) : label}</span><IconButton icon="close" small label={t("fields.remove", { name: label })} onClick={() => onChange(effects.filter((_, j) => j !== i))} /></div>
              {e.kind === "set" && e.field && <Value field={e.field} value={e.value ?? null} draft={draft} type={type} label={label} onChange={(v) => set(i, v)} />}
              {e.kind === "approval" && <ApprovalEffect config={e.config} statuses={draft.now.statuses} fields={custom} wrong={(p) => draft.problems.within(`${path}[${i}].config.${p}`)[0]?.message} onChange={(config) => onChange(replaced(effects, i, { config }), `${path}[${i}]`)} />}
              {wrong && e.kind !== "approval" && <p className="field-error" role="alert">{wrong}</p>}
            </li>
          );
        })}
      </ul>
      <select className="input" aria-label={t("types.addEffect")} value="" onChange={(e) => { if (e.target.value) onChange([...effects, e.target.value === APPROVAL ? { kind: "approval", field: null, value: null, config: emptyPlan(type.name) as unknown as Json } : { kind: "set", field: e.target.value, value: null }]); }}>
        <option value="">{t("types.addEffect")}</option>
        <option value={APPROVAL}>{t("types.effectKind.approval")}</option>
        {[...SETTABLE.map((k) => ({ key: k as string, name: maybe(`field.${k}`, k) })), ...custom.map((f) => ({ key: f.key, name: f.name }))].filter((f) => !effects.some((e) => e.field === f.key)).map((f) => <option key={f.key} value={f.key}>{f.name}</option>)}
      </select>
    </fieldset>
  );
}

interface ValueProps extends Editing { field: string; label: string; value: Json; onChange: (value: Json) => void }
function Value(p: ValueProps) {
  const [refs, setRefs] = useState<Refs>({});
  const own = p.draft.now.fields.find((f) => f.key === p.field);
  if (own) return <FieldInput bare field={{ ...fieldOf(own), required: false }} value={p.value} refs={refs} onChange={(v, more) => { setRefs({ ...refs, ...more }); p.onChange(v); }} />;
  if (p.field === "impact" || p.field === "urgency") return <Select {...p} number choices={[1, 2, 3].map((l) => ({ id: String(l), name: maybe(`level.${l}`, String(l)) }))} />;
  return <Record {...p} />;
}
function Record(p: ValueProps) {
  const desk = p.type.deskId;
  const teams = (useTeams(desk).data ?? []).filter((x) => x.deskId === desk);
  const agents = useAgents(desk).data ?? [];
  const categories = useCategories(desk).data ?? [];
  return <Select {...p} choices={p.field === "team" ? teams : p.field === "assignee" ? agents : categories.filter((c) => c.active).map((c) => ({ id: c.id, name: categoryPath(c.id, categories) }))} />;
}
const Select = ({ label, value, choices, number, onChange }: ValueProps & { choices: { id: string; name: string }[]; number?: boolean }) => (
  <select className="input" aria-label={label} value={value === null ? "" : String(value)} onChange={(e) => onChange(e.target.value === "" ? null : number ? Number(e.target.value) : e.target.value)}>
    <option value="">{t("types.emptied")}</option>
    {choices.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}
  </select>
);
