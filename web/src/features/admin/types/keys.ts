/** Names of built-in fields and words of the query language: no suggestion takes one. The server knows the whole list. */
const TAKEN: ReadonlySet<string> = new Set([
  "title", "description", "status", "state", "priority", "impact", "urgency", "category", "team", "assignee", "requester", "tags", "channel", "created",
  "updated", "resolved", "closed", "number", "type", "kind", "desk", "page", "parent", "rating", "note", "reply", "order", "from", "to", "links", "tasks", "version",
  "text", "id", "fields", "and", "or", "not", "in", "is", "empty", "by", "as", "was", "linked", "relates", "blocks", "causes", "duplicates", "sla", "unread",
]);

const plain = (name: string): string => name.replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const unused = (key: string, taken: Iterable<string>, most: number): string => {
  const there = new Set(taken);
  let made = key;
  for (let n = 2; there.has(made); n++) made = `${key.slice(0, most - String(n).length - 1)}_${n}`;
  return made;
};

/** "Start date" gives "start_date"; what is taken gets a number. */
export function keyFrom(name: string, taken: Iterable<string>, otherwise = "field"): string {
  const words = plain(name).replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+/, "").replace(/_+$/, "").slice(0, 40);
  return unused(words || otherwise, taken, 40);
}
export const fieldKey = (name: string, taken: Iterable<string>): string => keyFrom(name, [...taken, ...TAKEN]);
/** Options may begin with a digit. */
export function optionKey(name: string, taken: Iterable<string>): string {
  const words = plain(name).replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 60);
  return unused(words || "option", taken, 60);
}

/** "Change request" gives "CR", "Change" gives "CHA"; what another type counts with is passed over. */
export function prefixFrom(name: string, taken: Iterable<string>): string {
  const there = new Set(taken);
  const words = plain(name).toUpperCase().replace(/[^A-Z ]+/g, " ").split(/\s+/).filter(Boolean);
  const letters = words.join("");
  const initials = words.map((w) => w[0] ?? "").join("").slice(0, 6);
  const candidates = [letters.slice(0, 3), initials, ...Array.from({ length: 4 }, (_, i) => letters.slice(0, i + 2))].filter((c) => c.length >= 2);
  for (const candidate of candidates) if (!there.has(candidate)) return candidate;
  const base = (letters || "TYPE").slice(0, 5);
  for (let at = 0; at < 26; at++) { const made = base + String.fromCharCode(65 + at); if (!there.has(made)) return made; }
  return "";
}
