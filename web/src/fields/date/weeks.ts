import type { Json } from "../../api/types";
import { t } from "../../i18n";
import type { Parsed } from "../kind";
import { textOf } from "../values";
import { formatRange, readDay } from "./dates";

const DAYS = 86_400_000;
const WEEK = /^(\d{4})-W(\d{2})$/;
/** Weeks begin on Monday; the first is the one with the year's first Thursday (ISO 8601). */
const firstMonday = (year: number): number => {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAYS;
};
const week = (year: number, n: number): string => `${year}-W${String(n).padStart(2, "0")}`;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const weeksIn = (year: number): number => Math.round((firstMonday(year + 1) - firstMonday(year)) / (7 * DAYS));

export function weekOf(isoDay: string): string {
  const at = Date.parse(`${isoDay}T00:00:00Z`);
  const year = new Date(at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * DAYS).getUTCFullYear();
  return week(year, Math.floor((at - firstMonday(year)) / (7 * DAYS)) + 1);
}

/** Monday to Sunday of a week. */
export function daysOf(value: Json): { from: string; to: string } | undefined {
  const found = WEEK.exec(textOf(value));
  if (!found) return undefined;
  const monday = firstMonday(Number(found[1])) + (Number(found[2]) - 1) * 7 * DAYS;
  return { from: day(monday), to: day(monday + 6 * DAYS) };
}

export function formatWeek(value: Json): string {
  const found = WEEK.exec(textOf(value));
  return found ? t("fields.weekOf", { n: Number(found[2]), year: found[1] ?? "" }) : textOf(value);
}
export const weekDays = (value: Json): string => {
  const days = daysOf(value);
  return days ? formatRange(days) : "";
};

/** "2026-W48", "48/2026", "Week 48, 2026", or any day of the week. */
export function parseWeek(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  const iso = /^(\d{4})\s*-?\s*(?:W|KW)\s*(\d{1,2})$/i.exec(typed);
  const other = /^(?:w|kw|week|woche)?\s*(\d{1,2})[\s,./-]+(\d{4})$/i.exec(typed);
  const [year, n] = iso ? [Number(iso[1]), Number(iso[2])] : other ? [Number(other[2]), Number(other[1])] : [0, 0];
  if (year >= 1000 && n >= 1 && n <= weeksIn(year)) return { value: week(year, n) };
  const any = readDay(typed);
  return any ? { value: weekOf(any) } : { wrong: t("fields.noWeek") };
}
