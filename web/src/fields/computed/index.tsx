import type { FieldKind } from "../../api/types";
import { never, ordered } from "../filters";
import type { FieldKindUi } from "../kind";
import { configText } from "../values";
import { formatResult } from "./results";

const RESULTS: Record<string, FieldKind> = { number: "number", text: "text", date: "date", yes_no: "yes_no" };
const result = (otherwise: FieldKind): FieldKindUi => ({
  format: formatResult, parse: null, edit: "none", Input: null,
  filter: { ...ordered(otherwise), asks: (field) => RESULTS[configText(field, "result")] ?? otherwise, write: (v, field) => (RESULTS[configText(field, "result")] === "text" || otherwise === "text" ? JSON.stringify(v ?? "") : v === null ? "empty" : String(v)) },
});

export const computedKinds = {
  formula: { ...result("number"), figures: true },
  rollup: { ...result("number"), figures: true },
  mirror: result("text"),
  button: { format: () => "", parse: null, edit: "place", Input: null, filter: never },
} satisfies Record<string, FieldKindUi>;
