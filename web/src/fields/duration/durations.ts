import type { Field, Json } from "../../api/types";
import { t } from "../../i18n";
import type { Parsed } from "../kind";
import { configNumber, numberOf } from "../values";
import { readNumber } from "../number/numbers";

const DAY = 1440;

/** Minutes as people say them: "2h 30m", from two days on with days of 24 hours. */
export function formatMinutes(minutes: number): string {
  const rest = Math.abs(Math.round(minutes));
  const days = rest >= 2 * DAY ? Math.floor(rest / DAY) : 0;
  const hours = Math.floor((rest - days * DAY) / 60);
  const parts = [[days, "fields.days"], [hours, "fields.hours"], [rest % 60, "fields.minutes"]] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => t(unit, { n }));
  return (minutes < 0 ? "−" : "") + (said.join(" ") || t("fields.minutes", { n: 0 }));
}

export const formatDuration = (value: Json): string => {
  const minutes = numberOf(value);
  return minutes === null ? "" : formatMinutes(minutes);
};

const SIZES: [RegExp, number][] = [[/^(w|wk|weeks?|wochen?|wo)$/, 7 * DAY], [/^(d|days?|tage?n?|t)$/, DAY], [/^(h|hrs?|hours?|std|stunden?)$/, 60], [/^(m|min|mins|minutes?|minuten)$/, 1]];

/** "2h 30m", "2:30", "1,5 Std", "90": minutes when nothing else is said; undefined when it is no duration. */
export function readMinutes(text: string): number | undefined {
  const typed = text.trim().toLowerCase().replace(/\./g, (dot, at: number, all: string) => (/\d/.test(all[at + 1] ?? "") ? dot : ""));
  const clock = /^(\d+):([0-5]\d)$/.exec(typed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d+$/.test(typed)) return Number(typed);
  if (!/^(\d+([.,]\d+)?\s*[a-z]+[\s,]*)+$/.test(typed)) return undefined;
  let sum = 0;
  for (const [, amount = "", unit = ""] of typed.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g)) {
    const size = SIZES.find(([name]) => name.test(unit))?.[1];
    const n = readNumber(amount);
    if (size === undefined || n === undefined) return undefined;
    sum += n * size;
  }
  return Math.round(sum);
}

export function parseDuration(text: string, field: Field): Parsed {
  if (!text.trim()) return { value: null };
  const minutes = readMinutes(text);
  if (minutes === undefined) return { wrong: t("fields.noDuration") };
  const min = configNumber(field, "min") ?? 0;
  const max = configNumber(field, "max");
  if (minutes < min) return { wrong: t("fields.atLeast", { n: formatMinutes(min) }) };
  if (max !== undefined && minutes > max) return { wrong: t("fields.atMost", { n: formatMinutes(max) }) };
  return { value: minutes };
}
