import type { Task } from "../../api/types";

export type DueGroup = "overdue" | "today" | "later" | "someday";

/** Tasks by when they are due, as the page shows them; a group without any is left out. */
export function byDue(tasks: Task[], today: string): { key: DueGroup; tasks: Task[] }[] {
  const of = (task: Task): DueGroup => (!task.due ? "someday" : task.due < today ? "overdue" : task.due === today ? "today" : "later");
  const keys: DueGroup[] = ["overdue", "today", "later", "someday"];
  return keys.map((key) => ({ key, tasks: tasks.filter((x) => of(x) === key) })).filter((g) => g.tasks.length > 0);
}
