import type { FieldKind, FieldOption, Json, Status, StatusCategory, Transition } from "../../../api/types";
import { FIELD_KINDS } from "../../../fields";
import { fieldKey, keyFrom, optionKey } from "./keys";
import { ANY, roleList, rolesOf, type Definition, type DraftField, type Effect, type Roles } from "./model";

/** Every change of a definition makes a new one, so that each can be taken back. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, item);
  return next;
}
export const replaced = <T>(list: readonly T[], at: number, part: Partial<T>): T[] => list.map((x, i) => (i === at ? { ...x, ...part } : x));
const without = <T>(list: readonly T[], item: T): T[] => list.filter((x) => x !== item);

export function newOption(name: string, options: readonly FieldOption[], parent: string | null = null): FieldOption {
  return { key: optionKey(name, options.map((o) => o.key)), name: name.trim(), colour: null, parent, active: true };
}
export function newField(kind: FieldKind, name: string, taken: Iterable<string>): DraftField {
  const info = FIELD_KINDS[kind];
  const config: Record<string, Json> = Object.fromEntries(info.config.flatMap((c) => (c.required && c.choices?.[0] ? [[c.key, c.choices[0].value]] : [])));
  return {
    id: null, key: fieldKey(name, taken), name, kind, help: "", required: false, defaultValue: null, options: [], config, condition: null,
    read: [], write: [], indexed: false, unique: false, retired: false,
  };
}
export const addField = (d: Definition, field: DraftField): Definition => ({ ...d, fields: [...d.fields, field] });
export const setField = (d: Definition, at: number, part: Partial<DraftField>): Definition => ({ ...d, fields: replaced(d.fields, at, part) });

type Access = Pick<DraftField, "read" | "write">;
const both = (a: Roles, b: Roles, join: (x: boolean, y: boolean) => boolean): Roles => ({ requester: join(a.requester, b.requester), agent: join(a.agent, b.agent), manager: join(a.manager, b.manager) });
/** Whoever fills a field in sees it, too: the one follows from the other instead of being asked for twice. */
export const writtenBy = ({ read }: Access, write: Access["write"]): Access => ({ write, read: roleList(both(rolesOf(read), rolesOf(write), (r, w) => r || w)) });
/** Whoever no longer sees a field does not fill it in either. */
export const readBy = ({ write }: Access, read: Access["read"]): Access => ({ read, write: roleList(both(rolesOf(write), rolesOf(read), (w, r) => w && r)) });

/** All that speaks of fields by key, besides conditions, which are texts. */
function mapKeys(d: Definition, map: (key: string) => string | null): Definition {
  const list = (keys: string[]): string[] => keys.flatMap((k) => map(k) ?? []);
  const form = (f: Definition["forms"]["agent"]): Definition["forms"]["agent"] =>
    ({ sections: f.sections.map((s) => ({ ...s, fields: s.fields.flatMap((i) => { const field = map(i.field); return field === null ? [] : [{ ...i, field }]; }) })) });
  const effects = (all: Effect[]): Effect[] => all.flatMap((e) => { const field = e.field ? map(e.field) : e.field; return field === null && e.field ? [] : [{ ...e, ...(field === undefined ? {} : { field }) }]; });
  return {
    ...d, forms: { requester: form(d.forms.requester), agent: form(d.forms.agent) },
    transitions: d.transitions.map((x) => ({ ...x, required: list(x.required), asks: list(x.asks), effects: effects(x.effects) })),
    fields: d.fields.map((f) => (Array.isArray(f.config["from"]) ? { ...f, config: { ...f.config, from: list(f.config["from"].filter((k): k is string => typeof k === "string")) } } : f)),
  };
}
/** A field that was never published is gone at once; others are retired instead. */
export function removeField(d: Definition, at: number): Definition {
  const gone = d.fields[at]?.key;
  return { ...mapKeys({ ...d, fields: d.fields.filter((_, i) => i !== at) }, (key) => (key === gone ? null : key)) };
}
export function renameField(d: Definition, at: number, key: string): Definition {
  const old = d.fields[at]?.key;
  return setField(mapKeys(d, (k) => (k === old ? key : k)), at, { key });
}

export const statusOf = (d: Definition, key: string): Status | undefined => d.statuses.find((s) => s.key === key);
const isOpen = (c: StatusCategory): boolean => c === "new" || c === "open" || c === "pending";
export function addStatus(d: Definition, name: string, category: StatusCategory): { definition: Definition; key: string } {
  const key = keyFrom(name, d.statuses.map((s) => s.key), "status");
  const last = d.statuses.findLastIndex((s) => s.category === category);
  const statuses = [...d.statuses];
  statuses.splice(last < 0 ? statuses.length : last + 1, 0, { key, name, category, portalName: name, colour: null });
  return { definition: { ...d, statuses }, key };
}
export function setStatus(d: Definition, key: string, part: Partial<Status>): Definition {
  return { ...d, statuses: d.statuses.map((s) => (s.key === key ? { ...s, ...part } : s)) };
}
/** Names a status; while it is new, its key follows. */
export function renameStatus(d: Definition, key: string, name: string, isNew: boolean): { definition: Definition; key: string } {
  const old = statusOf(d, key);
  if (!old) return { definition: d, key };
  const others = d.statuses.filter((s) => s.key !== key).map((s) => s.key);
  const next = isNew && key === keyFrom(old.name, others, "status") ? keyFrom(name, others, "status") : key;
  const as = (k: string): string => (k === key ? next : k);
  const statuses = d.statuses.map((s) => (s.key === key ? { ...s, key: next, name, portalName: s.portalName === s.name ? name : s.portalName } : s));
  const transitions = d.transitions.map((x) => ({ ...x, from: x.from.map(as), to: as(x.to), name: x.to === key && x.name === old.name ? name : x.name }));
  return { definition: { ...d, statuses, transitions, initial: as(d.initial) }, key: next };
}
export function removeStatus(d: Definition, key: string): Definition {
  const statuses = d.statuses.filter((s) => s.key !== key);
  const transitions = d.transitions.filter((x) => x.to !== key).map((x) => ({ ...x, from: without(x.from, key) })).filter((x) => x.from.length);
  const initial = d.initial === key ? (statuses.find((s) => isOpen(s.category))?.key ?? "") : d.initial;
  return { ...d, statuses, transitions, initial };
}
export const mayBegin = (s: Status): boolean => isOpen(s.category);

export const transitionOf = (d: Definition, key: string): Transition | undefined => d.transitions.find((x) => x.key === key);
export const leads = (x: Transition, from: string): boolean => x.to !== from && (x.from.includes(from) || x.from.includes(ANY));
export function addTransition(d: Definition, from: string[], to: string): { definition: Definition; key: string } {
  const key = keyFrom(to, d.transitions.map((x) => x.key), "transition");
  const made: Transition = { key, name: statusOf(d, to)?.name ?? to, from, to, roles: [], teams: [], condition: null, required: [], asks: [], comment: "none", effects: [] };
  return { definition: { ...d, transitions: [...d.transitions, made] }, key };
}
/**
 * Draws a way from one status to another. Where exactly one transition leads there already, this becomes one more of its
 * starting points: people think of one "Resolve", not of four.
 */
export function connect(d: Definition, from: string, to: string): { definition: Definition; key: string } | null {
  if (from === to) return null;
  const there = d.transitions.find((x) => x.to === to && (from === ANY ? x.from.includes(ANY) : leads(x, from)));
  if (there) return { definition: d, key: there.key };
  const same = d.transitions.filter((x) => x.to === to);
  const [only] = same;
  if (same.length !== 1 || !only) return addTransition(d, [from], to);
  return { definition: setTransition(d, only.key, { from: from === ANY ? [ANY] : [...without(only.from, ANY), from] }), key: only.key };
}
export const setTransition = (d: Definition, key: string, part: Partial<Transition>): Definition => ({ ...d, transitions: d.transitions.map((x) => (x.key === key ? { ...x, ...part } : x)) });
export const removeTransition = (d: Definition, key: string): Definition => ({ ...d, transitions: d.transitions.filter((x) => x.key !== key) });
/** Takes one starting point from a transition; the last one takes the transition along. */
export function disconnect(d: Definition, key: string, from: string): Definition {
  const left = without(transitionOf(d, key)?.from ?? [], from);
  return left.length ? setTransition(d, key, { from: left }) : removeTransition(d, key);
}
/** Gives one starting point of a transition a transition of its own. */
export function split(d: Definition, key: string, from: string): { definition: Definition; key: string } | null {
  const old = transitionOf(d, key);
  if (!old || old.from.length < 2) return null;
  const own = keyFrom(`${old.key}_${from}`, d.transitions.map((x) => x.key), "transition");
  const rest = setTransition(d, key, { from: without(old.from, from) });
  return { definition: { ...rest, transitions: [...rest.transitions, { ...old, key: own, from: [from] }] }, key: own };
}
