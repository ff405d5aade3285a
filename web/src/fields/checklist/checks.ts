import type { Json } from "../../api/types";
import { t } from "../../i18n";
import type { Parsed } from "../kind";
import { partOf, textOf } from "../values";

export interface Check { text: string; done: boolean }
export const MOST_CHECKS = 100;
export const LONGEST_CHECK = 500;

export const checksOf = (value: Json | undefined): Check[] =>
  Array.isArray(value) ? value.map((v) => ({ text: textOf(partOf(v, "text")), done: partOf(v, "done") === true })) : [];
export const checksValue = (checks: Check[]): Json => (checks.length ? checks.map((c) => ({ text: c.text, done: c.done })) : null);

export const formatChecks = (value: Json): string => {
  const all = checksOf(value);
  return all.length ? t("fields.doneOf", { n: all.filter((c) => c.done).length, all: all.length }) : "";
};

/** One thing a line; "[x]" before it says that it is done. */
export function parseChecks(text: string): Parsed {
  const checks = text.split("\n").map((line): Check => {
    const found = /^\s*(?:[-*]\s*)?(?:\[([ xX✓]?)\]\s*)?(.*?)\s*$/.exec(line);
    return { text: (found?.[2] ?? "").slice(0, LONGEST_CHECK), done: Boolean(found?.[1]?.trim()) };
  }).filter((c) => c.text);
  return checks.length > MOST_CHECKS ? { wrong: t("fields.most", { n: MOST_CHECKS }) } : { value: checksValue(checks) };
}
