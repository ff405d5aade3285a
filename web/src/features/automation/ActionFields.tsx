import type { ApprovalPlan, Json } from "../../api/types";
import { t, type Key } from "../../i18n";
import { CheckField, SelectField, TextArea, TextField } from "../../ui";
import { emptyPlan, planOf } from "../approval/data";
import { PlanEditor } from "../approval/PlanEditor";
import { ChangeRows } from "../macro/ChangeRows";
import { TextWithVariables } from "../macro/TextWithVariables";
import { Condition } from "./Condition";
import { changeOf, changePath, fieldsOf } from "./fieldValues";
import { HttpFields } from "./HttpFields";
import { Minutes } from "./Minutes";
import { NotifyFields } from "./NotifyFields";
import type { Step } from "./steps";
import { VariableText } from "./VariableText";
import type { World } from "./world";

export interface FormProps { data: Record<string, Json>; at: string; world: World; wrong: (field: string) => string | undefined; set: (part: Record<string, Json>) => void }
export const textOf = (of: Json | undefined): string => (typeof of === "string" || typeof of === "number" ? String(of) : "");
const LINKS = ["relates", "duplicates", "blocks", "causes"] as const;
const EACH = ["children", "parent", "linked", ...LINKS] as const;

/** The form of one action; each kind has its own. */
export function ActionFields({ step, at, world, wrong, onChange }: { step: Step; at: string; world: World; wrong: (field: string) => string | undefined; onChange: (data: Record<string, Json>) => void }) {
  const p: FormProps = { data: step.data, at, world, wrong, set: (part) => onChange({ ...step.data, ...part }) };
  switch (step.kind) {
    case "set": return <ChangeRows deskId={world.deskId} nobodyRuns change={changeOf(step.data["fields"])} wrong={(row) => wrong(changePath(at, row))} onChange={(to) => p.set({ fields: fieldsOf(to) })} />;
    case "assign": return <Assign {...p} />;
    case "task": return <Task {...p} />;
    case "link": return <div className="form-grid"><Choice {...p} part="type" label="side.linkKind" options={LINKS.map((id) => ({ id, name: t(`link.${id}`) }))} /><Plain {...p} part="to" label="rules.linkTo" hint="rules.linkToHint" most={100} /></div>;
    case "comment": return <><Choice {...p} part="public" label="rules.whoReads" value={step.data["public"] === true ? "yes" : ""} options={[{ id: "", name: t("composer.internal") }, { id: "yes", name: t("composer.public") }]} onPick={(id) => p.set({ public: id === "yes" })} /><Rich {...p} part="text" label="macro.words" /></>;
    case "mail": return <Mail {...p} />;
    case "notify": return <NotifyFields {...p} />;
    case "approval": return <Approve {...p} />;
    case "create": return <Create {...p} />;
    case "macro": return <Choice {...p} part="macroId" label="rules.which.macro" none="rules.choose" options={world.macros} hint={world.macros.length ? undefined : t("rules.noMacros")} />;
    case "rule": return <Choice {...p} part="ruleId" label="rules.which.rule" none="rules.choose" options={world.rules} hint={t("rules.ruleHint")} />;
    case "wait": return <><Minutes label={t("rules.howLong")} value={Number(step.data["minutes"]) || 0} error={wrong(`${at}minutes`)} onChange={(minutes) => p.set({ minutes })} /><CheckField label={t("rules.workingOnly")} checked={step.data["working"] === true} onChange={(e) => p.set({ working: e.target.checked })} /><p className="hint muted">{t("rules.waitHint")}</p></>;
    case "branch": return <p className="hint muted">{t("rules.branchHint")}</p>;
    case "each": return <><Choice {...p} part="link" label="rules.forWhich" options={EACH.map((id) => ({ id, name: t(`rules.each.${id}`) }))} /><Condition label={t("rules.onlyThose")} deskId={world.deskId} value={textOf(step.data["condition"])} error={wrong(`${at}condition`)} onChange={(condition) => p.set({ condition })} /></>;
    case "page": return <><Choice {...p} part="chain" label="rules.which.chain" none="rules.choose" options={world.chains} /><Plain {...p} part="text" label="rules.says" most={500} lines={2} /></>;
    case "assign_on_call": return <Choice {...p} part="schedule" label="rules.which.schedule" none="rules.choose" options={world.schedules} />;
    case "chat": return <><Choice {...p} part="channel" label="rules.which.channel" none="rules.choose" options={world.channels} /><Plain {...p} part="text" label="rules.says" most={4000} lines={3} /></>;
    case "http": return <HttpFields {...p} />;
  }
}

type ChoiceProps = FormProps & { part: string; label: Key; options: readonly { id: string; name: string }[]; none?: Key; hint?: string | undefined; value?: string; onPick?: (id: string) => void };
export const Choice = ({ data, at, wrong, set, part, label, options, none, hint, value, onPick }: ChoiceProps) => (
  <SelectField label={t(label)} hint={hint} error={wrong(at + part)} value={value ?? textOf(data[part])} onChange={(e) => { if (onPick) onPick(e.target.value); else set({ [part]: e.target.value || null }); }}>
    {none && <option value="">{t(none)}</option>}
    {options.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
  </SelectField>
);
export const Plain = ({ data, at, world, wrong, set, part, label, hint, most, lines }: FormProps & { part: string; label: Key; hint?: Key; most: number; lines?: number }) => (
  <VariableText label={t(label)} {...(hint ? { hint: t(hint) } : {})} most={most} {...(lines ? { lines } : {})} value={textOf(data[part])} error={wrong(at + part)} fieldKeys={world.fields.map((f) => f.key)} onChange={(to) => set({ [part]: to })} />
);
const Rich = ({ data, at, world, wrong, set, part, label }: FormProps & { part: string; label: Key }) => (
  <TextWithVariables label={t(label)} value={textOf(data[part])} error={wrong(at + part)} fieldKeys={world.fields.map((f) => f.key)} onChange={(to) => set({ [part]: to })} />
);

const STRATEGIES = ["round_robin", "least_loaded", "skill"] as const;
function Assign(p: FormProps) {
  const { data, world } = p;
  const person = textOf(data["person"]);
  return (
    <>
      <div className="form-grid">
        <Choice {...p} part="team" label="field.team" none="rules.sameTeam" options={world.teams} />
        <Choice {...p} part="person" label="field.assignee" none="rules.byStrategy" options={[{ id: "actor", name: t("rules.whoDidIt") }, ...world.agents]} onPick={(id) => p.set({ person: id || null, ...(id ? { strategy: null } : {}) })} />
      </div>
      {!person && <Choice {...p} part="strategy" label="assign.how" none="rules.strategy.none" options={STRATEGIES.map((id) => ({ id, name: t(`rules.strategy.${id}`) }))} />}
    </>
  );
}

function Task(p: FormProps) {
  const { data, world } = p;
  return (
    <>
      <Plain {...p} part="title" label="field.title" most={250} />
      <div className="form-grid three">
        <Choice {...p} part="team" label="field.team" none="ticket.none" options={world.teams} />
        <Choice {...p} part="person" label="field.assignee" none="ticket.nobody" options={world.agents} />
        <TextField label={t("rules.dueHours")} type="number" min={1} max={87_600} step="any" value={data["dueMinutes"] ? Number(data["dueMinutes"]) / 60 : ""} error={p.wrong(`${p.at}dueMinutes`)} onChange={(e) => p.set({ dueMinutes: e.target.value === "" ? null : Math.round(Number(e.target.value) * 60) })} />
      </div>
    </>
  );
}

const TO = ["requester", "assignee", "team", "address"] as const;
function Mail(p: FormProps) {
  return (
    <>
      <div className="form-grid">
        <Choice {...p} part="to" label="mail.to" options={TO.map((id) => ({ id, name: t(`rules.to.${id}`) }))} />
        {p.data["to"] === "address" && <Plain {...p} part="address" label="rules.address" most={254} />}
      </div>
      <Plain {...p} part="subject" label="mail.subject" most={200} />
      <Rich {...p} part="text" label="macro.words" />
    </>
  );
}

function Approve({ data, at, wrong, set }: FormProps) {
  const plan: ApprovalPlan = data["plan"] ? planOf(data["plan"]) : emptyPlan();
  const put = (to: ApprovalPlan): void => set({ plan: to as unknown as Json });
  const of = (path: string): string | undefined => wrong(`${at}plan.${path}`);
  return (
    <>
      <TextField label={t("approval.title")} required maxLength={200} value={plan.title} error={of("title")} onChange={(e) => put({ ...plan, title: e.target.value })} />
      <TextArea label={t("approval.reason")} rows={2} maxLength={4000} value={plan.reason} error={of("reason")} onChange={(e) => put({ ...plan, reason: e.target.value })} />
      <PlanEditor plan={plan} wrong={of} onChange={put} />
    </>
  );
}

function Create(p: FormProps) {
  const { data, at, world, wrong, set } = p;
  return (
    <>
      <div className="form-grid">
        <Choice {...p} part="typeId" label="field.type" none="rules.choose" options={world.types.filter((x) => x.active || x.id === data["typeId"])} />
        <Choice {...p} part="link" label="rules.linkBack" none="rules.noLink" options={LINKS.map((id) => ({ id, name: t(`link.${id}`) }))} />
      </div>
      <Plain {...p} part="title" label="field.title" most={250} />
      <Rich {...p} part="description" label="field.description" />
      <ChangeRows deskId={world.deskId} nobodyRuns change={changeOf(data["fields"])} wrong={(row) => wrong(changePath(at, row))} onChange={(to) => set({ fields: fieldsOf(to) })} />
    </>
  );
}
