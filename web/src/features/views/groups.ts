import type { Group, Json } from "../../api/types";
import type { Catalogue } from "./catalogue";
import { groupKey } from "./table/rows";

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
