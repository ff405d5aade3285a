import type { Field, Json } from "../../api/types";
import { t } from "../../i18n";
import { formatDateTime, formatDay } from "../date/dates";
import { formatYesNo } from "../choice/options";
import { formatNumber, formatPercentage } from "../number/numbers";
import { configText, textOf } from "../values";

/** A formula, a sum over linked tickets or their field: whatever came of it. */
export function formatResult(value: Json, field: Field): string {
  if (value === null) return "";
  if (typeof value === "number") return configText(field, "function") === "share_done" ? formatPercentage(value) : formatNumber(value, field);
  if (typeof value === "boolean") return formatYesNo(value);
  if (Array.isArray(value)) return value.map((v) => formatResult(v, field)).filter(Boolean).join(", ");
  const text = textOf(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? formatDateTime(text) : text;
}

const COMPUTED = ["auto_number", "progress", "formula", "rollup", "mirror", "created_by", "created_at", "changed_by", "changed_at", "time_in_status", "time_spent"] as const;
type Computed = (typeof COMPUTED)[number];
const isComputed = (kind: string): kind is Computed => (COMPUTED as readonly string[]).includes(kind);

/** Why a field cannot be written, in words; empty when it can. */
export const computedWords = (field: Field): string => (isComputed(field.kind) ? t(`computed.${field.kind}`) : "");
