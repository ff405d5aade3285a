import type { ComponentType } from "react";
import type { Field, FieldKind, Json, Refs } from "../api/types";
import type { Choice } from "../ui";

/** A text was understood as a value, or it was not, and why. */
export type Parsed = { value: Json } | { wrong: string };
export interface Wired { id: string; "aria-invalid"?: true; "aria-describedby"?: string; "aria-required"?: true; "aria-labelledby"?: string }

export interface DisplayProps {
  field: Field; value: Json; refs: Refs;
  /** In a table there is one line, and no room. */
  cell?: boolean | undefined;
}
export interface InputProps extends DisplayProps {
  wired: Wired;
  /** A new value, and the names of what it only gives the id of. */
  onChange: (value: Json, refs?: Refs) => void;
  /** What was typed is no value, and why; undefined once it is one again. */
  onProblem: (text: string | undefined) => void;
  ticketId?: string | undefined;
}

/** What there is to choose from, perhaps only as far as it was searched for. */
export interface Offer { choices: Choice[]; loading: boolean; onSearch?: (text: string) => void; onOther?: (text: string) => string; refs: Refs }
export interface OfferContext { ticketId?: string | undefined; chosen: string[]; refs: Refs }

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "in" | "not in" | "is empty" | "is not empty";
export interface Filter {
  operators: readonly Operator[];
  /** The kind whose control asks for a value to compare with; null when there is none to ask for. */
  asks: (field: Field) => FieldKind | null;
  /** The value as the query language has it. */
  write: (value: Json, field: Field) => string;
}

/**
 * How a kind of field is shown, edited and asked about.
 * `edit`: `panel` opens its control beside the value, `pick` a list to choose from, `place` needs no opening, `none` is computed.
 */
export interface FieldKindUi {
  format: (value: Json, field: Field, refs: Refs) => string;
  parse: ((text: string, field: Field) => Parsed) | null;
  edit: "panel" | "pick" | "place" | "none";
  Input: ComponentType<InputProps> | null;
  /** When text alone is not how it is best seen. */
  Display?: ComponentType<DisplayProps>;
  useOffer?: (field: Field, context: OfferContext) => Offer;
  many?: boolean;
  /** Figures stand at the end of their column, digits under digits. */
  figures?: boolean;
  filter: Filter;
}
