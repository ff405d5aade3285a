import type { ChangedField } from "../../api/types";
import { maybe, t } from "../../i18n";

/** A change that is not made yet, in a few words. */
export function changeWords(c: ChangedField): string {
  const field = c.name ?? maybe(`field.${c.field}`, c.field);
  const [from, to] = [c.from?.label, c.to?.label];
  if (from && to) return t("entry.changed", { field, from, to });
  return to ? t("entry.set", { field, to }) : t("entry.cleared", { field, from: from ?? "" });
}
