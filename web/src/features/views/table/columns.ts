import type { ViewColumn } from "../../../api/types";

export const NARROWEST = 48;
export const WIDEST = 900;

/** Columns that do not scroll away stand first, whatever was moved where. */
export const arranged = (columns: ViewColumn[]): ViewColumn[] => [...columns.filter((c) => c.frozen), ...columns.filter((c) => !c.frozen)];

/** One column before or behind another; among the frozen ones it becomes one of them, elsewhere it no longer is. */
export function moved(columns: ViewColumn[], field: string, to: number): ViewColumn[] {
  const from = columns.findIndex((c) => c.field === field);
  const column = columns[from];
  if (!column) return columns;
  const rest = columns.filter((_, i) => i !== from);
  const at = Math.max(0, Math.min(rest.length, to));
  const frozen = rest.filter((c) => c.frozen).length;
  const { frozen: _was, ...plain } = column;
  const stays = at < frozen || (at === frozen && Boolean(column.frozen));
  return [...rest.slice(0, at), stays ? { ...plain, frozen: true } : plain, ...rest.slice(at)];
}
export const resized = (columns: ViewColumn[], field: string, width: number): ViewColumn[] =>
  columns.map((c) => (c.field === field ? { ...c, width: Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))) } : c));
/** A column shown or not; the last one stays, since a table without columns shows nothing. */
export function toggled(columns: ViewColumn[], field: string): ViewColumn[] {
  if (!columns.some((c) => c.field === field)) return [...columns, { field }];
  return columns.length > 1 ? columns.filter((c) => c.field !== field) : columns;
}
/** Frozen up to this column; asked of the last frozen one, none is any more. */
export function frozenTo(columns: ViewColumn[], field: string): ViewColumn[] {
  const at = columns.findIndex((c) => c.field === field);
  const count = columns.filter((c) => c.frozen).length;
  const many = at + 1 === count ? 0 : at + 1;
  return columns.map(({ frozen: _was, ...c }, i) => (i < many ? { ...c, frozen: true } : c));
}

export interface Placed { field: string; width: number; frozen: boolean; /** How far from the start, where it stays when others scroll. */ offset: number }
/** Where each column stands, behind the boxes that select rows. */
export function placed(columns: ViewColumn[], usual: (field: string) => number, before: number): Placed[] {
  let offset = before;
  return arranged(columns).map((c) => {
    const width = c.width ?? usual(c.field);
    const one = { field: c.field, width, frozen: Boolean(c.frozen), offset };
    offset += width;
    return one;
  });
}
