import type { DragEvent, KeyboardEvent } from "react";
import type { Task, TaskState } from "../../api/types";
import { day, t } from "../../i18n";
import { Avatar, Icon, Menu, type MenuItem } from "../../ui";
import { today } from "../analytics/days";

const STATES: TaskState[] = ["open", "in_progress", "done", "skipped"];
interface Props {
  task: Task; all: Task[]; may: boolean; dragging: boolean; onKeys: (e: KeyboardEvent) => void; onDrag: (id: string | null) => void;
  onDrop: (e: DragEvent) => void; onOpen: () => void; onState: (to: TaskState) => void;
}

/** One task in the narrow list: tick, title, who and until when. */
export function TaskLine({ task, all, may, dragging, onKeys, onDrag, onDrop, onOpen, onState }: Props) {
  const settled = task.state === "done" || task.state === "skipped";
  const waits = all.filter((x) => task.needs.includes(x.id) && x.state !== "done" && x.state !== "skipped");
  const items = STATES.map((s): MenuItem => ({ id: s, label: t(`task.state.${s}`), checked: s === task.state, run: () => { if (s !== task.state) onState(s); } }));
  return (
    <li className={`task-line ${settled ? "settled" : ""} ${dragging ? "dragging" : ""}`} draggable={may} onKeyDown={may ? onKeys : undefined}
      onDragStart={(e) => { e.dataTransfer.effectAllowed = "move"; onDrag(task.id); }} onDragEnd={() => onDrag(null)} onDragOver={(e) => e.preventDefault()} onDrop={onDrop}>
      <input type="checkbox" checked={task.state === "done"} disabled={!may || (waits.length > 0 && !settled)} aria-label={t("task.tick", { title: task.title })} onChange={() => onState(settled ? "open" : "done")} />
      <button type="button" className="task-title" onClick={onOpen} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
        <span>{task.title}</span>
        <span className="task-facts muted small">
          {task.required && !settled && <span className="task-required">{t("task.required")}</span>}
          {task.state === "in_progress" && <span>{t("task.state.in_progress")}</span>}
          {task.state === "skipped" && <span>{t("task.state.skipped")}</span>}
          {waits.length > 0 && !settled && <span title={waits.map((x) => x.title).join(", ")}><Icon name="lock" />{t("task.waits", { title: waits[0]?.title ?? "" })}</span>}
          {task.due && !settled && <Due due={task.due} />}
          {task.team && !task.assignee && <span>{task.team.name}</span>}
        </span>
      </button>
      {task.assignee && <span title={task.assignee.name}><Avatar name={task.assignee.name} size={20} /><span className="sr-only">{task.assignee.name}</span></span>}
      {may && <Menu label={t("task.stateOf", { title: task.title })} className="btn quiet icon small" trigger={<Icon name="more" />} items={items} />}
    </li>
  );
}

/** Until when; a day that is over is said so, not only coloured. */
export function Due({ due }: { due: string }) {
  const now = today();
  const late = due < now;
  return <span className={late ? "task-late" : undefined}>{late ? t("task.overdue", { day: day(due) }) : due === now ? t("task.dueToday") : t("task.dueOn", { day: day(due) })}</span>;
}
