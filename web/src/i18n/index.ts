import { useSyncExternalStore } from "react";
import first from "./en.json";
import type later from "./en.later.json";

type Raw = keyof typeof first | keyof typeof later;
/** "x_one" and "x_other" are asked for as "x" with a count. */
export type Key = Raw extends infer K ? (K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K) : never;
export type Vars = Record<string, string | number>;
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const loaders: Partial<Record<Language, () => Promise<{ default: Record<string, string> }>>> = { de: () => import("./de.json") };
const en: Record<string, string> = { ...first };
const texts: Partial<Record<Language, Record<string, string>>> = { en };
/** English texts of what is not part of the first page. */
export const addTexts = (more: Record<string, string>): void => { Object.assign(en, more); };
let language: Language = "en";
let locale = "en";
let zone: string | undefined;
let plurals = new Intl.PluralRules("en");
const formats = new Map<string, Intl.DateTimeFormat>();
const listeners = new Set<() => void>();

const known = (tag: string | null | undefined): Language | undefined => {
  const base = tag?.toLowerCase().split("-")[0];
  return base && base in LANGUAGES ? (base as Language) : undefined;
};

/** Loads the language first, so that no screen ever mixes two of them. */
export async function setLocale(tag: string | null | undefined, timeZone?: string | null): Promise<void> {
  const next = known(tag) ?? known(navigator.language) ?? "en";
  if (!texts[next]) texts[next] = (await loaders[next]?.())?.default ?? {};
  language = next;
  // The browser's own regional form ("de-AT") is better for dates than the bare language.
  locale = [tag, ...navigator.languages].find((l) => l && known(l) === next && l.includes("-")) ?? next;
  zone = timeZone ?? undefined;
  document.documentElement.lang = language;
  plurals = new Intl.PluralRules(language);
  formats.clear();
  listeners.forEach((tell) => tell());
}

export const currentLanguage = (): Language => language;
export const currentZone = (): string | undefined => zone;
/** For what only Intl can write: numbers, dates, names of countries. */
export const currentLocale = (): string => locale;

/** Changes whenever the language or the zone does; the application is keyed by it. */
export const useLocale = (): string =>
  useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => `${locale}|${zone ?? ""}`);

function raw(key: string, count?: number): string | undefined {
  const own = texts[language];
  const found = (k: string): string | undefined => own?.[k] ?? en[k];
  if (count === undefined) return found(key);
  return found(`${key}_${plurals.select(count)}`) ?? found(`${key}_other`) ?? found(key);
}

export function t(key: Key, vars: Vars = {}): string {
  const count = typeof vars["count"] === "number" ? vars["count"] : undefined;
  return (raw(key, count) ?? key).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = vars[name];
    return typeof value === "number" ? number(value) : (value ?? "");
  });
}

/** A text for a code the server may one day add to: unknown codes are shown as they are. */
export const maybe = (key: string, otherwise: string): string => raw(key) ?? otherwise;

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const had = formats.get(name);
  if (had) return had;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options);
  } catch {
    // A zone this browser does not know must not take the page down.
    made = new Intl.DateTimeFormat(locale, options);
  }
  formats.set(name, made);
  return made;
}

export const exact = (iso: string): string => format("exact", { dateStyle: "full", timeStyle: "short" }).format(new Date(iso));
export const short = (iso: string): string => format("short", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
/** A calendar day, which has no zone. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));

export const number = (n: number, digits = 0): string => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(n);
export const percent = (share: number): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000], ["month", 2_592_000], ["week", 604_800], ["day", 86_400], ["hour", 3600], ["minute", 60],
];

export function relative(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of UNITS) if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  return t("time.now");
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${number(bytes)} B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024)} KB`;
  return `${number(bytes / 1024 / 1024, 1)} MB`;
}

/** Hours as people say them: minutes below one hour, days from two days on. */
export function duration(hours: number): string {
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
  if (hours < 1) return unit(Math.round(hours * 60), "minute");
  return hours < 48 ? unit(hours, "hour") : unit(hours / 24, "day");
}
