import type { Field, Json } from "../../api/types";
import { currentLocale, currentZone, short, t } from "../../i18n";
import type { Parsed } from "../kind";
import { configText, partOf, textOf } from "../values";

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const two = (n: number): string => String(n).padStart(2, "0");
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The day, if there is one: not the 31st of June. */
export function realDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 999 ? date.toISOString().slice(0, 10) : undefined;
}

/** "2026-11-28", or day, month and year in the order of the place. */
export function readDay(text: string): string | undefined {
  const iso = DAY.exec(text.trim());
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^(\d{1,4})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{1,4})\.?$/.exec(text.trim());
  if (!typed) return undefined;
  const order = new Intl.DateTimeFormat(currentLocale()).formatToParts(utc("2026-11-28")).map((p) => p.type).filter((p) => p === "day" || p === "month" || p === "year");
  const part = (name: "day" | "month" | "year"): number => Number(typed[order.indexOf(name) + 1]);
  const year = part("year");
  return realDay(year < 100 ? 2000 + year : year, part("month"), part("day"));
}

export const formatDay = (value: Json): string => {
  const day = textOf(value);
  return DAY.test(day) ? new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeZone: "UTC" }).format(utc(day)) : day;
};

export function parseDay(text: string, field: Field): Parsed {
  if (!text.trim()) return { value: null };
  const day = readDay(text);
  if (!day) return { wrong: t("fields.noDate") };
  const [min, max] = [configText(field, "min"), configText(field, "max")];
  if (DAY.test(min) && day < min) return { wrong: t("fields.notBefore", { day: formatDay(min) }) };
  if (DAY.test(max) && day > max) return { wrong: t("fields.notAfter", { day: formatDay(max) }) };
  return { value: day };
}

/** What the clocks in a zone show at an instant, as the browser's own control has it. */
export function toLocal(iso: string, zone = currentZone()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  const parts = new Intl.DateTimeFormat("en", { ...(zone ? { timeZone: zone } : {}), year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(date);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The instant at which the clocks of a zone show this; where they skip it, the moment after. */
export function fromLocal(local: string, zone = currentZone()): string | undefined {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted;
  for (let i = 0; i < 2; i++) at += wanted - Date.parse(`${toLocal(new Date(at).toISOString(), zone)}Z`);
  return new Date(at).toISOString().replace(".000Z", "Z");
}

export const formatDateTime = (value: Json): string => {
  const iso = textOf(value);
  return Number.isNaN(Date.parse(iso)) ? iso : short(iso);
};

/** An instant as ISO has it, or a day and a time in the reader's zone. */
export function parseDateTime(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(typed) && !Number.isNaN(Date.parse(typed))) return { value: new Date(typed).toISOString().replace(".000Z", "Z") };
  const split = /^(.+?)[T,\s]+(\d{1,2}[:.]\d{2}(?:\s*[ap]m)?)$/i.exec(typed);
  const day = readDay(split?.[1] ?? typed);
  const time = split ? readTime(split[2] ?? "") : "00:00";
  const iso = day && time ? fromLocal(`${day}T${time}`) : undefined;
  return iso ? { value: iso } : { wrong: t("fields.noDateTime") };
}

export function readTime(text: string): string | undefined {
  const typed = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm|uhr)?$/i.exec(text.trim());
  if (!typed) return undefined;
  const half = typed[3]?.toLowerCase();
  const hour = (half === "am" || half === "pm" ? Number(typed[1]) % 12 : Number(typed[1])) + (half === "pm" ? 12 : 0);
  const minute = Number(typed[2] ?? 0);
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined;
}

export const formatTime = (value: Json): string => {
  const time = textOf(value);
  return /^\d{2}:\d{2}/.test(time) ? new Intl.DateTimeFormat(currentLocale(), { timeStyle: "short", timeZone: "UTC" }).format(new Date(`2026-01-01T${time.slice(0, 5)}:00Z`)) : time;
};

export function parseTime(text: string): Parsed {
  if (!text.trim()) return { value: null };
  const time = readTime(text);
  return time ? { value: time } : { wrong: t("fields.noTime") };
}

export const rangeOf = (value: Json): { from: string; to: string } => ({ from: textOf(partOf(value, "from")), to: textOf(partOf(value, "to")) });

export function formatRange(value: Json): string {
  const { from, to } = rangeOf(value);
  if (!DAY.test(from) || !DAY.test(to)) return [from, to].filter(Boolean).join(" – ");
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeZone: "UTC" }).formatRange(utc(from), utc(to));
}

/** Two days, in this order; one day alone is a range of one day. */
export function parseRange(text: string): Parsed {
  if (!text.trim()) return { value: null };
  const [first = "", second] = text.split(/\s+(?:–|-|to|bis)\s+|\s*[–—/](?=\s*\d{4}-)|\.\.+/);
  const from = readDay(first);
  const to = second === undefined ? from : readDay(second);
  if (!from || !to) return { wrong: t("fields.noDate") };
  return from <= to ? { value: { from, to } } : { wrong: t("fields.endFirst") };
}
