import type { Field, FieldOption, Json } from "../../api/types";
import { t } from "../../i18n";
import type { Parsed } from "../kind";
import { configNumber, listOf, most, plain } from "../values";

export const optionOf = (field: Field, key: string): FieldOption | undefined => field.options.find((o) => o.key === key);
export const optionName = (field: Field, key: string): string => optionOf(field, key)?.name ?? key;

/** What an option is part of, outermost first, and itself. A circle in the data ends the walk. */
export function branch(field: Field, key: string): FieldOption[] {
  const found: FieldOption[] = [];
  for (let at = optionOf(field, key); at && !found.includes(at); at = at.parent ? optionOf(field, at.parent) : undefined) found.unshift(at);
  return found;
}
export const treeName = (field: Field, key: string): string => branch(field, key).map((o) => o.name).join(" / ") || key;

/** Options in the order of the tree: each followed by what is within it. */
export function inTree(field: Field): FieldOption[] {
  const within = (parent: string | null, depth: number): FieldOption[] =>
    depth > 20 ? [] : field.options.filter((o) => (o.parent && optionOf(field, o.parent) ? o.parent : null) === parent).flatMap((o) => [o, ...within(o.key, depth + 1)]);
  return within(null, 0);
}
/** An option is offered as long as nothing above it was taken away. */
export const offered = (field: Field, option: FieldOption): boolean => branch(field, option.key).every((o) => o.active !== false);
export const isLeaf = (field: Field, key: string): boolean => !field.options.some((o) => o.parent === key && o.active !== false);
export const mayChoose = (field: Field, option: FieldOption): boolean => offered(field, option) && (field.config["leafOnly"] !== true || isLeaf(field, option.key));

const known = (field: Field, text: string): FieldOption | undefined =>
  field.options.find((o) => o.active !== false && (o.key === text.trim() || plain(o.name) === plain(text)));

export function parseChoice(text: string, field: Field): Parsed {
  if (!text.trim()) return { value: null };
  const option = known(field, text);
  return option ? { value: option.key } : { wrong: t("fields.noOption", { text: text.trim() }) };
}

export function parseTree(text: string, field: Field): Parsed {
  if (!text.trim()) return { value: null };
  const wanted = plain(text).split(/\s*\/\s*/).join(" / ");
  const option = field.options.find((o) => plain(treeName(field, o.key)) === wanted) ?? known(field, text);
  if (!option) return { wrong: t("fields.noOption", { text: text.trim() }) };
  return mayChoose(field, option) ? { value: option.key } : { wrong: t("fields.leafOnly") };
}

const parts = (text: string): string[] => Array.from(new Set(text.split(/[,;\n]/).map((x) => x.trim()).filter(Boolean)));
const few = (all: string[], field: Field): Parsed => (all.length > most(field) ? { wrong: t("fields.most", { n: most(field) }) } : { value: all.length ? all : null });

export function parseChoices(text: string, field: Field): Parsed {
  const found: string[] = [];
  for (const part of parts(text)) {
    const option = known(field, part);
    if (!option) return { wrong: t("fields.noOption", { text: part }) };
    found.push(option.key);
  }
  return few(Array.from(new Set(found)), field);
}

/** A list of names of things kept elsewhere can only be given by their ids. */
export const parseIds = (id: (text: string) => boolean, wrong: () => string) => (text: string, field: Field): Parsed => {
  const all = parts(text);
  return all.every(id) ? few(all, field) : { wrong: wrong() };
};
export const parseId = (id: (text: string) => boolean, wrong: () => string) => (text: string): Parsed => {
  const one = text.trim();
  if (!one) return { value: null };
  return id(one) ? { value: one } : { wrong: wrong() };
};

export const parseTags = (text: string, field: Field): Parsed => few(parts(text.toLowerCase()), field);
export const formatList = (value: Json, name: (id: string) => string): string => listOf(value).map(name).join(", ");

const YES = new Set(["yes", "y", "true", "1", "on", "ja", "j", "✓", "x"]);
const NO = new Set(["no", "n", "false", "0", "off", "nein"]);
export function parseYesNo(text: string): Parsed {
  const word = text.trim().toLowerCase();
  if (!word) return { value: null };
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : { wrong: t("fields.noYesNo") };
}
export const formatYesNo = (value: Json): string => (value === true ? t("fields.yes") : value === false ? t("fields.no") : "");

export const ratingMost = (field: Field): number => Math.min(10, Math.max(2, configNumber(field, "max") ?? 5));
/** Stars have words only where there are five: those everybody knows. */
export const ratingWord = (n: number, field: Field): string => (ratingMost(field) === 5 ? t(`rating.${n as 1 | 2 | 3 | 4 | 5}`) : "");
export const formatRating = (value: Json, field: Field): string => (typeof value === "number" ? t("fields.ofMost", { n: value, most: ratingMost(field) }) : "");
export function parseRating(text: string, field: Field): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  const stars = /^[★☆]+$/.test(typed) ? typed.replace(/☆/g, "").length : Number(/^(\d+)/.exec(typed)?.[1] ?? NaN);
  return Number.isInteger(stars) && stars >= 1 && stars <= ratingMost(field) ? { value: stars } : { wrong: t("fields.between", { min: 1, max: ratingMost(field) }) };
}

export const countOf = (value: Json): number => (Array.isArray(value) ? value.length : 0);
