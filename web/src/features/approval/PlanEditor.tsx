import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { useTeams } from "../../api/directory";
import type { ApprovalPlan, Approver, Person, PlanStep, StepRule } from "../../api/types";
import { t } from "../../i18n";
import { Button, IconButton, SelectField, TextField } from "../../ui";
import { approverKey, emptyStep } from "./data";
import { PersonChoice } from "./Delegates";
import "./approval.css";
import "../admin/admin.css";

const RULES: readonly StepRule[] = ["any", "all", "quorum"];
const LEVELS = [1, 2, 3];

const OUTCOMES = ["onApproved", "onRejected", "onExpired"] as const;

interface Props { plan: ApprovalPlan; /** Those the ticket can move to, where they are known. */ statuses?: { key: string; name: string }[]; wrong: (path: string) => string | undefined; onChange: (to: ApprovalPlan) => void }

/** Who decides, in which order, how many of them have to agree, and what comes of it. */
export function PlanEditor({ plan, statuses, wrong, onChange }: Props) {
  const set = (i: number, step: PlanStep): void => onChange({ ...plan, steps: plan.steps.map((s, j) => (j === i ? step : s)) });
  return (
    <>
      {plan.steps.map((s, i) => <StepFields key={i} step={s} n={i + 1} wrong={(p) => wrong(`steps[${i}].${p}`)} onChange={(to) => set(i, to)} onRemove={plan.steps.length > 1 ? () => onChange({ ...plan, steps: plan.steps.filter((_, j) => j !== i) }) : undefined} />)}
      {wrong("steps") && <p className="field-error" role="alert">{wrong("steps")}</p>}
      {plan.steps.length < 10 && <Button small icon="plus" onClick={() => onChange({ ...plan, steps: [...plan.steps, emptyStep()] })}>{t("approval.addStep")}</Button>}
      <div className="two" style={{ marginBlockStart: 12 }}>
        <Hours label={t("approval.remind")} value={plan.remindHours} error={wrong("remindHours")} onChange={(remindHours) => onChange({ ...plan, remindHours })} />
        <Hours label={t("approval.expire")} value={plan.expiresHours} error={wrong("expiresHours")} onChange={(expiresHours) => onChange({ ...plan, expiresHours })} />
      </div>
      {statuses && OUTCOMES.filter((o) => o !== "onExpired" || plan.expiresHours !== null).map((o) => (
        <SelectField key={o} label={t(`approval.${o}`)} value={plan[o] ?? ""} error={wrong(o)} onChange={(e) => onChange({ ...plan, [o]: e.target.value || null })}>
          <option value="">{t("approval.stays")}</option>
          {statuses.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}
        </SelectField>
      ))}
    </>
  );
}

const Hours = ({ label, value, error, onChange }: { label: string; value: number | null; error: string | undefined; onChange: (to: number | null) => void }) => (
  <TextField label={label} hint={t("approval.hoursHint")} type="number" min={1} max={8760} value={value ?? ""} error={error} onChange={(e) => onChange(e.target.value === "" ? null : Number(e.target.value))} />
);

interface StepProps { step: PlanStep; n: number; wrong: (path: string) => string | undefined; onChange: (to: PlanStep) => void; onRemove: (() => void) | undefined }
function StepFields({ step, n, wrong, onChange, onRemove }: StepProps) {
  const teams = useTeams().data ?? [];
  const has = new Set(step.approvers.map(approverKey));
  const add = (a: Approver): void => { if (!has.has(approverKey(a))) onChange({ ...step, approvers: [...step.approvers, a] }); };
  const offered: { approver: Approver; label: string }[] = [
    ...LEVELS.map((level) => ({ approver: { kind: "manager" as const, level }, label: t("approval.by.level", { level }) })),
    ...["manager", "agent"].map((role) => ({ approver: { kind: "role" as const, role }, label: t(role === "manager" ? "approval.by.managers" : "approval.by.agents") })),
    ...teams.map((team) => ({ approver: { kind: "team" as const, id: team.id }, label: t("approval.by.team", { name: team.name }) })),
  ];
  const problem = wrong("approvers") ?? step.approvers.map((_, i) => wrong(`approvers[${i}]`) ?? wrong(`approvers[${i}].id`)).find(Boolean);
  return (
    <fieldset className="plan-step">
      <legend>{t("approval.step", { n })}</legend>
      <div className="row"><div className="grow"><TextField label={t("approval.stepName")} maxLength={100} value={step.name} onChange={(e) => onChange({ ...step, name: e.target.value })} /></div>{onRemove && <IconButton small icon="close" label={t("fields.remove", { name: t("approval.step", { n }) })} onClick={onRemove} />}</div>
      <ul className="plain-list plan-approvers" aria-label={t("approval.who")}>
        {step.approvers.map((a) => {
          const label = offered.find((o) => approverKey(o.approver) === approverKey(a))?.label;
          const remove = (): void => onChange({ ...step, approvers: step.approvers.filter((x) => x !== a) });
          return <li key={approverKey(a)}><span className="grow truncate">{a.kind === "person" ? <Named id={a.id ?? ""} /> : (label ?? approverKey(a))}</span><IconButton small icon="close" label={t("fields.remove", { name: label ?? t("approval.person") })} onClick={remove} /></li>;
        })}
      </ul>
      <SelectField label={t("approval.addGroup")} value="" error={problem} onChange={(e) => { const chosen = offered.find((o) => approverKey(o.approver) === e.target.value); if (chosen) add(chosen.approver); }}>
        <option value="">{t("approval.choose")}</option>
        {offered.filter((o) => !has.has(approverKey(o.approver))).map((o) => <option key={approverKey(o.approver)} value={approverKey(o.approver)}>{o.label}</option>)}
      </SelectField>
      <PersonChoice label={t("approval.addPerson")} value={null} onChange={(p) => { if (p) add({ kind: "person", id: p.id }); }} />
      <SelectField label={t("approval.rule")} value={step.rule} error={wrong("rule")} onChange={(e) => onChange({ ...step, rule: e.target.value as StepRule })}>{RULES.map((r) => <option key={r} value={r}>{t(`approval.rule.${r}`)}</option>)}</SelectField>
      {step.rule === "quorum" && <TextField label={t("approval.needed")} type="number" min={1} max={100} required value={step.needed} error={wrong("needed")} onChange={(e) => onChange({ ...step, needed: Number(e.target.value) })} />}
    </fieldset>
  );
}

/** A person of whom only the id is kept. */
function Named({ id }: { id: string }) {
  const person = useQuery({ queryKey: ["people", "one", id], queryFn: () => api<Person>(`/people/${id}`), staleTime: Infinity, enabled: Boolean(id), retry: false });
  return <>{person.data?.name ?? (person.error ? t("approval.gone") : "…")}</>;
}
