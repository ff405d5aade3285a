import type { Field, Json } from "../../api/types";
import { currentLocale, t } from "../../i18n";
import type { Parsed } from "../kind";
import { configNumber, configText } from "../values";

function marks(): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(currentLocale()).formatToParts(-1234567.8);
  const mark = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  return { decimal: mark("decimal") || ".", group: mark("group") };
}

/** Reads a number as people write it here: "1.234,5" in German, "1,234.5" in English; undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const { decimal, group } = marks();
  let rest = text.replace(/[\s’']/g, "").replace(/^−/, "-");
  const other = decimal === "," ? "." : ",";
  // One mark that does not part thousands can only be meant as the decimal one, wherever the writer comes from.
  if (!rest.includes(decimal) && rest.split(other).length === 2 && !/^-?\d{1,3}[.,]\d{3}$/.test(rest)) rest = rest.replace(other, decimal);
  rest = rest.split(group && group.trim() ? group : other).join("").replace(decimal, ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(rest) ? Number(rest) : undefined;
}

/** As it is typed: with the decimal mark of the place, without parting thousands. */
export const writeNumber = (n: number): string => new Intl.NumberFormat(currentLocale(), { useGrouping: false, maximumFractionDigits: 12 }).format(n);

export function formatNumber(n: number, field: Field): string {
  const digits = configNumber(field, "decimals");
  const text = new Intl.NumberFormat(currentLocale(), digits === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
  const unit = configText(field, "unit");
  return unit ? `${text}\u00a0${unit}` : text;
}

export function bounded(n: number, field: Field, lowest?: number, highest?: number): Parsed {
  const min = configNumber(field, "min") ?? lowest;
  const max = configNumber(field, "max") ?? highest;
  if (min !== undefined && n < min) return { wrong: t("fields.atLeast", { n: formatNumber(min, field) }) };
  if (max !== undefined && n > max) return { wrong: t("fields.atMost", { n: formatNumber(max, field) }) };
  return { value: n };
}

const round = (n: number, field: Field): number => {
  const digits = configNumber(field, "decimals");
  return digits === undefined ? n : Number(n.toFixed(digits));
};

/** A number within the bounds of its field; its unit may be typed with it. */
export function parseNumber(text: string, field: Field): Parsed {
  const unit = configText(field, "unit");
  const rest = text.trim();
  const bare = unit && rest.toLowerCase().endsWith(unit.toLowerCase()) ? rest.slice(0, -unit.length) : rest;
  if (!bare.trim()) return { value: null };
  const n = readNumber(bare);
  return n === undefined ? { wrong: t("fields.noNumber") } : bounded(round(n, field), field);
}

export function parsePercentage(text: string, field: Field): Parsed {
  const bare = text.replace("%", "").trim();
  if (!bare) return { value: null };
  const n = readNumber(bare);
  return n === undefined ? { wrong: t("fields.noNumber") } : bounded(n, field, 0, 100);
}

export const formatPercentage = (n: number): string => new Intl.NumberFormat(currentLocale(), { style: "percent", maximumFractionDigits: 2 }).format(n / 100);

/** Ids and other numbers that are names rather than amounts: never with marks between thousands. */
export const formatAutoNumber = (value: Json, field: Field): string => (value === null ? "" : `${configText(field, "prefix")}${String(value)}`);
