import type { Group, Json, TicketRow } from "../../../api/types";

/** What has been fetched of one group. */
export interface Fetched { rows: TicketRow[]; more: boolean; pending: boolean; failed: boolean }
export type Line =
  | { kind: "group"; key: string; group: Group; open: boolean }
  | { kind: "row"; key: string; row: TicketRow; group: string }
  | { kind: "more"; key: string; group: string; failed: boolean };

/** A value as the key of a group: groups without a value are one too. */
export const groupKey = (value: Json): string => JSON.stringify(value);

/** Groups with the rows of those that are open, as one long list. */
export function grouped(groups: Group[], closed: ReadonlySet<string>, fetched: ReadonlyMap<string, Fetched>): Line[] {
  return groups.flatMap((group): Line[] => {
    const key = groupKey(group.value);
    const open = !closed.has(key);
    const head: Line = { kind: "group", key: `group ${key}`, group, open };
    if (!open) return [head];
    const has = fetched.get(key);
    const rows = (has?.rows ?? []).map((row): Line => ({ kind: "row", key: `${key} ${row.id}`, row, group: key }));
    const waits = !has || has.more || has.pending || has.failed;
    return [head, ...rows, ...(waits && group.count > 0 ? [{ kind: "more", key: `more ${key}`, group: key, failed: has?.failed ?? false } as Line] : [])];
  });
}
export const flat = (rows: TicketRow[], more: boolean): Line[] => [
  ...rows.map((row): Line => ({ kind: "row", key: row.id, row, group: "" })), ...(more ? [{ kind: "more", key: "more", group: "", failed: false } as Line] : []),
];

/** Which of the groups in sight need their next rows. */
export function wanted(lines: Line[], from: number, to: number): string[] {
  const found = new Set<string>();
  for (const line of lines.slice(Math.max(0, from), to + 1)) if (line.kind === "more" && !line.failed) found.add(line.group);
  return Array.from(found);
}
