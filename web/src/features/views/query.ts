/** Texts of queries, taken apart and put together without reading them: only the server does that. */
export interface SortKey { field: string; descending: boolean }
const MOST_KEYS = 3;

/** Where the order begins in the text, quotation marks heeded; its length when there is none. */
function orderAt(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && quoted) i++;
    else if (text[i] === '"') quoted = !quoted;
    else if (!quoted && /^order\s+by(\s|$)/i.test(text.slice(i, i + 40)) && (i === 0 || /[\s)"]/.test(text[i - 1] ?? ""))) return i;
  }
  return text.length;
}
export const condition = (text: string): string => text.slice(0, orderAt(text)).trim();
export const orderIn = (text: string): string => text.slice(orderAt(text)).replace(/^order\s+by\s*/i, "").trim();

/** Both conditions at once; an empty one says nothing. */
export const both = (...texts: (string | null | undefined)[]): string => {
  const said = texts.map((text) => condition(text ?? "")).filter(Boolean);
  return said.length < 2 ? (said[0] ?? "") : said.map((text) => `(${text})`).join(" and ");
};

export const sortKeys = (order: string): SortKey[] =>
  order.split(",").map((part) => part.trim().split(/\s+/)).filter(([field]) => field)
    .map(([field = "", direction]) => ({ field, descending: direction?.toLowerCase() === "desc" }));
export const writeOrder = (keys: SortKey[]): string => keys.map((k) => `${k.field} ${k.descending ? "desc" : "asc"}`).join(", ");

/** Columns that one wants to see from the newest or highest on. */
const DOWN = new Set(["updated", "created", "number"]);

/** The order after a press on a column's head: by it alone or, added, as the last of a few keys; a third press on an added one takes it out. */
export function sortBy(order: string, field: string, add: boolean): string {
  const keys = sortKeys(order);
  const at = keys.findIndex((k) => k.field === field);
  const had = keys[at];
  const first = DOWN.has(field);
  if (!add) return writeOrder([{ field, descending: had && keys.length === 1 ? !had.descending : (had?.descending ?? first) }]);
  if (!had) return writeOrder([...keys.slice(0, MOST_KEYS - 1), { field, descending: first }]);
  if (had.descending === first) return writeOrder(keys.map((k, i) => (i === at ? { field, descending: !first } : k)));
  const rest = keys.filter((_, i) => i !== at);
  return rest.length ? writeOrder(rest) : writeOrder([{ field, descending: first }]);
}
