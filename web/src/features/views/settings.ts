import type { Aggregate, Layout, View, ViewColumn, ViewConfig } from "../../api/types";

/** How tickets are looked at: what a view keeps, and what the address may say otherwise. */
export interface Settings {
  query: string; order: string; layout: Layout; columns: ViewColumn[]; groupBy: string; aggregates: Record<string, Aggregate>;
  swimLane: string; wip: Record<string, number>; dateField: string; endField: string; colourBy: string;
}
export const LAYOUTS: readonly Layout[] = ["table", "board", "calendar", "timeline"];
const AGGREGATES: readonly string[] = ["sum", "average", "min", "max", "count"];
export const USUAL_COLUMNS = ["number", "priority", "title", "requester", "status", "sla", "assignee", "updated"];
export const DEFAULTS: Settings = {
  query: "", order: "", layout: "table", columns: USUAL_COLUMNS.map((field) => ({ field })), groupBy: "", aggregates: {},
  swimLane: "", wip: {}, dateField: "", endField: "", colourBy: "",
};

const NAME = /^[a-z][a-z0-9_]*$/;
const name = (text: string): string => (NAME.test(text) ? text : "");
const pairs = (of: Record<string, string | number>): string => Object.keys(of).sort().map((key) => `${key}-${of[key] ?? ""}`).join(",");
/** "cost-sum,age-max": options and fields may have a dash in them, what is said of them may not. */
function readPairs<T>(text: string, read: (said: string) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {};
  for (const part of text.split(",")) {
    const at = part.lastIndexOf("-");
    const said = at > 0 ? read(part.slice(at + 1)) : undefined;
    if (said !== undefined) found[part.slice(0, at)] = said;
  }
  return found;
}

/** "number-90*,title,cost-120": a width behind the dash, a star where the column does not scroll away. */
export const writeColumns = (columns: ViewColumn[]): string =>
  columns.map((c) => `${c.field}${c.width ? `-${Math.round(c.width)}` : ""}${c.frozen ? "*" : ""}`).join(",");
export function readColumns(text: string): ViewColumn[] {
  const seen = new Set<string>();
  return text.split(",").flatMap((part): ViewColumn[] => {
    const [, field, width, star] = /^([a-z][a-z0-9_]*)(?:-(\d{1,4}))?(\*)?$/.exec(part.trim()) ?? [];
    if (!field || seen.has(field)) return [];
    seen.add(field);
    return [{ field, ...(width ? { width: Number(width) } : {}), ...(star ? { frozen: true } : {}) }];
  });
}

interface Part<T> { param: string; write: (value: T) => string; read: (text: string) => T | undefined }
const text = (param: string): Part<string> => ({ param, write: (v) => v, read: (v) => v });
const field = (param: string): Part<string> => ({ param, write: (v) => v, read: name });
/** Each setting with its name in the address. */
const PARTS: { [K in keyof Settings]: Part<Settings[K]> } = {
  query: text("q"), order: text("order"),
  layout: { param: "layout", write: (v) => v, read: (v) => LAYOUTS.find((l) => l === v) },
  columns: { param: "columns", write: writeColumns, read: (v) => { const read = readColumns(v); return read.length ? read : undefined; } },
  groupBy: field("group"),
  aggregates: { param: "sums", write: pairs, read: (v) => readPairs(v, (said) => (AGGREGATES.includes(said) ? (said as Aggregate) : undefined)) },
  swimLane: field("lane"),
  wip: { param: "wip", write: pairs, read: (v) => readPairs(v, (said) => (/^\d{1,4}$/.test(said) && Number(said) > 0 ? Number(said) : undefined)) },
  dateField: field("date"), endField: field("end"), colourBy: field("colour"),
};
const KEYS = Object.keys(PARTS) as (keyof Settings)[];
export const PARAMS: readonly string[] = KEYS.map((key) => PARTS[key].param);
export type Params = Record<string, string>;

const said = <K extends keyof Settings>(key: K, of: Settings): string => PARTS[key].write(of[key]);
function put<K extends keyof Settings>(to: Settings, key: K, from: string): void {
  const value = PARTS[key].read(from);
  if (value !== undefined) to[key] = value;
}

export function ofView(view: View): Settings {
  const c: ViewConfig = view.config ?? {};
  return {
    query: view.query, order: view.order ?? "", layout: view.layout ?? "table", columns: c.columns?.length ? c.columns : DEFAULTS.columns, groupBy: c.groupBy ?? "",
    aggregates: c.aggregates ?? {}, swimLane: c.swimLane ?? "", wip: c.wip ?? {}, dateField: c.dateField ?? "", endField: c.endField ?? "", colourBy: c.colourBy ?? "",
  };
}

/** What the address says wins; what it says wrongly does not count. */
export function withParams(base: Settings, params: Params): Settings {
  const now = { ...base };
  for (const key of KEYS) {
    const from = params[PARTS[key].param];
    if (from !== undefined) put(now, key, from);
  }
  return now;
}
/** What the address has to say so that these settings come of the base; an empty text where something was taken away. */
export function paramsFor(base: Settings, now: Settings): Params {
  const params: Params = {};
  for (const key of KEYS) if (said(key, base) !== said(key, now)) params[PARTS[key].param] = said(key, now);
  return params;
}

/** The body of a view that keeps these settings. */
export function bodyOf(s: Settings): Pick<View, "query" | "order" | "layout" | "config"> {
  const config: ViewConfig = {
    columns: s.columns, ...(s.groupBy ? { groupBy: s.groupBy } : {}), ...(Object.keys(s.aggregates).length ? { aggregates: s.aggregates } : {}), ...(s.swimLane ? { swimLane: s.swimLane } : {}),
    ...(Object.keys(s.wip).length ? { wip: s.wip } : {}), ...(s.dateField ? { dateField: s.dateField } : {}), ...(s.endField ? { endField: s.endField } : {}), ...(s.colourBy ? { colourBy: s.colourBy } : {}),
  };
  return { query: s.query, order: s.order, layout: s.layout, config };
}
