import { useTeams } from "../../../../api/directory";
import type { FieldRole, Transition, TransitionComment } from "../../../../api/types";
import { maybe, t } from "../../../../i18n";
import { Button, IconButton, SelectField, TextField } from "../../../../ui";
import { ConditionInput } from "../ConditionInput";
import { removeTransition, setTransition, split, transitionOf } from "../edit";
import { ANY, ASKABLE, REQUIRABLE } from "../model";
import type { Editing } from "../TypeEditor";
import { Effects } from "./Effects";

const ROLES: readonly FieldRole[] = ["requester", "agent", "manager"];
const COMMENTS: readonly TransitionComment[] = ["none", "optional", "note", "reply"];
const toggled = <T,>(list: readonly T[], item: T, on: boolean): T[] => (on ? [...list.filter((x) => x !== item), item] : list.filter((x) => x !== item));

interface Props extends Editing { transitionKey: string; from?: string | undefined; onChoose: (key: string) => void; onClose: () => void }

/** A way from statuses to a status: who may take it and when, what it asks for, and what happens. */
export function TransitionPanel(props: Props) {
  const { draft, type, transitionKey, from, onChoose, onClose } = props;
  const x = transitionOf(draft.now, transitionKey);
  const teams = useTeams(type.deskId).data ?? [];
  if (!x) return null;
  const path = `transitions[${draft.now.transitions.indexOf(x)}]`;
  const wrong = (part: string): string | undefined => draft.problems.within(`${path}.${part}`)[0]?.message;
  const set = (part: Partial<Transition>, tag = ""): void => draft.change((d) => setTransition(d, transitionKey, part), tag && `${path}.${tag}`);
  const name = (key: string): string => draft.now.statuses.find((s) => s.key === key)?.name ?? key;
  const any = x.from.includes(ANY);
  const separate = (): void => { const made = from ? split(draft.now, transitionKey, from) : null; if (made) { draft.change(() => made.definition); onChoose(made.key); } };
  return (
    <section className="side-panel" aria-label={t("types.transitionPanel", { name: x.name })}>
      <div className="row"><h2 className="grow truncate">{any ? t("types.anyStatus") : x.from.map(name).join(", ")} → {name(x.to)}</h2><IconButton icon="close" small label={t("action.close")} onClick={onClose} /></div>
      <TextField label={t("person.name")} required maxLength={60} value={x.name} error={wrong("name") ?? wrong("key")} onChange={(e) => set({ name: e.target.value }, "name")} />
      <fieldset className="plain-fieldset field">
        <legend className="label">{t("types.from")}</legend>
        <label className="check"><input type="checkbox" checked={any} onChange={(e) => set({ from: e.target.checked ? [ANY] : draft.now.statuses.filter((s) => s.key !== x.to).map((s) => s.key) })} /><span>{t("types.anyStatus")}</span></label>
        {!any && draft.now.statuses.filter((s) => s.key !== x.to).map((s) => <label key={s.key} className="check"><input type="checkbox" checked={x.from.includes(s.key)} disabled={x.from.length === 1 && x.from.includes(s.key)} onChange={(e) => set({ from: toggled(x.from, s.key, e.target.checked) })} /><span>{s.name}</span></label>)}
        {wrong("from") && <p className="field-error" role="alert">{wrong("from")}</p>}
        {from && x.from.length > 1 && !any && <Button small onClick={separate}>{t("types.split", { name: name(from) })}</Button>}
      </fieldset>
      <SelectField label={t("types.to")} value={x.to} error={wrong("to")} onChange={(e) => set({ to: e.target.value, from: toggled(x.from, e.target.value, false).length ? toggled(x.from, e.target.value, false) : [ANY] })}>{draft.now.statuses.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}</SelectField>
      <fieldset className="plain-fieldset field">
        <legend className="label">{t("types.who")}</legend>
        <p className="hint">{t("types.whoHint")}</p>
        <div className="row wrap">{ROLES.map((r) => <label key={r} className="check"><input type="checkbox" checked={x.roles.includes(r)} onChange={(e) => set({ roles: toggled(x.roles, r, e.target.checked) })} /><span>{t(`types.role.${r}`)}</span></label>)}</div>
        {teams.length > 0 && <><span className="label">{t("types.whichTeams")}</span><div className="row wrap">{teams.map((team) => <label key={team.id} className="check"><input type="checkbox" checked={x.teams.includes(team.id)} onChange={(e) => set({ teams: toggled(x.teams, team.id, e.target.checked) })} /><span>{team.name}</span></label>)}</div></>}
      </fieldset>
      <ConditionInput key={transitionKey} label={t("types.condition")} hint={t("types.conditionTransition")} value={x.condition} type={type} definition={draft.now} error={wrong("condition")} onChange={(condition) => set({ condition }, "condition")} />
      <Asked {...props} transition={x} set={set} error={wrong("asks") ?? wrong("required")} />
      <SelectField label={t("types.comment")} value={x.comment} error={wrong("comment")} onChange={(e) => set({ comment: e.target.value as TransitionComment })}>{COMMENTS.map((c) => <option key={c} value={c}>{t(`types.comment.${c}`)}</option>)}</SelectField>
      <Effects {...props} effects={x.effects} path={`${path}.effects`} onChange={(effects, tag) => set({ effects }, tag)} />
      <Button small className="danger" onClick={() => { draft.change((d) => removeTransition(d, transitionKey)); onClose(); }}>{t("types.removeTransition")}</Button>
    </section>
  );
}

/** The fields that the dialog on the way asks for, and those that must be filled in by then. */
function Asked({ draft, transition: x, set, error }: Props & { transition: Transition; set: (part: Partial<Transition>) => void; error: string | undefined }) {
  const custom = draft.now.fields.filter((f) => !f.retired);
  const all = [...ASKABLE.map((key) => ({ key: key as string, name: maybe(`field.${key}`, key) })), ...custom.map((f) => ({ key: f.key, name: f.name }))];
  const used = Array.from(new Set([...x.asks, ...x.required]));
  const nameOf = (key: string): string => all.find((f) => f.key === key)?.name ?? draft.now.fields.find((f) => f.key === key)?.name ?? maybe(`field.${key}`, key);
  const mayRequire = (key: string): boolean => REQUIRABLE.has(key) || draft.now.fields.some((f) => f.key === key);
  return (
    <fieldset className="plain-fieldset field">
      <legend className="label">{t("types.asks")}</legend>
      <p className="hint">{t("types.asksHint")}</p>
      <ul className="plain-list asked">
        {used.map((key) => (
          <li key={key} className="row wrap">
            <span className="grow truncate">{nameOf(key)}</span>
            <label className="check"><input type="checkbox" checked={x.asks.includes(key)} onChange={(e) => set({ asks: toggled(x.asks, key, e.target.checked) })} /><span>{t("types.asked")}</span></label>
            {mayRequire(key) && <label className="check"><input type="checkbox" checked={x.required.includes(key)} onChange={(e) => set({ required: toggled(x.required, key, e.target.checked) })} /><span>{t("types.mustBe")}</span></label>}
            <IconButton icon="close" small label={t("fields.remove", { name: nameOf(key) })} onClick={() => set({ asks: toggled(x.asks, key, false), required: toggled(x.required, key, false) })} />
          </li>
        ))}
      </ul>
      <select className="input" aria-label={t("types.addAsked")} value="" onChange={(e) => { if (e.target.value) set({ asks: toggled(x.asks, e.target.value, true) }); }}>
        <option value="">{t("types.addAsked")}</option>
        {all.filter((f) => !used.includes(f.key)).map((f) => <option key={f.key} value={f.key}>{f.name}</option>)}
      </select>
      {error && <p className="field-error" role="alert">{error}</p>}
    </fieldset>
  );
}
