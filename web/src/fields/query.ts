import type { Field, Json } from "../api/types";
import { KINDS } from "./registry";

/** A value as the query language has it: `"open"`, `12.5`, `2026-11-28`, `empty`. */
export const queryValue = (field: Field, value: Json): string => KINDS[field.kind].filter.write(value, field);
/** What may be asked about a field, and which kind of control asks for the value. */
export const queryFilter = (field: Field) => ({ operators: KINDS[field.kind].filter.operators, asks: KINDS[field.kind].filter.asks(field) });
