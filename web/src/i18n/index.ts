import de from "./de.json";
import en from "./en.json";

/** Every text of the user interface, in the person's language. */
export type Key = keyof typeof en;
type Vars = Record<string, string | number>;

const texts: Record<string, Record<string, string>> = { en, de };
let language = navigator.language.startsWith("de") ? "de" : "en";
let zone: string | undefined;

export function setLanguage(locale: string | null | undefined, timeZone?: string | null): void {
  language = locale && texts[locale] ? locale : language;
  zone = timeZone ?? zone;
  document.documentElement.lang = language;
}

export function t(key: Key, vars: Vars = {}): string {
  const text = texts[language]?.[key] ?? en[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(vars[name] ?? ""));
}

/** A text that may not be known, such as a status step's. */
export const maybe = (key: string, otherwise: string): string => (key in en ? t(key as Key) : otherwise);

export const exact = (iso: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", ...(zone ? { timeZone: zone } : {}) }).format(new Date(iso));

export const number = (n: number, digits = 0): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(n);

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

/** "3 hours ago", for people; the exact time is shown on hover. */
export function relative(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of STEPS) if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  return t("time.now");
}

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${number(bytes / 1024)} KB` : `${number(bytes / 1048576, 1)} MB`;
}
