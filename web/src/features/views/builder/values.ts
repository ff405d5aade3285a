import type { Field, FieldKind, Json, Refs, TreeNode, TreeValue } from "../../../api/types";
import { KINDS, queryValue, type Operator } from "../../../fields";
import { isDay } from "../days";

/** A field as conditions speak of it. */
export interface Asked { field: Field; operators: readonly string[]; asks: FieldKind | null }

/** Several values of these are chosen in one control. */
const MANY: Partial<Record<FieldKind, FieldKind>> = { choice: "choices", person: "people" };
export const manyOf = (kind: FieldKind): FieldKind | undefined => MANY[kind];
/** What queries know by its name: the text stays readable. */
const NAMED: ReadonlySet<FieldKind> = new Set<FieldKind>(["person", "people", "team"]);
const PARSED: ReadonlySet<FieldKind> = new Set<FieldKind>(["number", "percentage", "duration", "choice", "tree", "time_of_day", "week", "country", "time_zone"]);

export const bare = (field: Field, kind: FieldKind): Field => ({ ...field, kind, required: false, help: "", condition: null, writable: true });
export const text = (of: string): TreeValue => ({ kind: "text", text: of });
const unquoted = (of: string): string => (/^".*"$/s.test(of) ? of.slice(1, -1).replace(/\\(["\\])/g, "$1") : of);

/** A value of a query in the form its control has it; undefined when the control has no way to show it, such as "-7d" for a day. */
export function toJson(kind: FieldKind, field: Field, value: TreeValue): Json | undefined {
  if (value.kind !== "text") return undefined;
  const said = value.text ?? "";
  if (!said) return null;
  if (kind === "date") return isDay(said) ? said : undefined;
  if (kind === "date_time") return /^\d{4}-\d{2}-\d{2}T/.test(said) && !Number.isNaN(Date.parse(said)) ? new Date(said).toISOString() : undefined;
  if (kind === "yes_no") return /^(true|yes)$/i.test(said) ? true : /^(false|no)$/i.test(said) ? false : undefined;
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(said)) return Number(said);
  const { parse } = KINDS[kind];
  if (!PARSED.has(kind) || !parse) return said;
  const read = parse(said, bare(field, kind));
  return "value" in read ? read.value : undefined;
}
export function toValue(kind: FieldKind, field: Field, json: Json, refs: Refs = {}): TreeValue {
  if (NAMED.has(kind) && typeof json === "string") return text(refs[json]?.name ?? json);
  return json === null || json === "" ? text("") : text(unquoted(queryValue(bare(field, kind), json)));
}

/** All values of a condition for one control; undefined when some of them are not for it. */
export function listJson(kind: FieldKind, field: Field, values: TreeValue[]): Json[] | undefined {
  const all = values.filter((v) => v.kind !== "text" || v.text).map((v) => toJson(kind, field, v));
  return all.some((v) => v === undefined) ? undefined : (all as Json[]);
}

export const valueText = (v: TreeValue): string => (v.kind === "empty" ? "empty" : v.kind === "function" ? `${v.text ?? ""}(${(v.arguments ?? []).join(", ")})` : (v.text ?? ""));
/** The part of the past that a condition is about, as it is written. */
export function whenText(when: TreeNode["when"]): string {
  return Object.entries(when ?? {}).flatMap(([word, of]) => {
    const values = of === null ? [] : Array.isArray(of) ? of : [of];
    return values.length ? [`${word} ${values.map(valueText).join(", ")}`] : [];
  }).join(" ");
}
/** A text that is typed instead of chosen: `me()` stays a function, "empty" the absence of a value. */
export function typed(said: string): TreeValue {
  const call = /^\s*([a-z][a-z0-9]*)\(\s*([^()]*)\)\s*$/i.exec(said);
  if (call) return { kind: "function", text: call[1] ?? "", arguments: (call[2] ?? "").split(",").map((x) => x.trim()).filter(Boolean) };
  return said.trim().toLowerCase() === "empty" ? { kind: "empty" } : text(said);
}

/** The first condition of a field: the operator people mean most often, and no value yet. */
export function fresh(asked: Asked): TreeNode {
  const op = asked.operators[0] ?? "=";
  return { kind: "compare", field: asked.field.key, op, values: asked.asks && !/^is /.test(op) ? [text("")] : [] };
}
export type { Operator };
