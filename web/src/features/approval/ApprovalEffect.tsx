import type { ApprovalPlan, Json } from "../../api/types";
import { maybe, t } from "../../i18n";
import { CheckField, TextArea, TextField } from "../../ui";
import { PlanEditor } from "./PlanEditor";
import { planOf } from "./data";

const WATCHABLE = ["title", "description", "impact", "urgency", "category", "requester"] as const;

interface Props { config: Json | undefined; statuses: { key: string; name: string }[]; fields: { key: string; name: string }[]; wrong: (path: string) => string | undefined; onChange: (to: Json) => void }

/** An approval that a transition asks for: who decides, where the ticket goes then, and what must not change after. */
export function ApprovalEffect({ config, statuses, fields, wrong, onChange }: Props) {
  const plan = planOf(config);
  const set = (part: Partial<ApprovalPlan>): void => onChange({ ...plan, ...part } as unknown as Json);
  const watch = (key: string, on: boolean): void => set({ watched: on ? [...plan.watched, key] : plan.watched.filter((k) => k !== key) });
  return (
    <div className="approval-effect">
      <TextField label={t("approval.title")} required maxLength={200} value={plan.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />
      <TextArea label={t("approval.reason")} rows={2} maxLength={4000} value={plan.reason} error={wrong("reason")} onChange={(e) => set({ reason: e.target.value })} />
      <PlanEditor plan={plan} statuses={statuses} wrong={wrong} onChange={(to) => onChange(to as unknown as Json)} />
      <fieldset className="plain-fieldset field">
        <legend className="label">{t("approval.watched")}</legend>
        <p className="hint">{t("approval.watchedHint")}</p>
        {[...WATCHABLE.map((key) => ({ key: key as string, name: maybe(`field.${key}`, key) })), ...fields].map((f) => <CheckField key={f.key} label={f.name} checked={plan.watched.includes(f.key)} onChange={(e) => watch(f.key, e.target.checked)} />)}
      </fieldset>
    </div>
  );
}
