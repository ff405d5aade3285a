/** Finds the numbers of records, "INC-1042" or "#INC-1042", with one of these prefixes; null without any. */
export function numberPattern(prefixes: string[]): RegExp | null {
  const known = Array.from(new Set(prefixes)).filter((p) => /^[A-Z][A-Z0-9]*$/.test(p));
  return known.length ? new RegExp(`(?<![\\p{L}\\p{N}_/.-])#?(?:${known.join("|")})-[0-9]{1,12}(?![\\p{L}\\p{N}_-])`, "gu") : null;
}
