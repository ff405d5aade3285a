import type { Field, Json } from "../../api/types";
import { currentLocale, t } from "../../i18n";
import type { Parsed } from "../kind";
import { configText, numberOf, partOf, textOf } from "../values";
import { bounded, readNumber } from "./numbers";

export const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "UAH", "JPY", "CNY", "INR", "KRW", "SGD", "HKD", "AUD", "NZD", "CAD", "MXN", "BRL", "ZAR", "AED", "ILS"] as const;
const SIGNS: Record<string, string> = { "€": "EUR", $: "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₴": "UAH" };

export const amountOf = (value: Json): number | null => numberOf(partOf(value, "amount"));
export const currencyOf = (value: Json, field: Field): string => textOf(partOf(value, "currency")) || configText(field, "currency") || "EUR";

export function formatMoney(value: Json, field: Field): string {
  const amount = amountOf(value);
  if (amount === null) return "";
  const currency = currencyOf(value, field);
  try {
    return new Intl.NumberFormat(currentLocale(), { style: "currency", currency }).format(amount);
  } catch {
    // A code that is no currency must not take the page down.
    return `${new Intl.NumberFormat(currentLocale()).format(amount)} ${currency}`;
  }
}

/** "12,50", "€ 12.50" and "12.50 USD"; without a currency, that of the field. */
export function parseMoney(text: string, field: Field): Parsed {
  if (!text.trim()) return { value: null };
  const sign = Object.keys(SIGNS).find((s) => text.includes(s));
  const code = /[A-Za-z]{3}/.exec(text)?.[0].toUpperCase();
  const fixed = configText(field, "currency");
  const currency = code ?? (sign ? SIGNS[sign] : undefined) ?? (fixed || "EUR");
  if (fixed && currency !== fixed) return { wrong: t("fields.otherCurrency", { currency: fixed }) };
  const amount = readNumber(text.replace(/[A-Za-z]{3}|[^\d.,’'\s−-]/g, ""));
  if (amount === undefined) return { wrong: t("fields.noNumber") };
  const within = bounded(amount, field);
  return "wrong" in within ? within : { value: { amount, currency } };
}
