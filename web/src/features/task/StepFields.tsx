import type { Named, PersonRef, TaskTemplateStep } from "../../api/types";
import { t } from "../../i18n";
import { ConditionInput } from "../admin/types/ConditionInput";
import { CheckField, IconButton, SelectField, TextField } from "../../ui";

interface Props {
  /** The types of whose fields a condition may speak. */ among: string[];
  step: TaskTemplateStep; number: number; all: TaskTemplateStep[]; agents: PersonRef[]; teams: Named[]; wrong: (field: string) => string | undefined;
  onChange: (part: Partial<TaskTemplateStep>) => void; onMove: (by: number) => void; onRemove: () => void;
}

/** One task of a template. */
export function StepFields({ among, step, number, all, agents, teams, wrong, onChange, onMove, onRemove }: Props) {
  const name = step.title || t("taskTemplates.step", { n: number + 1 });
  return (
    <li>
      <div className="row step-head">
        <div className="grow"><TextField label={t("taskTemplates.step", { n: number + 1 })} required maxLength={250} value={step.title} error={wrong("title")} onChange={(e) => onChange({ title: e.target.value })} /></div>
        <IconButton small icon="up" label={t("taskTemplates.up", { name })} disabled={number === 0} onClick={() => onMove(-1)} />
        <IconButton small icon="down" label={t("taskTemplates.down", { name })} disabled={number === all.length - 1} onClick={() => onMove(1)} />
        <IconButton small icon="close" label={t("attach.remove", { name })} disabled={all.length === 1} onClick={onRemove} />
      </div>
      <div className="form-grid three">
        <SelectField label={t("field.assignee")} value={step.assigneeId ?? ""} error={wrong("assigneeId")} onChange={(e) => onChange({ assigneeId: e.target.value || null })}><option value="">{t("ticket.nobody")}</option>{agents.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        <SelectField label={t("field.team")} value={step.teamId ?? ""} error={wrong("teamId")} onChange={(e) => onChange({ teamId: e.target.value || null })}><option value="">{t("ticket.none")}</option>{teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        <TextField label={t("taskTemplates.dueDays")} type="number" min={0} max={3650} value={step.dueDays ?? ""} error={wrong("dueDays")} onChange={(e) => onChange({ dueDays: e.target.value === "" ? null : Number(e.target.value) })} />
      </div>
      <div className="row wrap step-checks">
        <CheckField label={t("task.required")} checked={step.required} onChange={(e) => onChange({ required: e.target.checked })} />
        {step.dueDays !== null && <CheckField label={t("taskTemplates.workingDays")} checked={step.workingDays} onChange={(e) => onChange({ workingDays: e.target.checked })} />}
      </div>
      <ConditionInput label={t("taskTemplates.condition")} value={step.condition} among={among} error={wrong("condition")} onChange={(condition) => onChange({ condition })} />
      {number > 0 && (
        <fieldset className="plain-fieldset"><legend className="small muted">{t("task.needs")}</legend>
          <div className="row wrap step-checks">{all.slice(0, number).map((x, n) => <CheckField key={n} label={x.title || t("taskTemplates.step", { n: n + 1 })} checked={step.needs.includes(n)} onChange={(e) => onChange({ needs: e.target.checked ? [...step.needs, n] : step.needs.filter((k) => k !== n) })} />)}</div>
          {wrong("needs") && <p className="field-error" role="alert">{wrong("needs")}</p>}
        </fieldset>
      )}
    </li>
  );
}
