import type { FieldKind } from "../api/types";
import type { Key } from "../i18n";
import type { IconName } from "../ui";

/** What asks for an entry of a field's configuration. */
export type ConfigInput =
  | "number" | "text" | "date" | "yes_no" | "currency" | "pattern" | "desk" | "team" | "type" | "status" | "macro" | "file_types"
  | "field" | "fields" | "weights" | "expression" | "choice";
export interface ConfigEntry { key: string; label: Key; input: ConfigInput; required?: true; choices?: readonly { value: string; label: Key }[] }
export const KIND_GROUPS = ["text", "number", "time", "choice", "person", "link", "other", "computed"] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];
export interface KindInfo { label: Key; icon: IconName; group: KindGroup; config: readonly ConfigEntry[]; /** Has a list of options of its own. */ options?: true; computed?: true }

const entry = (key: string, input: ConfigInput, required?: true): ConfigEntry => ({ key, label: `config.${key}` as Key, input, ...(required ? { required } : {}) });
const chosen = (key: string, label: (value: string) => string, values: readonly string[]): ConfigEntry =>
  ({ ...entry(key, "choice", true), choices: values.map((value) => ({ value, label: label(value) as Key })) });

type Shape = Omit<KindInfo, "label" | "config"> & { config?: readonly ConfigEntry[] };

/** Built in a function, so that pages which do not need it do not load it. */
function build(): Record<FieldKind, KindInfo> {
  const decimals = entry("decimals", "number");
  const unit = entry("unit", "text");
  const bounds = [entry("min", "number"), entry("max", "number")] as const;
  const most = entry("most", "number");
  const whom = [entry("deskId", "desk"), entry("teamId", "team")] as const;
  const link = chosen("link", (v) => `configLink.${v}`, ["children", "parent", "relates", "blocks", "causes", "duplicates", "dependency"]);

  const shapes: Record<FieldKind, Shape> = {
    text: { icon: "text", group: "text", config: [entry("minLength", "number"), entry("maxLength", "number"), entry("pattern", "pattern")] },
    rich_text: { icon: "text", group: "text" },
    url: { icon: "link", group: "text" },
    email: { icon: "mail", group: "text" },
    phone: { icon: "phone", group: "text" },
    number: { icon: "hash", group: "number", config: [...bounds, decimals, unit] },
    money: { icon: "coin", group: "number", config: [entry("currency", "currency"), ...bounds] },
    percentage: { icon: "percent", group: "number", config: bounds },
    rating: { icon: "star", group: "number", config: [entry("max", "number")] },
    date: { icon: "calendar", group: "time", config: [entry("min", "date"), entry("max", "date")] },
    date_time: { icon: "calendar", group: "time" },
    date_range: { icon: "calendar", group: "time" },
    time_of_day: { icon: "clock", group: "time" },
    week: { icon: "calendar", group: "time" },
    duration: { icon: "clock", group: "time", config: bounds },
    yes_no: { icon: "check", group: "choice" },
    choice: { icon: "list", group: "choice", options: true },
    choices: { icon: "list", group: "choice", options: true, config: [most] },
    tree: { icon: "tree", group: "choice", options: true, config: [entry("leafOnly", "yes_no")] },
    country: { icon: "globe", group: "choice" },
    time_zone: { icon: "globe", group: "choice" },
    person: { icon: "person", group: "person", config: whom },
    people: { icon: "people", group: "person", config: whom },
    team: { icon: "people", group: "person", config: [entry("deskId", "desk")] },
    organisation_unit: { icon: "tree", group: "person" },
    location: { icon: "pin", group: "person" },
    ticket: { icon: "ticket", group: "link", config: [entry("typeKey", "type"), most] },
    dependency: { icon: "ticket", group: "link", config: [entry("typeKey", "type"), most] },
    service: { icon: "panel", group: "link", config: [most] },
    ci: { icon: "panel", group: "link", config: [most] },
    colour: { icon: "drop", group: "other" },
    tags: { icon: "tag", group: "other" },
    vote: { icon: "up", group: "other" },
    checklist: { icon: "check", group: "other" },
    file: { icon: "clip", group: "other", config: [most, entry("types", "file_types")] },
    signature: { icon: "pen", group: "other" },
    button: { icon: "right", group: "other", config: [entry("macroId", "macro", true), entry("label", "text")] },
    auto_number: { icon: "hash", group: "computed", computed: true, config: [entry("start", "number"), entry("prefix", "text")] },
    progress: { icon: "percent", group: "computed", computed: true, config: [entry("from", "fields", true), entry("weights", "weights")] },
    formula: { icon: "sum", group: "computed", computed: true, config: [entry("expression", "expression", true), chosen("result", (v) => `configResult.${v}`, ["number", "text", "date", "yes_no"]), decimals, unit] },
    rollup: { icon: "sum", group: "computed", computed: true, config: [link, chosen("function", (v) => `configFunction.${v}`, ["count", "sum", "average", "min", "max", "share_done"]), entry("field", "field")] },
    mirror: { icon: "link", group: "computed", computed: true, config: [link, entry("field", "field", true)] },
    created_by: { icon: "person", group: "computed", computed: true },
    created_at: { icon: "clock", group: "computed", computed: true },
    changed_by: { icon: "person", group: "computed", computed: true },
    changed_at: { icon: "clock", group: "computed", computed: true },
    time_in_status: { icon: "clock", group: "computed", computed: true, config: [entry("status", "status")] },
    time_spent: { icon: "clock", group: "computed", computed: true },
  };
  const named = ([kind, shape]: [string, Shape]): [string, KindInfo] => [kind, { ...shape, label: `kind.${kind as FieldKind}`, config: shape.config ?? [] }];
  return Object.fromEntries(Object.entries(shapes).map(named)) as Record<FieldKind, KindInfo>;
}

/** What there is to know of each kind before a field of it exists: its name, its drawing, its place in a list, what it may be told. */
export const FIELD_KINDS = /* @__PURE__ */ build();
export const kindGroupLabel = (group: KindGroup): Key => `kindGroup.${group}`;
