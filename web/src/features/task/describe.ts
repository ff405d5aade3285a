import type { Schedule } from "../../api/types";
import { currentLanguage, t } from "../../i18n";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const date = (iso: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(currentLanguage(), { ...options, timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
/** The first week of January 2024 began with a Monday. */
export const weekdayName = (key: string, width: "short" | "long" = "short"): string => date(`2024-01-0${WEEKDAYS.indexOf(key as (typeof WEEKDAYS)[number]) + 1}`, { weekday: width });
export const monthName = (month: number): string => date(`2024-${String(month).padStart(2, "0")}-01`, { month: "long" });

/** A schedule as a sentence: "Every 2 weeks on Mon, Fri at 09:00 (Europe/Vienna)". */
export function describe(s: Schedule): string {
  const start = new Date(`${s.start}T00:00:00Z`);
  const dayNumber = s.dayOfMonth ?? start.getUTCDate();
  const dayName = dayNumber === -1 ? t("schedules.lastDay") : t("schedules.day", { n: dayNumber });
  const how = {
    once: () => t("schedules.say.once", { day: date(s.start, { dateStyle: "medium" }) }),
    daily: () => t("schedules.say.daily", { count: s.interval }),
    weekly: () => t("schedules.say.weekly", { count: s.interval, days: (s.weekdays.length ? s.weekdays : [WEEKDAYS[(start.getUTCDay() + 6) % 7] ?? "monday"]).map((d) => weekdayName(d)).join(", ") }),
    monthly: () => t("schedules.say.monthly", { count: s.interval, day: dayName }),
    yearly: () => t("schedules.say.yearly", { count: s.interval, day: dayName, month: monthName(s.month ?? start.getUTCMonth() + 1) }),
  }[s.kind]();
  const when = t("schedules.say.at", { how, time: s.time, zone: s.zone });
  return s.end && s.kind !== "once" ? t("schedules.say.until", { when, day: date(s.end, { dateStyle: "medium" }) }) : when;
}
