import type { Field, Group, Json } from "../../api/types";
import { formatField } from "../../fields";
import { number, t } from "../../i18n";
import type { Catalogue } from "./catalogue";
import { groupKey } from "./table/rows";
import type { Settings } from "./settings";

/** A figure of a group as its column writes figures; money keeps its currency when the field has one only. */
export function figure(field: Field | undefined, value: number): string {
  if (!field) return number(value, 1);
  if (field.kind === "money") return typeof field.config["currency"] === "string" && field.config["currency"] ? formatField(field, { amount: value, currency: field.config["currency"] }) : number(value, 2);
  if (field.kind === "rating") return number(value, 1);
  if (["formula", "rollup"].includes(field.kind)) return formatField(field, value);
  return formatField(field, field.kind === "duration" || field.kind === "time_spent" || field.kind === "time_in_status" ? Math.round(value) : value);
}
export function sumText(group: Group, field: string, aggregates: Settings["aggregates"], catalogue: Pick<Catalogue, "find">): string {
  const how = aggregates[field];
  const value = how ? group.aggregates?.[`${how}:${field}`] : undefined;
  if (!how || value === null || value === undefined) return "";
  return t(`aggregate.${how}.of`, { value: how === "count" ? number(value) : figure(catalogue.find(field)?.field, value) });
}

/** A condition for one value of a field. */
const quoted = (text: string): string => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
export const isValue = (by: string, value: Json): string =>
  value === null ? `${by} is empty` : `${by} = ${typeof value === "string" ? quoted(value) : JSON.stringify(value)}`;

interface Known { value: Json; label: string; colour?: string | null }
/** The values a field can have, when they are few and known; tickets without one come last. */
export function knownValues(by: string, catalogue: Pick<Catalogue, "find" | "types">, statuses: { key: string; name: string; colour?: string | null }[], priorities: (n: number) => string, yes: string, no: string): Known[] {
  if (by === "status") return statuses.map((s) => ({ value: s.key, label: s.name, colour: s.colour ?? null }));
  if (by === "priority") return [1, 2, 3, 4].map((n) => ({ value: n, label: priorities(n) }));
  const field = catalogue.find(by)?.field;
  if (field?.kind === "choice") return field.options.filter((o) => o.active !== false).map((o) => ({ value: o.key, label: o.name, colour: o.colour }));
  if (field?.kind === "yes_no") return [{ value: true, label: yes }, { value: false, label: no }];
  return [];
}

/** All columns of a board: the known values in their order, empty ones too, then whatever else there is; at the end what has none. */
export function allGroups(by: string, known: Known[], groups: Group[], none: string | null): Group[] {
  const found = new Map(groups.map((g) => [groupKey(g.value), g]));
  const empty = (k: Known): Group => ({ value: k.value, label: k.label, colour: k.colour ?? null, count: 0, exact: true, query: isValue(by, k.value) });
  const first = known.map((k) => ({ ...(found.get(groupKey(k.value)) ?? empty(k)), label: k.label }));
  const seen = new Set(first.map((g) => groupKey(g.value)));
  const others = groups.filter((g) => !seen.has(groupKey(g.value)) && g.value !== null);
  const without = groups.find((g) => g.value === null) ?? (none === null ? undefined : empty({ value: null, label: none }));
  return [...first, ...others, ...(without ? [without] : [])];
}
