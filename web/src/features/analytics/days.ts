import { currentZone } from "../../i18n";

/** Today in the person's zone, as the server counts days. */
export function today(now = new Date()): string {
  const zone = currentZone();
  try {
    return new Intl.DateTimeFormat("en-CA", zone ? { timeZone: zone, dateStyle: "short" } : { dateStyle: "short" }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The smallest round number that is not below the largest value, for the axis. */
export function roundUp(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 8, 10].find((n) => n * power >= value) ?? 10) * power;
}
