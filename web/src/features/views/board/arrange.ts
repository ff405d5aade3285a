import type { Group, Json, TicketRow } from "../../../api/types";
import { both } from "../query";
import type { Fetched } from "../table/rows";

export interface Stack { rows: TicketRow[]; /** How many came here, less how many left, since the column was counted. */ drift: number }

/** Each ticket in the column of the value it has now: one that was just moved is at once where it was moved to, on top. */
export function arrange(keys: string[], fetched: ReadonlyMap<string, Fetched>, keyOf: (row: TicketRow) => string): Map<string, Stack> {
  const stacks = new Map<string, Stack>(keys.map((key) => [key, { rows: [], drift: 0 }]));
  const seen = new Set<string>();
  const native = new Set(Array.from(fetched).flatMap(([of, f]) => f.rows.filter((r) => keyOf(r) === of).map((r) => r.id)));
  const put = (row: TicketRow, to: string, drift: number): void => {
    const stack = stacks.get(to);
    if (!stack || seen.has(row.id)) return;
    seen.add(row.id);
    stack.rows.push(row);
    stack.drift += drift;
  };
  for (const [of, f] of fetched)
    for (const row of f.rows) {
      const at = keyOf(row);
      if (at === of || native.has(row.id)) continue;
      put(row, at, 1);
      const left = stacks.get(of);
      if (left) left.drift -= 1;
    }
  for (const [of, f] of fetched) for (const row of f.rows) if (keyOf(row) === of) put(row, of, 0);
  return stacks;
}

/** A column, or one lane of it, by the keys of both. */
export const cellKey = (column: string, lane: string): string => (lane ? `[${column},${lane}]` : column);
/** All boxes of a board that has lanes, each with the query of both its values. */
export const cellsOf = (columns: Group[], lanes: Group[]): Group[] =>
  lanes.flatMap((lane) => columns.map((column) => ({ value: [column.value, lane.value], label: `${column.label}, ${lane.label}`, count: 0, exact: true, query: both(column.query, lane.query) })));

/** The name of a value in the limits of a board. */
export const limitKey = (value: Json): string => (typeof value === "string" ? value : value === null ? "none" : JSON.stringify(value));
export function withLimit(wip: Record<string, number>, key: string, to: number | null): Record<string, number> {
  const { [key]: _was, ...rest } = wip;
  return to === null || to < 1 ? rest : { ...rest, [key]: Math.min(9999, Math.round(to)) };
}

/** The next column to the side that a card may be put into; the one it is in counts as one. */
export function nextAllowed(keys: string[], at: string, by: 1 | -1, allowed: ReadonlySet<string>): string {
  for (let i = keys.indexOf(at) + by; i >= 0 && i < keys.length; i += by) {
    const key = keys[i];
    if (key !== undefined && allowed.has(key)) return key;
  }
  return at;
}
