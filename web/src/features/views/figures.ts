import type { Field, Group } from "../../api/types";
import { formatField } from "../../fields";
import { number, t } from "../../i18n";
import type { Catalogue } from "./catalogue";
import type { Settings } from "./settings";

/** A figure of a group as its column writes figures; money keeps its currency when the field has one only. */
export function figure(field: Field | undefined, value: number): string {
  if (!field) return number(value, 1);
  if (field.kind === "money") return typeof field.config["currency"] === "string" && field.config["currency"] ? formatField(field, { amount: value, currency: field.config["currency"] }) : number(value, 2);
  if (field.kind === "rating") return number(value, 1);
  if (["formula", "rollup"].includes(field.kind)) return formatField(field, value);
  return formatField(field, field.kind === "duration" || field.kind === "time_spent" || field.kind === "time_in_status" ? Math.round(value) : value);
}
export function sumText(group: Group, field: string, aggregates: Settings["aggregates"], catalogue: Pick<Catalogue, "find">): string {
  const how = aggregates[field];
  const value = how ? group.aggregates?.[`${how}:${field}`] : undefined;
  if (!how || value === null || value === undefined) return "";
  return t(`aggregate.${how}.of`, { value: how === "count" ? number(value) : figure(catalogue.find(field)?.field, value) });
}
