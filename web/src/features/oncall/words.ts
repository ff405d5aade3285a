import { currentLocale, currentZone, t } from "../../i18n";

/** A moment in somebody's zone: short enough for a line. */
export function inZone(iso: string, zone: string | undefined): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  try {
    return new Intl.DateTimeFormat(currentLocale(), zone ? { ...options, timeZone: zone } : options).format(new Date(iso));
  } catch {
    return new Intl.DateTimeFormat(currentLocale(), options).format(new Date(iso));
  }
}
export const mine = (iso: string): string => inZone(iso, currentZone());
export const zoneHere = (): string => currentZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** As the reader sees it, and as the person does if their clock shows something else. */
export function handOver(iso: string, person?: { name: string; zone: string } | null): string {
  const here = mine(iso);
  const there = person ? inZone(iso, person.zone) : here;
  return there === here || !person ? here : t("onCall.alsoThere", { here, name: person.name, there });
}

export const minutes = (n: number): string => t("onCall.minutes", { count: n });
