import type { Field, Group, Level, PriorityLevel, TicketRow, TicketType } from "../../../api/types";
import { KINDS } from "../../../fields";
import type { Wish } from "../../agent/change";
import { groupKey } from "../table/rows";

/** What a list can be grouped by, and no drop can change. */
const FIXED = new Set(["type", "desk", "channel", "created", "updated"]);
const EMPTIED = new Set(["assignee", "team", "category"]);

interface Known { type: TicketType | undefined; field: Field | undefined; /** Where the workflow lets the status go. */ ways: string[]; teamDesk: (id: string) => string | undefined }

/** Whether a ticket may be put into a column. The server has the last word. */
export function mayMove(row: TicketRow, by: string, group: Group, known: Known): boolean {
  const { value } = group;
  if (FIXED.has(by)) return false;
  if (by === "status") return typeof value === "string" && known.ways.includes(value);
  if (by === "priority") return typeof value === "number" && (known.type?.priorityMatrix.flat().includes(value) ?? false);
  if (by === "team") return value === null || known.teamDesk(String(value)) === row.deskId;
  if (by === "requester") return value !== null;
  if (EMPTIED.has(by)) return true;
  const { field } = known;
  if (!field || !field.writable || KINDS[field.kind].edit === "none") return false;
  return value !== null || !field.required;
}

/** The change that puts a ticket into a column, other than of its status or priority, which ask more. */
export function moveWish(by: string, group: Group, none: string): Wish {
  const { value, label } = group;
  const words = value === null ? none : label;
  const ref = value === null ? null : { id: String(value), name: label };
  switch (by) {
    case "assignee": return { change: { assigneeId: ref?.id ?? null }, show: { assignee: ref }, words };
    case "team": return { change: { teamId: ref?.id ?? null }, show: { team: ref }, words };
    case "category": return { change: { categoryId: ref?.id ?? null }, show: { category: ref }, words };
    case "requester": return { change: { ...(ref ? { requesterId: ref.id } : {}) }, show: { ...(ref ? { requester: ref } : {}) }, words };
    default: return { change: { fields: { [by]: value } }, show: { fields: { [by]: value }, ...(typeof value === "string" ? { refs: { [value]: { name: label } } } : {}) }, words };
  }
}

const LEVELS: Level[] = [1, 2, 3];
/** The impact and urgency that give a priority: those nearest to what they are; the impact is a fact, so it is kept where it can be. */
export function levelsFor(matrix: number[][], now: { impact: Level; urgency: Level }, priority: number): { impact: Level; urgency: Level } | undefined {
  const all = LEVELS.flatMap((impact) => LEVELS.map((urgency) => ({ impact, urgency }))).filter((x) => matrix[x.impact - 1]?.[x.urgency - 1] === priority);
  const far = (x: { impact: Level; urgency: Level }): number => Math.abs(x.impact - now.impact) * 10 + Math.abs(x.urgency - now.urgency);
  return all.sort((a, b) => far(a) - far(b))[0];
}
export const priorityWish = (levels: { impact: Level; urgency: Level }, priority: PriorityLevel): Wish => ({ change: levels, show: { ...levels, priority }, words: `P${priority}` });

/** The columns a ticket may be put into, with the one it is in. */
export const allowedFor = (row: TicketRow, by: string, columns: Group[], at: string, known: Known): Set<string> =>
  new Set([at, ...columns.filter((g) => groupKey(g.value) !== at && mayMove(row, by, g, known)).map((g) => groupKey(g.value))]);
