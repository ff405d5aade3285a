import { addDays, addMonths, dayNumber, daysBetween, dayOf, monthStart, weekStart } from "../days";

export const SCALES = { days: 36, weeks: 14, months: 4 } as const;
export type Scale = keyof typeof SCALES;
/** How many days are fetched around the one in the middle. */
export const REACH: Record<Scale, number> = { days: 45, weeks: 120, months: 365 };

export interface Window { from: string; to: string }
/** Whole units around a day, so that heads are not cut off. */
export function windowAround(day: string, scale: Scale): Window {
  const from = addDays(day, -Math.round(REACH[scale] / 2));
  const to = addDays(day, REACH[scale]);
  return scale === "months" ? { from: monthStart(from), to: addDays(addMonths(to, 1), -1) } : { from: weekStart(from), to: addDays(weekStart(to), 6) };
}
export const lengthOf = (w: Window): number => daysBetween(w.from, w.to) + 1;

export interface Bar { left: number; width: number }
/** Where a ticket's days lie, in pixels from the start of the window. */
export function barOf(from: string, to: string, window: Window, scale: Scale): Bar {
  const px = SCALES[scale];
  return { left: daysBetween(window.from, from) * px, width: Math.max(px, (daysBetween(from, to) + 1) * px) };
}
export const daysIn = (pixels: number, scale: Scale): number => Math.round(pixels / SCALES[scale]) || 0;
export const dayAt = (pixels: number, window: Window, scale: Scale): string => dayOf(dayNumber(window.from) + Math.floor(pixels / SCALES[scale]));

export type Grip = "move" | "start" | "end";
/** The days after a pull: the whole bar, or one end of it; never an end before its start. */
export function pulled(from: string, to: string, grip: Grip, by: number): { from: string; to: string } {
  if (grip === "move") return { from: addDays(from, by), to: addDays(to, by) };
  if (grip === "start") { const start = addDays(from, by); return { from: start > to ? to : start, to }; }
  const end = addDays(to, by);
  return { from, to: end < from ? from : end };
}

export interface Tick { day: string; left: number; width: number }
/** The heads above the bars: months, and below them days, or the weeks' first days. */
export function ticks(window: Window, scale: Scale): { upper: Tick[]; lower: Tick[] } {
  const px = SCALES[scale];
  const cut = (start: (day: string) => string, next: (day: string) => string): Tick[] => {
    const all: Tick[] = [];
    for (let day = start(window.from); day <= window.to; day = next(day)) {
      const left = Math.max(0, daysBetween(window.from, day));
      const right = Math.min(lengthOf(window), daysBetween(window.from, next(day)));
      all.push({ day, left: left * px, width: (right - left) * px });
    }
    return all;
  };
  const upper = cut(monthStart, (d) => addMonths(d, 1));
  if (scale === "months") return { upper, lower: [] };
  return { upper, lower: scale === "days" ? cut((d) => d, (d) => addDays(d, 1)) : cut((d) => weekStart(d), (d) => addDays(d, 7)) };
}
