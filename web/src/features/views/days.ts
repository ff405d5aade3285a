/** Days as ISO writes them, counted in whole days: no zone, no summer time. */
const MS = 86_400_000;
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / MS);
export const dayOf = (n: number): string => new Date(n * MS).toISOString().slice(0, 10);
export const addDays = (day: string, n: number): string => dayOf(dayNumber(day) + n);
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
/** 1 is Monday, 7 Sunday. */
export const weekday = (day: string): number => ((dayNumber(day) + 3) % 7 + 7) % 7 + 1;
export const weekStart = (day: string, first = 1): string => addDays(day, -((weekday(day) - first + 7) % 7));
export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
export function addMonths(day: string, n: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10);
}
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
export const later = (a: string, b: string): string => (a > b ? a : b);
export const earlier = (a: string, b: string): string => (a < b ? a : b);
