import { useQueryClient } from "@tanstack/react-query";
import { useState, type DragEvent, type FormEvent, type KeyboardEvent } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Task, TaskChange, Ticket, TicketTasks } from "../../api/types";
import { number, t } from "../../i18n";
import { Button, ErrorState, explain, Menu, Icon, Skeleton, toast, toastUndo } from "../../ui";
import { failed, tasksChanged, useTaskTemplates, useTicketTasks } from "./data";
import { moved } from "./order";
import { TaskDialog } from "./TaskDialog";
import { TaskLine } from "./TaskLine";
import "./task.css";

/** The tasks of a ticket: ticked, ordered and added where they are read. */
export function TaskSection({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const tasks = useTicketTasks(ticket.id);
  const [editing, setEditing] = useState<Task | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const key = ["ticket-tasks", ticket.id];
  const all = tasks.data?.tasks ?? [];
  const settled = all.filter((x) => x.state === "done" || x.state === "skipped").length;

  /** Shown at once; what the server refuses is put back and explained. */
  async function set(task: Task, change: TaskChange, undo?: TaskChange): Promise<void> {
    const { state } = change;
    // What is still being read of an earlier change knows nothing of this one, and must not undo it on the page.
    void cache.cancelQueries({ queryKey: key });
    if (state) cache.setQueryData<TicketTasks>(key, (d) => d && { ...d, tasks: d.tasks.map((x) => (x.id === task.id ? { ...x, state } : x)) });
    try {
      const now = await api<Task>(`/tasks/${task.id}`, { method: "PATCH", body: change, version: task.version });
      cache.setQueryData<TicketTasks>(key, (d) => d && { ...d, tasks: d.tasks.map((x) => (x.id === task.id ? now : x)) });
      if (undo) toastUndo(t(`task.toast.${now.state}`, { title: now.title }), () => void set(now, undo));
    } catch (error) {
      const problem = problemOf(error);
      toast(problem.errors[0]?.message ?? explain(problem).text, { bad: true });
    }
    tasksChanged(cache, ticket.id);
  }
  async function order(ids: string[]): Promise<void> {
    const version = tasks.data?.version ?? 1;
    const byId = new Map(all.map((x) => [x.id, x]));
    void cache.cancelQueries({ queryKey: key });
    cache.setQueryData<TicketTasks>(key, (d) => d && { ...d, tasks: ids.flatMap((id) => byId.get(id) ?? []) });
    try {
      cache.setQueryData(key, await api<TicketTasks>(`/tickets/${ticket.id}/tasks/order`, { method: "PUT", body: { ids }, version }));
    } catch (error) { failed(error); }
    tasksChanged(cache, ticket.id);
  }
  const ids = all.map((x) => x.id);
  const keys = (task: Task) => (e: KeyboardEvent): void => {
    if (!e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown")) return;
    e.preventDefault();
    void order(moved(ids, task.id, ids.indexOf(task.id) + (e.key === "ArrowUp" ? -1 : 1)));
  };
  const drop = (on: Task) => (e: DragEvent): void => {
    e.preventDefault();
    if (dragged && dragged !== on.id) void order(moved(ids, dragged, ids.indexOf(on.id)));
    setDragged(null);
  };
  return (
    <section className="side-block tasks" aria-label={t("task.title")}>
      <div className="row">
        <h2 className="grow">{t("task.title")}{all.length > 0 && <span className="muted"> {number(settled)}/{number(all.length)}</span>}</h2>
        {ticket.may.edit && <ApplyTemplate ticket={ticket} />}
      </div>
      {all.length > 0 && <progress className="task-progress" max={all.length} value={settled} aria-label={t("task.progress", { done: settled, all: all.length })} />}
      {tasks.error && !tasks.data ? <ErrorState error={tasks.error} retry={() => void tasks.refetch()} /> : tasks.isPending ? <Skeleton lines={2} /> : (
        <ul className="plain-list">
          {all.map((task) => (
            <TaskLine key={task.id} task={task} all={all} may={ticket.may.edit} dragging={dragged === task.id} onKeys={keys(task)} onDrag={setDragged} onDrop={drop(task)} onOpen={() => setEditing(task)}
              onState={(state) => void set(task, { state }, { state: task.state })} />
          ))}
        </ul>
      )}
      {ticket.may.edit && <AddTask ticket={ticket} />}
      {editing && <TaskDialog task={all.find((x) => x.id === editing.id) ?? editing} all={all} ticket={ticket} onClose={() => setEditing(null)} />}
    </section>
  );
}

function AddTask({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const [title, setTitle] = useState("");
  const [busy, setBusy] = useState(false);
  async function add(e: FormEvent): Promise<void> {
    e.preventDefault();
    if (!title.trim() || busy) return;
    setBusy(true);
    try {
      const made = await api<Task>(`/tickets/${ticket.id}/tasks`, { body: { title: title.trim() } });
      cache.setQueryData<TicketTasks>(["ticket-tasks", ticket.id], (d) => d && { version: d.version + 1, tasks: [...d.tasks.filter((x) => x.id !== made.id), made] });
      setTitle("");
    } catch (error) { failed(error); }
    setBusy(false);
    tasksChanged(cache, ticket.id);
  }
  return (
    <form className="row task-add" onSubmit={(e) => void add(e)}>
      <input className="input" aria-label={t("task.add")} placeholder={t("task.add")} maxLength={250} value={title} onChange={(e) => setTitle(e.target.value)} />
      {title.trim() && <Button type="submit" small disabled={busy}>{t("action.add")}</Button>}
    </form>
  );
}

function ApplyTemplate({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const templates = useTaskTemplates(ticket.deskId);
  const offered = (templates.data ?? []).filter((x) => x.active);
  if (!offered.length) return null;
  async function apply(templateId: string): Promise<void> {
    try {
      cache.setQueryData(["ticket-tasks", ticket.id], await api<TicketTasks>(`/tickets/${ticket.id}/tasks/apply`, { body: { templateId } }));
    } catch (error) { failed(error); }
    tasksChanged(cache, ticket.id);
  }
  return <Menu label={t("task.apply")} className="btn quiet icon small" trigger={<Icon name="list" />} items={offered.map((x) => ({ id: x.id, label: x.name, end: t("task.count", { count: x.steps.length }), run: () => void apply(x.id) }))} />;
}
