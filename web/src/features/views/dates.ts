import type { Field, FieldValues, Json, TicketRow } from "../../api/types";
import { formatField } from "../../fields";
import { fromLocal, rangeOf, toLocal } from "../../fields/date/dates";
import type { Wish } from "../agent/change";
import { addDays, daysBetween, isDay } from "./days";
import type { Column } from "./catalogue";

export interface Days { from: string; to: string }
export interface DateFields { start: string; end: string; fieldOf: (row: TicketRow, id: string) => Field | undefined }
const NEW_TIME = "09:00";
const INSTANTS = new Set(["created", "updated"]);

/** The days that a value means where the reader is. */
function daysIn(row: TicketRow, id: string, field: Field | undefined): Days | null {
  const value: Json = id === "created" || id === "updated" ? row[id] : (row.fields?.[id] ?? null);
  if (value === null || (!field && !INSTANTS.has(id))) return null;
  if (field?.kind === "date_range") { const { from, to } = rangeOf(value); return isDay(from) && isDay(to) ? { from, to } : null; }
  if (typeof value !== "string") return null;
  const day = isDay(value) ? value : toLocal(value).slice(0, 10);
  return isDay(day) ? { from: day, to: day } : null;
}

/** From when to when a ticket goes; null where it has no start. An end before the start does not count. */
export function spanOf(row: TicketRow, { start, end, fieldOf }: DateFields): Days | null {
  const first = daysIn(row, start, fieldOf(row, start));
  if (!first) return null;
  const last = end ? daysIn(row, end, fieldOf(row, end)) : null;
  return { from: first.from, to: last && last.to >= first.from ? last.to : first.to };
}

const writable = (field: Field | undefined): field is Field => Boolean(field?.writable && !field.retired && ["date", "date_time", "date_range"].includes(field.kind));
/** Which of a ticket's two days can be changed by hand. */
export function mayPull(row: TicketRow, { start, end, fieldOf }: DateFields): { start: boolean; end: boolean } {
  const first = fieldOf(row, start);
  return { start: writable(first), end: end ? writable(fieldOf(row, end)) : writable(first) && first.kind === "date_range" };
}

/** A day as its field keeps it; a moment keeps its time of day. */
function onDay(field: Field, day: string, was: Json): Json {
  if (field.kind !== "date_time") return day;
  const time = typeof was === "string" ? toLocal(was).slice(11) : "";
  return fromLocal(`${day}T${time || NEW_TIME}`) ?? null;
}

/** The change that lets a ticket go from another day to another; undefined when nothing would be other. */
export function datesWish(row: TicketRow, dates: DateFields, to: Days): Wish | undefined {
  const { start, end, fieldOf } = dates;
  const now = spanOf(row, dates);
  const first = fieldOf(row, start);
  const last = end ? fieldOf(row, end) : undefined;
  const values: FieldValues = {};
  const changed: Field[] = [];
  const put = (field: Field, value: Json): void => { values[field.key] = value; changed.push(field); };
  if (writable(first) && first.kind === "date_range") {
    if (now?.from !== to.from || now.to !== to.to) put(first, { from: to.from, to: to.to });
  } else if (writable(first) && now?.from !== to.from) put(first, onDay(first, to.from, row.fields?.[start] ?? null));
  // An end that was never said is not made up by moving the start.
  const ended = last !== undefined && row.fields?.[last.key] !== undefined && row.fields[last.key] !== null;
  if (writable(last) && now && (ended ? now.to !== to.to : to.to !== to.from && to.to !== now.to))
    put(last, last.kind === "date_range" ? { from: to.from, to: to.to } : onDay(last, to.to, row.fields?.[last.key] ?? null));
  if (!changed.length) return undefined;
  return { change: { fields: values }, show: { fields: values }, words: changed.map((f) => `${f.name}: ${formatField(f, values[f.key])}`).join(", ") };
}
export const shifted = (days: Days, by: number): Days => ({ from: addDays(days.from, by), to: addDays(days.to, by) });
/** A ticket without days comes to lie on one; a range gets that one day. */
export const lengthOfDays = (days: Days): number => daysBetween(days.from, days.to) + 1;

/** The field to lay out by when none was chosen: the first that can be changed, else when the ticket was made. */
export const startField = (chosen: string, columns: Column[]): string => {
  const dates = columns.filter((c) => c.dates);
  return dates.find((c) => c.id === chosen)?.id ?? dates.find((c) => c.field?.writable)?.id ?? "created";
};

/** What a ticket is drawn in: a class for statuses and priorities, a colour where options have one. */
export function lookOf(row: TicketRow, by: string, fieldOf: DateFields["fieldOf"]): { className: string; colour: string | null } {
  if (by === "priority") return { className: `p${row.priority}`, colour: null };
  const field = by && by !== "status" ? fieldOf(row, by) : undefined;
  if (!field) return { className: `s-${row.statusCategory}`, colour: null };
  const value = row.fields?.[by];
  return { className: "s-closed", colour: field.options.find((o) => o.key === value)?.colour ?? null };
}
