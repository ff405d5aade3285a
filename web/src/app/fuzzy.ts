const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well the typed letters fit: whole words before word starts before letters in order. 0 is not at all. */
export function score(typed: string, text: string): number {
  const wanted = plain(typed);
  const within = plain(text);
  if (!wanted) return 1;
  const at = within.indexOf(wanted);
  if (at >= 0) return 100 - Math.min(at, 50) + (at === 0 || within[at - 1] === " " ? 50 : 0);
  let from = 0;
  let gaps = 0;
  for (const letter of wanted.replace(/\s+/g, "")) {
    const next = within.indexOf(letter, from);
    if (next < 0) return 0;
    gaps += next - from;
    from = next + 1;
  }
  return Math.max(0, 40 - gaps);
}

export function rank<T>(typed: string, all: T[], text: (one: T) => string): T[] {
  if (!typed) return all;
  return all
    .map((one, i) => ({ one, i, s: score(typed, text(one)) }))
    .filter((x) => x.s > 0)
    .sort((a, b) => b.s - a.s || a.i - b.i)
    .map((x) => x.one);
}
