import type { FieldKind, Json } from "../api/types";
import type { Filter, Operator } from "./kind";
import { textOf } from "./values";

/** A text in quotation marks, as the query language reads it back. */
export const quoted = (text: string): string => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
const bare = (value: Json): string => (value === null ? "empty" : typeof value === "string" ? value : JSON.stringify(value));
const words = (value: Json): string => (value === null ? "empty" : quoted(textOf(value)));

const EMPTY = ["is empty", "is not empty"] as const satisfies readonly Operator[];
const ORDERED = ["=", "!=", "<", "<=", ">", ">=", ...EMPTY] as const satisfies readonly Operator[];
const AMONG = ["=", "!=", "in", "not in", ...EMPTY] as const satisfies readonly Operator[];

/** Numbers and points in time stand without quotation marks, and can be more or less. */
export const ordered = (as: FieldKind, value: (v: Json) => Json = (v) => v): Filter => ({ operators: ORDERED, asks: () => as, write: (v) => bare(value(v)) });
export const among = (as: FieldKind): Filter => ({ operators: AMONG, asks: () => as, write: words });
export const texts = (as: FieldKind): Filter => ({ operators: ["=", "!=", "~", ...EMPTY], asks: () => as, write: words });
export const truth: Filter = { operators: ["=", ...EMPTY], asks: () => "yes_no", write: bare };
export const presence: Filter = { operators: EMPTY, asks: () => null, write: bare };
export const never: Filter = { operators: [], asks: () => null, write: bare };
