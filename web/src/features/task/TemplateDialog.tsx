import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Named, TaskTemplate, TaskTemplateStep } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";
import { useAgents, useTeams } from "../agent/data";
import { StepFields } from "./StepFields";
import { movedStep, removedStep } from "./steps";
import "../agent/ticket/ticket.css";
import "./task.css";

const EMPTY: TaskTemplateStep = { title: "", description: "", assigneeId: null, teamId: null, dueDays: null, workingDays: true, required: false, needs: [], condition: null };

export function TemplateDialog({ template, desks, onClose }: { template: TaskTemplate | null; desks: Named[]; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ deskId: template?.deskId ?? desks[0]?.id ?? "", name: template?.name ?? "", active: template?.active ?? true, typeIds: template?.typeIds ?? [], steps: template?.steps ?? [EMPTY] });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const agents = useAgents(form.deskId);
  const teams = useTeams(form.deskId);
  const types = session.types.filter((x) => x.deskId === form.deskId);
  const among = form.typeIds.length ? form.typeIds : types.map((x) => x.id);
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["task-templates"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (template) await api(`/task-templates/${template.id}`, { method: "PUT", body: form, version: template.version });
      else await api("/task-templates", { body: form, key: key.for(form) });
      await done();
    });
  };
  const remove = (of: TaskTemplate): void => void run(async () => {
    await api(`/task-templates/${of.id}`, { method: "DELETE" });
    await done();
  });
  const step = (i: number, part: Partial<TaskTemplateStep>): void => set({ steps: form.steps.map((s, n) => (n === i ? { ...s, ...part } : s)) });
  return (
    <Dialog title={template ? template.name : t("taskTemplates.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <SelectField label={t("field.desk")} disabled={template !== null} value={form.deskId} onChange={(e) => set({ deskId: e.target.value, typeIds: [], steps: form.steps.map((s) => ({ ...s, assigneeId: null, teamId: null })) })}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
        </div>
        <fieldset className="boxed"><legend>{t("taskTemplates.automatic")}</legend>
          {types.map((x) => <CheckField key={x.id} label={x.name} checked={form.typeIds.includes(x.id)} onChange={(e) => set({ typeIds: e.target.checked ? [...form.typeIds, x.id] : form.typeIds.filter((id) => id !== x.id) })} />)}
          {wrong("typeIds") && <p className="field-error" role="alert">{wrong("typeIds")}</p>}
        </fieldset>
        <h3>{t("task.title")}</h3>
        {wrong("steps") && <p className="field-error" role="alert">{wrong("steps")}</p>}
        <ol className="template-steps">
          {form.steps.map((s, i) => (
            <StepFields key={i} among={among} step={s} number={i} all={form.steps} agents={agents.data ?? []} teams={(teams.data ?? []).filter((x) => x.deskId === form.deskId)} wrong={(field) => wrong(`steps[${i}].${field}`)}
              onChange={(part) => step(i, part)} onMove={(by) => set({ steps: movedStep(form.steps, i, i + by) })} onRemove={() => set({ steps: removedStep(form.steps, i) })} />
          ))}
        </ol>
        <Button small icon="plus" onClick={() => set({ steps: [...form.steps, EMPTY] })}>{t("task.add")}</Button>
        {template && <CheckField label={t("categories.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />}
        <div className="dialog-foot">
          {template && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(template)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(template ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
