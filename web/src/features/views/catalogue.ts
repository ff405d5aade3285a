import { useMemo } from "react";
import type { Field, FieldKind, FieldOption, Json, Refs, TicketRow, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { maybe, t, type Key } from "../../i18n";

/** What a list can show, group, sort or lay out by: what every ticket has, and the custom fields of the types in it. */
export interface Column {
  id: string; name: string; width: number; numeric: boolean; sorts: boolean; groups: boolean; sums: boolean;
  /** Can be the day of a calendar or the end of a bar. */
  dates: boolean;
  /** Custom fields only: as the first type that has it says. */
  field?: Field;
}
export interface Catalogue { types: TicketType[]; columns: Column[]; find: (id: string) => Column | undefined; fieldOf: (row: TicketRow, id: string) => Field | undefined }

const WIDTHS: Record<string, number> = { number: 96, priority: 76, title: 284, requester: 136, status: 128, assignee: 144, team: 130, category: 150, type: 130, desk: 120, channel: 100, tags: 150, created: 110, updated: 104, sla: 176 };
const GROUPS = new Set(["priority", "status", "requester", "assignee", "team", "category", "type", "desk", "channel"]);
const UNSORTED = new Set(["tags"]);

const NUMBERS = new Set<FieldKind>(["number", "money", "percentage", "duration", "rating", "progress", "formula", "rollup", "time_in_status", "time_spent"]);
const SINGLE = new Set<FieldKind>(["choice", "tree", "yes_no", "person", "team", "organisation_unit", "location", "country", "rating"]);
const DATES = new Set<FieldKind>(["date", "date_time", "date_range", "created_at", "changed_at"]);
const UNORDERED = new Set<FieldKind>(["rich_text", "choices", "people", "tags", "checklist", "file", "signature", "ticket", "dependency", "service", "ci", "vote", "button"]);
const WIDE = new Set<FieldKind>(["text", "rich_text", "url", "email", "people", "ticket", "dependency", "checklist", "tags", "choices"]);

const builtIn = (id: string): Column => ({
  id, name: t(`field.${id}` as Key), width: WIDTHS[id] ?? 120, numeric: false, sorts: !UNSORTED.has(id), groups: GROUPS.has(id), sums: false, dates: id === "created" || id === "updated",
});
/** A formula can also be a day or words; only numbers are summed up. */
const isNumber = (f: Field): boolean => NUMBERS.has(f.kind) && (f.kind !== "formula" || (f.config["result"] ?? "number") === "number");
const custom = (field: Field): Column => ({
  id: field.key, name: field.name, width: WIDE.has(field.kind) ? 200 : 130, field,
  numeric: isNumber(field) || field.kind === "auto_number", sorts: !UNORDERED.has(field.kind), groups: SINGLE.has(field.kind), sums: isNumber(field), dates: DATES.has(field.kind),
});

/** The columns that tickets of these types can have; types may share a field by its key. */
export function columnsOf(types: TicketType[]): Column[] {
  const fields = new Map<string, Field>();
  for (const type of types) for (const field of type.fields ?? []) if (!field.retired && field.kind !== "button" && !fields.has(field.key)) fields.set(field.key, field);
  return [...Object.keys(WIDTHS).map(builtIn), ...Array.from(fields.values(), custom).sort((a, b) => a.name.localeCompare(b.name))];
}

export function useCatalogue(deskId: string | null): Catalogue {
  const { types, type, isAgent, desks } = useSession();
  return useMemo(() => {
    const worked = new Set(desks.filter((d) => d.role !== "requester").map((d) => d.id));
    const mine = types.filter((x) => (deskId ? x.deskId === deskId : !isAgent || worked.has(x.deskId)));
    const columns = columnsOf(mine);
    const byId = new Map(columns.map((c) => [c.id, c]));
    return { types: mine, columns, find: (id) => byId.get(id), fieldOf: (row, id) => type(row.typeId)?.fields?.find((f) => f.key === id && !f.retired) };
  }, [types, type, isAgent, desks, deskId]);
}

/** The value a row has for a field that lists are grouped by, in the form groups have it. */
export function valueIn(row: TicketRow, id: string): Json {
  switch (id) {
    case "status": return row.status;
    case "priority": return row.priority;
    case "type": return row.typeId;
    case "desk": return row.deskId;
    case "channel": return row.channel;
    case "assignee": return row.assignee?.id ?? null;
    case "requester": return row.requester.id;
    case "team": return row.team?.id ?? null;
    case "category": return row.category?.id ?? null;
    case "created": return row.created;
    case "updated": return row.updated;
    default: return row.fields?.[id] ?? null;
  }
}
export const customIn = (ids: (string | undefined)[], catalogue: Pick<Catalogue, "find">): string[] =>
  Array.from(new Set(ids.filter((id): id is string => Boolean(id && (id === "sla" || catalogue.find(id)?.field))))).sort();

/** A field that every ticket has, in the form of a custom one, so that the same controls ask for it. */
export function likeCustom(key: string, name: string, kind: FieldKind, options: FieldOption[] = [], config: Field["config"] = {}): Field {
  return {
    id: key, key, name, kind, help: "", required: false, defaultValue: null, portal: false, options, config, condition: null, read: ["agent"], write: ["agent"],
    indexed: true, unique: false, retired: false, writable: true,
  };
}
export const option = (key: string, name: string, colour: string | null = null): FieldOption => ({ key, name, colour, parent: null, active: true });

/** The statuses of some types, each key once, in the order of the first that has it. */
export function statusesOf(types: TicketType[]): TicketType["statuses"] {
  const found = new Map<string, TicketType["statuses"][number]>();
  for (const type of types) for (const s of type.statuses) if (!found.has(s.key)) found.set(s.key, s);
  return Array.from(found.values());
}
export const priorityName = (n: number): string => `P${n} ${maybe(`priority.${n}`, "")}`.trim();
export const NO_REFS: Refs = {};
