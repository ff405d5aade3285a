import type { Json, TicketChange } from "../../api/types";

const OWN = ["status", "assigneeId", "teamId", "impact", "urgency", "categoryId", "tags", "title"] as const;

/** The fields of an action as the rows of a change have them: what every ticket has apart from what a type adds. */
export function changeOf(fields: Json | undefined): TicketChange {
  const given = fields && typeof fields === "object" && !Array.isArray(fields) ? fields : {};
  const change: Record<string, unknown> = {};
  const custom: Record<string, Json> = {};
  for (const [key, value] of Object.entries(given)) if ((OWN as readonly string[]).includes(key)) change[key] = value; else custom[key.replace(/^fields\./, "")] = value;
  return { ...change, ...(Object.keys(custom).length ? { fields: custom } : {}) };
}
export function fieldsOf(change: TicketChange): Record<string, Json> {
  const { fields, ...own } = change;
  return { ...(own as Record<string, Json>), ...fields };
}
/** Where the server says what is wrong, by where the rows look for it. */
export const changePath = (at: string, row: string): string => (row === "change" ? `${at}fields` : `${at}fields.${row.replace(/^change\./, "").replace(/^fields\./, "")}`);

const SAME: Record<string, string> = { assigneeId: "assignee", teamId: "team", categoryId: "category", requesterId: "requester", parentId: "parent" };
/** A field as it is named in a change is the one that is named in words. */
export const plainKey = (key: string): string => SAME[key] ?? key.replace(/^fields\./, "");
