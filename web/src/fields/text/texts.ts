import type { Field, Json } from "../../api/types";
import { t } from "../../i18n";
import type { Parsed } from "../kind";
import { configNumber, configText, textOf } from "../values";

export const formatText = (value: Json): string => textOf(value);

/** A pattern that this browser cannot read is left to the server. */
function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text);
  } catch {
    return true;
  }
}

export function parseText(text: string, field: Field): Parsed {
  const value = text.replace(/\s+/g, " ").trim();
  if (!value) return { value: null };
  const min = configNumber(field, "minLength") ?? 0;
  const max = configNumber(field, "maxLength") ?? 1000;
  const pattern = configText(field, "pattern");
  if (value.length < min) return { wrong: t("fields.longer", { n: min }) };
  if (value.length > max) return { wrong: t("fields.shorter", { n: max }) };
  if (pattern && !fits(value, pattern)) return { wrong: t("fields.noFit") };
  return { value };
}

/** The words of a formatted text, for a cell or a copy. */
export function formatRich(value: Json): string {
  const html = textOf(value);
  if (!html) return "";
  return (new DOMParser().parseFromString(html.replace(/<(br|\/p|\/li|\/div)\b[^>]*>/gi, "$& "), "text/html").body.textContent ?? "").replace(/\s+/g, " ").trim();
}
