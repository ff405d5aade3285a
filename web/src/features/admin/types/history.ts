/** What was, is, and was taken back. */
export interface History<T> { past: T[]; now: T; future: T[]; tag: string; at: number }
const MOST = 200;
/** Letters typed one after another into the same place are one change. */
const TOGETHER = 1200;

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], tag: "", at: 0 });
export function changed<T>(h: History<T>, next: T, tag: string, at: number): History<T> {
  if (next === h.now) return h;
  if (tag && tag === h.tag && at - h.at < TOGETHER && h.past.length) return { ...h, now: next, future: [], at };
  return { past: [...h.past.slice(1 - MOST), h.now], now: next, future: [], tag, at };
}
export function undone<T>(h: History<T>): History<T> {
  const before = h.past.at(-1);
  return before === undefined ? h : { past: h.past.slice(0, -1), now: before, future: [h.now, ...h.future], tag: "", at: 0 };
}
export function redone<T>(h: History<T>): History<T> {
  const [next, ...rest] = h.future;
  return next === undefined ? h : { past: [...h.past, h.now], now: next, future: rest, tag: "", at: 0 };
}
