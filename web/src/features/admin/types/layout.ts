import type { StatusCategory } from "../../../api/types";
import { ANY, type Definition } from "./model";

export interface Place { x: number; y: number }
export const NODE = { width: 164, height: 56 } as const;
const GAP = { x: 84, y: 52 } as const;
/** Waiting stands beside working, not after it; what ended in another way beside what was closed. */
const STAGES: readonly (readonly StatusCategory[])[] = [["new"], ["open", "pending"], ["resolved"], ["closed", "cancelled"]];

/** The ways between statuses, without those from anywhere. */
function ways(d: Definition): Map<string, string[]> {
  const all = new Map<string, string[]>(d.statuses.map((s) => [s.key, []]));
  for (const x of d.transitions) for (const from of x.from) if (from !== ANY && from !== x.to) all.get(from)?.push(x.to);
  return all;
}

/** How far along a status is among those of its stage: the longest way there that does not turn back in the list's order. */
function depths(keys: string[], next: Map<string, string[]>): Map<string, number> {
  const at = new Map(keys.map((k, i) => [k, i]));
  const depth = new Map(keys.map((k) => [k, 0]));
  for (const from of keys) for (const to of next.get(from) ?? []) {
    if ((at.get(to) ?? -1) > (at.get(from) ?? 0)) depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
  }
  return depth;
}

/**
 * A place for each status: columns by how far work has come, and within a column near what leads there, so that few ways
 * cross. The same workflow always gets the same drawing.
 */
export function layout(d: Definition): Record<string, Place> {
  const next = ways(d);
  const columns: string[][] = [];
  for (const stage of STAGES) {
    const first = columns.length;
    for (const category of stage) {
      const keys = d.statuses.filter((s) => s.category === category).map((s) => s.key);
      const depth = depths(keys, next);
      for (const key of keys) (columns[first + (depth.get(key) ?? 0)] ??= []).push(key);
    }
  }
  const filled = columns.filter((c) => c.length);
  const rows = new Map<string, number>();
  for (const column of filled) {
    const wish = new Map(column.map((key, i) => {
      const before = [...next].filter(([from, to]) => to.includes(key) && rows.has(from)).map(([from]) => rows.get(from) ?? 0);
      return [key, before.length ? before.reduce((a, b) => a + b, 0) / before.length : i] as const;
    }));
    const order = [...column].sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
    order.forEach((key, i) => rows.set(key, i - (order.length - 1) / 2));
  }
  const places: Record<string, Place> = {};
  filled.forEach((column, c) => column.forEach((key) => { places[key] = { x: c * (NODE.width + GAP.x), y: (rows.get(key) ?? 0) * (NODE.height + GAP.y) }; }));
  return places;
}

const near = (a: Place, b: Place): boolean => Math.abs(a.x - b.x) < NODE.width && Math.abs(a.y - b.y) < NODE.height;
/** What stands somewhere stays there while one draws; only what is new finds a free place, near where the layout wants it. */
export function settle(before: Record<string, Place>, d: Definition): Record<string, Place> {
  const fresh = d.statuses.filter((s) => !before[s.key]);
  if (!fresh.length) return before;
  const wanted = layout(d);
  const places = { ...before };
  const there = d.statuses.flatMap((s) => before[s.key] ?? []);
  for (const { key } of fresh) {
    let place = wanted[key] ?? { x: 0, y: 0 };
    while (there.some((p) => near(p, place))) place = { x: place.x, y: place.y + NODE.height + GAP.y };
    places[key] = place;
    there.push(place);
  }
  return places;
}
