import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { Task, TaskState } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { EmptyState, ErrorState, IconButton, PersonName, Pager, Skeleton, toastUndo } from "../../ui";
import { today } from "../analytics/days";
import { failed, tasksChanged, useTicketTasks } from "./data";
import { byDue } from "./groups";
import { TaskDialog } from "./TaskDialog";
import { Due } from "./TaskLine";
import "./task.css";

/** What somebody has to do, over all tickets, by when. */
export function MyTasks({ onRail }: { onRail: () => void }) {
  useTitle(t("task.mine"));
  const session = useSession();
  const cache = useQueryClient();
  const [whose, setWhose] = useState("me");
  const [state, setState] = useState("open,in_progress");
  const [editing, setEditing] = useState<Task | null>(null);
  const query = whose.startsWith("team:") ? { team: whose.slice(5), state } : { assignee: whose, state };
  const tasks = usePages<Task>(["my-tasks", whose, state], "/tasks", query);
  const teams = session.teams.filter((x) => session.desks.some((d) => d.id === x.deskId && d.role !== "requester"));

  async function set(task: Task, to: TaskState): Promise<void> {
    try {
      const now = await api<Task>(`/tasks/${task.id}`, { method: "PATCH", body: { state: to }, version: task.version });
      toastUndo(t(`task.toast.${to}`, { title: task.title }), () => void set(now, task.state));
    } catch (error) { failed(error); }
    tasksChanged(cache, task.ticketId);
  }
  const groups = state === "done,skipped" ? [{ key: "settled" as const, tasks: tasks.rows }] : byDue(tasks.rows, today());
  return (
    <section className="my-tasks" aria-labelledby="my-tasks-title">
      <div className="page-head">
        <div className="row"><IconButton className="rail-button" icon="menu" label={t("rail.open")} onClick={onRail} /><h1 id="my-tasks-title">{t("task.mine")}</h1></div>
        <div className="row wrap">
          <select className="input" aria-label={t("field.assignee")} value={whose} onChange={(e) => setWhose(e.target.value)}>
            <option value="me">{t("task.whose.me")}</option><option value="none">{t("task.whose.none")}</option>
            {teams.map((x) => <option key={x.id} value={`team:${x.id}`}>{x.name}</option>)}
          </select>
          <select className="input" aria-label={t("field.state")} value={state} onChange={(e) => setState(e.target.value)}>
            <option value="open,in_progress">{t("task.todo")}</option><option value="done,skipped">{t("task.settled")}</option>
          </select>
        </div>
      </div>
      {tasks.error && !tasks.rows.length ? <ErrorState error={tasks.error} retry={() => void tasks.refetch()} /> : tasks.isPending ? <Skeleton lines={6} gap={24} /> : !tasks.rows.length ? <EmptyState icon="check" title={t("task.none")} text={t("task.noneText")} /> : groups.map((g) => (
        <section key={g.key} className="task-group" aria-label={t(`task.group.${g.key}`)}>
          <h2 className={g.key === "overdue" ? "task-late" : undefined}>{t(`task.group.${g.key}`)} <span className="muted">{g.tasks.length}</span></h2>
          <ul className="plain-list">
            {g.tasks.map((task) => (
              <li key={task.id} className="task-row">
                <input type="checkbox" checked={task.state === "done"} aria-label={t("task.tick", { title: task.title })} onChange={() => void set(task, task.state === "done" || task.state === "skipped" ? "open" : "done")} />
                <button type="button" className="task-title" onClick={() => setEditing(task)}><span>{task.title}</span></button>
                <span className="task-facts muted small">{task.required && <span className="task-required">{t("task.required")}</span>}{task.state !== "open" && <span>{t(`task.state.${task.state}`)}</span>}</span>
                <span className="task-who">{task.assignee && whose !== "me" ? <PersonName name={task.assignee.name} /> : task.team?.name}</span>
                <span className="small">{task.due ? <Due due={task.due} /> : ""}</span>
                {task.ticket && <Link className="truncate task-ticket" to={`/work/t/${task.ticket.number}`} title={task.ticket.title}>{task.ticket.number} <span className="muted">{task.ticket.title}</span></Link>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pager more={tasks.hasNextPage} loading={tasks.isFetchingNextPage} onMore={() => void tasks.fetchNextPage()} />
      {editing && <Editing task={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

/** The dialog needs the other tasks of the ticket, for what this one waits for. */
function Editing({ task, onClose }: { task: Task; onClose: () => void }) {
  const all = useTicketTasks(task.ticketId);
  if (all.isPending) return null;
  const now = all.data?.tasks.find((x) => x.id === task.id) ?? task;
  return <TaskDialog task={now} all={all.data?.tasks ?? [task]} ticket={{ id: task.ticketId, deskId: task.ticket?.deskId ?? "" }} onClose={onClose} />;
}
