import type { ClockBar, ClockStory, PromiseKind, Shift, ClockStanding, Weekday } from "../../api/types";
import { currentLanguage, duration, maybe, short, t } from "../../i18n";

export const WEEKDAYS: Weekday[] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
/** The first week of January 2024 began with a Monday. */
export const weekdayName = (d: Weekday, width: "short" | "long" = "long"): string =>
  new Intl.DateTimeFormat(currentLanguage(), { weekday: width, timeZone: "UTC" }).format(new Date(`2024-01-0${WEEKDAYS.indexOf(d) + 1}T00:00:00Z`));

const DAY = 24 * 60;
/** 1440 is the end of the day, which the browser's time field does not know. */
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
export function minutesAt(text: string, end = false): number {
  const [h, m] = text.split(":").map(Number);
  const at = (h ?? 0) * 60 + (m ?? 0);
  return end && at === 0 ? DAY : at;
}
export const shiftLength = (s: Shift): number => (s.to > s.from ? s.to - s.from : s.to + DAY - s.from);

/** "4h", "1h 30m", "45m". */
export function spanText(minutes: number): string {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  return [h ? `${h}h` : "", m || !h ? `${m}m` : ""].filter(Boolean).join(" ");
}

export const clockName = (c: { kind: PromiseKind; name: string }): string => c.name || t(`sla.kind.${c.kind}`);
export const standingName = (s: ClockStanding): string => t(`sla.standing.${s}`);

/** What a bar looks like: how full, and whether it is to worry. */
export interface Look { share: number; tone: "ok" | "warn" | "late" | "quiet"; text: string }

/** How much of a target is used up now: between two counts a running clock goes on towards its end. */
export function look(c: Pick<ClockBar, "standing" | "phase" | "due" | "started" | "used">, now = Date.now()): Look {
  if (c.phase === "running" && c.due) {
    const due = Date.parse(c.due);
    const left = due - now;
    const begun = c.started ? Date.parse(c.started) : now;
    const share = left <= 0 ? 1 : Math.min(1, Math.max(c.used, (now - begun) / Math.max(1, due - begun)));
    if (left < 0 || c.standing === "missed") return { share: 1, tone: c.standing === "excused" ? "quiet" : "late", text: left < 0 ? t("sla.over", { time: duration(-left / 3_600_000) }) : standingName(c.standing) };
    return { share, tone: share >= 0.75 ? "warn" : "ok", text: t("sla.left", { time: duration(left / 3_600_000) }) };
  }
  const tone = c.standing === "missed" ? "late" : c.standing === "met" ? "ok" : "quiet";
  return { share: Math.min(1, c.used), tone, text: standingName(c.standing) };
}

/** Why a stretch of a clock's time counted or did not, in words. */
export function because(s: ClockStory): string {
  switch (s.why) {
    case "pause": return t("sla.why.pause", { condition: s.text ?? "" });
    case "holiday": return t("sla.why.holiday", { name: s.text ?? "" });
    default: return maybe(`sla.why.${s.why}`, s.text ?? "");
  }
}
export const span = (s: ClockStory): string => `${short(s.from)} – ${s.until ? short(s.until) : t("sla.now")}`;
