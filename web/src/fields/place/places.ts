import type { Json } from "../../api/types";
import { currentLocale, t } from "../../i18n";
import type { Parsed } from "../kind";
import { plain, textOf } from "../values";

/** The name the reader's language has for a country; its code where there is none. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(currentLocale(), { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
/** The code in use: of a withdrawn one ("DD", "UK") that which took its place. */
const presentCode = (code: string): string => Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code;
export const formatCountry = (value: Json): string => (textOf(value) ? countryName(textOf(value)) : "");

/** By its code, or by its name in the reader's language. */
export function parseCountry(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  const code = /^[A-Za-z]{2}$/.test(typed) ? presentCode(typed.toUpperCase()) : undefined;
  if (code && countryName(code) !== code) return { value: code };
  for (let a = 65; a < 91; a++)
    for (let b = 65; b < 91; b++) {
      const each = String.fromCharCode(a, b);
      const name = countryName(each);
      if (name !== each && plain(name) === plain(typed) && presentCode(each) === each) return { value: each };
    }
  return { wrong: t("fields.noCountry") };
}

export const zones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((z) => z !== "UTC")];
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
export const zoneWords = (zone: string): string => zone.replace(/_/g, " ");
/** "GMT+1": how far a zone is from Greenwich today. */
export const zoneOffset = (zone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(new Date()).find((p) => p.type === "timeZoneName")?.value ?? "";

export function parseZone(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  const found = zones().find((z) => z.toLowerCase() === typed.replace(/ /g, "_").toLowerCase());
  if (found) return { value: found };
  return /^[A-Za-z]+\/[\w/+-]+$/.test(typed) && isZone(typed) ? { value: typed } : { wrong: t("fields.noZone") };
}
