import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { Task, TaskChange, TaskState, Ticket } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, Field, FormError, SelectField, TextField, toastUndo } from "../../ui";
import { useAgents, useTeams } from "../agent/data";
import { RichText } from "../../ui/richtext/RichText";
import { failed, tasksChanged } from "./data";

const STATES: TaskState[] = ["open", "in_progress", "done", "skipped"];

/** All of a task; what is saved is only what was changed here. */
export function TaskDialog({ task, all, ticket, onClose }: { task: Task; all: Task[]; ticket: Pick<Ticket, "id" | "deskId">; onClose: () => void }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const agents = useAgents(ticket.deskId);
  const teams = useTeams(ticket.deskId);
  const [before] = useState(task);
  const [change, setChange] = useState<TaskChange>({});
  const set = (part: TaskChange): void => setChange({ ...change, ...part });
  const needs = change.needs ?? before.needs;
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (Object.keys(change).length) await api<Task>(`/tasks/${before.id}`, { method: "PATCH", body: change, version: before.version });
      tasksChanged(cache, ticket.id);
      onClose();
    });
  };
  const remove = (): void => void run(async () => {
    await api(`/tasks/${before.id}`, { method: "DELETE", version: before.version });
    const at = all.findIndex((x) => x.id === before.id);
    const after = all[at - 1]?.id;
    toastUndo(t("task.removed", { title: before.title }), () => void api(`/tickets/${ticket.id}/tasks`, {
      body: { title: before.title, description: before.description, assigneeId: before.assignee?.id ?? null, teamId: before.team?.id ?? null, due: before.due, state: before.state, required: before.required, needs: before.needs, ...(after ? { after } : {}) },
    }).catch(failed).then(() => tasksChanged(cache, ticket.id)));
    tasksChanged(cache, ticket.id);
    onClose();
  });
  const others = all.filter((x) => x.id !== before.id);
  return (
    <Dialog title={t("task.one")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("field.title")} required data-first maxLength={250} value={change.title ?? before.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />
        <div className="form-grid">
          <SelectField label={t("field.assignee")} value={(change.assigneeId === undefined ? before.assignee?.id : change.assigneeId) ?? ""} error={wrong("assigneeId")} onChange={(e) => set({ assigneeId: e.target.value || null })}>
            <option value="">{t("ticket.nobody")}</option>{(agents.data ?? []).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
          </SelectField>
          <SelectField label={t("field.team")} value={(change.teamId === undefined ? before.team?.id : change.teamId) ?? ""} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value || null })}>
            <option value="">{t("ticket.none")}</option>{(teams.data ?? []).filter((x) => x.deskId === ticket.deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
          </SelectField>
          <SelectField label={t("field.state")} value={change.state ?? before.state} error={wrong("state")} onChange={(e) => set({ state: e.target.value as TaskState })}>
            {STATES.map((s) => <option key={s} value={s}>{t(`task.state.${s}`)}</option>)}
          </SelectField>
          <TextField label={t("field.due")} type="date" value={(change.due === undefined ? before.due : change.due) ?? ""} error={wrong("due")} onChange={(e) => set({ due: e.target.value || null })} />
        </div>
        <CheckField label={t("task.requiredHint")} checked={change.required ?? before.required} onChange={(e) => set({ required: e.target.checked })} />
        {others.length > 0 && (
          <Field label={t("task.needs")} error={wrong("needs")}>
            {() => <div className="task-needs">{others.map((x) => <CheckField key={x.id} label={x.title} checked={needs.includes(x.id)} onChange={(e) => set({ needs: e.target.checked ? [...needs, x.id] : needs.filter((id) => id !== x.id) })} />)}</div>}
          </Field>
        )}
        <Field label={t("field.description")} error={wrong("description")}>{() => <RichText label={t("field.description")} value={change.description ?? before.description} onChange={(html) => set({ description: html })} boxed />}</Field>
        <div className="dialog-foot">
          <Button kind="quiet" className="danger" disabled={busy} onClick={remove}>{t("action.delete")}</Button><span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
