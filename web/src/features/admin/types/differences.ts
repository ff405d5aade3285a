import { ANY, type Definition } from "./model";

export type Part = "status" | "transition" | "field" | "form" | "priorities" | "confidential" | "initial";
export type What = "added" | "removed" | "changed" | "retired" | "back" | "order";
export interface Difference { part: Part; what: What; name: string; properties: string[] }

/** The same whatever the order of properties, and of lists that are sets. */
const SETS = new Set(["read", "write", "roles", "teams", "from"]);
function same(value: unknown, name = ""): string {
  if (Array.isArray(value)) { const all = value.map((v) => same(v)); return `[${(SETS.has(name) && !value.includes(ANY) ? all.sort() : all).join()}]`; }
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  return `{${Object.entries(value).filter(([, v]) => v !== undefined && v !== null).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}:${same(v, k)}`).join()}}`;
}
export const equal = (a: unknown, b: unknown): boolean => same(a) === same(b);

function changes(before: object, after: object, ignore: readonly string[] = []): string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return Array.from(new Set([...Object.keys(a), ...Object.keys(b)])).filter((k) => !ignore.includes(k) && same(a[k], k) !== same(b[k], k));
}

interface Keyed { key: string; name: string }
function between(part: Part, before: readonly Keyed[], after: readonly Keyed[], special: (a: Keyed, b: Keyed) => What | null = () => null): Difference[] {
  const old = new Map(before.map((x) => [x.key, x]));
  const now = new Map(after.map((x) => [x.key, x]));
  const gone = before.filter((x) => !now.has(x.key)).map((x): Difference => ({ part, what: "removed", name: x.name, properties: [] }));
  const rest = after.flatMap((x): Difference[] => {
    const was = old.get(x.key);
    if (!was) return [{ part, what: "added", name: x.name, properties: [] }];
    const what = special(was, x);
    const properties = changes(was, x, ["id", "retired"]);
    return [...(what ? [{ part, what, name: x.name, properties: [] }] : []), ...(properties.length ? [{ part, what: "changed" as const, name: x.name, properties }] : [])];
  });
  const order = (all: readonly Keyed[], other: Map<string, Keyed>): string => all.filter((x) => other.has(x.key)).map((x) => x.key).join();
  return [...gone, ...rest, ...(order(before, now) === order(after, old) ? [] : [{ part, what: "order" as const, name: "", properties: [] }])];
}

const retirement = (a: Keyed, b: Keyed): What | null => {
  const [was, is] = [(a as { retired?: boolean }).retired ?? false, (b as { retired?: boolean }).retired ?? false];
  return was === is ? null : is ? "retired" : "back";
};

/** What became different from one definition to another, in the order in which people think of it. */
export function differences(before: Definition, after: Definition): Difference[] {
  const one = (part: Part, name: string, differs: boolean): Difference[] => (differs ? [{ part, what: "changed", name, properties: [] }] : []);
  return [
    ...between("status", before.statuses, after.statuses),
    ...one("initial", after.statuses.find((s) => s.key === after.initial)?.name ?? after.initial, before.initial !== after.initial),
    ...between("transition", before.transitions, after.transitions),
    ...between("field", before.fields, after.fields, retirement),
    ...one("form", "requester", !equal(before.forms.requester, after.forms.requester)),
    ...one("form", "agent", !equal(before.forms.agent, after.forms.agent)),
    ...one("priorities", "", !equal(before.priorityMatrix, after.priorityMatrix)),
    ...one("confidential", after.confidential ? "on" : "off", before.confidential !== after.confidential),
  ];
}
