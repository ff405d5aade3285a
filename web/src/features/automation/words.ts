import type { Json, RunStep, RunWords, UndoLine } from "../../api/types";
import { exact, maybe, t, type Key } from "../../i18n";
import { plainKey } from "./fieldValues";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
/** A time as people read it; anything else as it is. */
export const readable = (value: string): string => (INSTANT.test(value) ? exact(value) : value);
const fieldName = (key: string): string => maybe(`field.${plainKey(key)}`, key);

/** What a step did, in the reader's language; of steps that know no words, and of old ones, as the server said it. */
export function stepSaid({ said, words }: Pick<RunStep, "said" | "words">): string {
  if (!words) return said ?? "";
  const done = inWords(words, said ?? "");
  return words.values["same"] === true ? t("rules.did.same", { said: done }) : done;
}

function inWords({ key, values }: RunWords, said: string): string {
  const value = (name: string): string => textOf(values[name]);
  switch (key) {
    case "set": return Object.entries(objectOf(values["fields"])).map(([field, to]) => t("rules.did.set", { field: fieldName(field), value: readable(textOf(to)) || t("ticket.none") })).join(", ");
    case "linked": return `${maybe(`link.${value("type")}`, value("type"))} ${value("number")}`;
    case "tickets": return t("rules.did.tickets", { count: Number(values["count"]) || 0 });
    default: return maybe(`rules.did.${key}`, "") ? t(`rules.did.${key}` as Key, Object.fromEntries(Object.keys(values).map((name) => [name, readable(value(name))]))) : said;
  }
}
const textOf = (value: Json | undefined): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const objectOf = (value: Json | undefined): Record<string, Json> => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

/** What was taken back, or why it was not. */
export function undoSaid({ field, said, words, why, error }: UndoLine): string {
  const what = field === undefined ? stepSaid({ said: said ?? "", ...(words ? { words } : {}) }) : fieldName(field);
  return why ? `${what}: ${error ?? t(`rules.left.${why as Exclude<typeof why, "refused">}`)}` : what;
}
