import { addDays, addMonths, daysBetween, earlier, later, monthStart, weekStart } from "../days";

export type Span = "month" | "week";
/** The days that a month or a week shows, in rows of seven. */
export function weeks(day: string, span: Span, first = 1): string[][] {
  const row = (from: string): string[] => Array.from({ length: 7 }, (_, i) => addDays(from, i));
  if (span === "week") return [row(weekStart(day, first))];
  const start = weekStart(monthStart(day), first);
  const end = addMonths(day, 1);
  return Array.from({ length: Math.ceil(daysBetween(start, end) / 7) }, (_, i) => row(addDays(start, i * 7)));
}
export const step = (day: string, span: Span, by: number): string => (span === "month" ? addMonths(day, by) : addDays(day, by * 7));

export interface Dated { id: string; from: string; to: string }
export interface Segment<T> { item: T; /** Which of the seven days it begins at here. */ at: number; days: number; line: number; /** It began before this week, or goes on after it. */ before: boolean; after: boolean }

/** What lies in a week, each in the first line that is free over all of its days; long ones first, so that they stand on top. */
export function lay<T extends Dated>(items: T[], week: string[]): Segment<T>[] {
  const [first = "", last = ""] = [week[0], week.at(-1)];
  const inside = items.filter((i) => i.from <= last && i.to >= first)
    .sort((a, b) => a.from.localeCompare(b.from) || b.to.localeCompare(a.to) || a.id.localeCompare(b.id));
  const taken: number[] = [];
  return inside.map((item) => {
    const at = daysBetween(first, later(item.from, first));
    const days = daysBetween(first, earlier(item.to, last)) - at + 1;
    let line = taken.findIndex((until) => until < at);
    if (line < 0) line = taken.length;
    taken[line] = at + days - 1;
    return { item, at, days, line, before: item.from < first, after: item.to > last };
  });
}

/** What has room in a day's box, and how many more there are on each day. */
export function fitting<T>(segments: Segment<T>[], lines: number): { shown: Segment<T>[]; more: number[] } {
  const most = Math.max(...segments.map((s) => s.line + 1), 0);
  const room = most > lines ? lines - 1 : lines;
  const more = Array.from({ length: 7 }, () => 0);
  for (const s of segments) if (s.line >= room) for (let d = s.at; d < s.at + s.days; d++) more[d] = (more[d] ?? 0) + 1;
  return { shown: segments.filter((s) => s.line < room), more };
}
