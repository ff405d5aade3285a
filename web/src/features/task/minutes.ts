/** "90", "1:30", "1.5h" and "1h 30m" are all ninety minutes; null for what is none of these. */
export function minutesOf(text: string): number | null {
  const clean = text.trim().toLowerCase().replace(",", ".");
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(clean);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const words = /^(?:(\d+(?:\.\d+)?)\s*h(?:\s*(\d+)\s*(?:m|min)?)?|(\d+)\s*(?:m|min)?)$/.exec(clean);
  if (!words) return null;
  return words[3] === undefined ? Math.round(Number(words[1]) * 60) + Number(words[2] ?? 0) : Number(words[3]);
}
