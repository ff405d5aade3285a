import { maybe, t } from "../../i18n";
import type { Difference } from "./data";

export interface Group { section: string; differences: Difference[] }

/** By section, in the order of the file. */
export function grouped(all: Difference[]): Group[] {
  const groups = new Map<string, Difference[]>();
  for (const d of all) {
    const section = d.path.split(".")[0] ?? "";
    groups.set(section, [...(groups.get(section) ?? []), d]);
  }
  return [...groups].map(([section, differences]) => ({ section, differences }));
}

export const sectionName = (section: string): string => maybe(`blueprint.section.${section}`, section);

/** "types.onboarding.fields.start_date.required" as "onboarding › Fields › start_date › Required". */
export const place = (path: string): string =>
  path.split(".").slice(1).map((step) => maybe(`blueprint.word.${step}`, step)).join(" › ");

/** A value in few words: what an object is called, and a list's elements. */
export function value(of: unknown): string {
  if (of === null || of === undefined || of === "") return t("blueprint.nothing");
  if (typeof of === "boolean") return t(of ? "blueprint.yes" : "blueprint.no");
  if (Array.isArray(of)) return of.map(value).join(", ") || t("blueprint.nothing");
  if (typeof of === "object") {
    const named = of as Record<string, unknown>;
    const name = named["name"] ?? named["title"] ?? named["field"] ?? named["key"];
    return typeof name === "string" ? name : JSON.stringify(of);
  }
  return String(of as string | number);
}
