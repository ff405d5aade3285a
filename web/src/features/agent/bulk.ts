import type { QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { BulkAnswer, TicketChange, TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { explain, toast } from "../../ui";
import { ticketsChanged } from "./cache";

const MOST = 100;
const chunks = <T>(all: T[]): T[][] => Array.from({ length: Math.ceil(all.length / MOST) }, (_, i) => all.slice(i * MOST, (i + 1) * MOST));

/** A change of many tickets: one that is written out, or a macro. */
export type BulkCommand = { change: TicketChange } | { macroId: string };

async function send(ids: string[], command: BulkCommand, preview = false): Promise<BulkAnswer> {
  const sum: BulkAnswer = { changed: [], refused: [] };
  const [path, what] = "macroId" in command ? [`/macros/${command.macroId}/bulk`, {}] : ["/tickets/bulk", { change: command.change }];
  for (const part of chunks(ids)) {
    const answer = await api<BulkAnswer>(path, { body: { ids: part, ...what, ...(preview ? { preview } : {}) } });
    sum.changed.push(...answer.changed);
    sum.refused.push(...answer.refused);
  }
  return sum;
}

/** The same text for the same value, in whatever order its properties came. */
const stable = (value: unknown): string =>
  typeof value !== "object" || value === null ? JSON.stringify(value) ?? "" : Array.isArray(value) ? `[${value.map(stable).join()}]`
    : `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}:${stable(v)}`).join()}}`;

/** The changes that take a bulk change back: tickets that were alike before go back together. */
export function bulkUndo(changed: BulkAnswer["changed"]): { ids: string[]; change: TicketChange }[] {
  const groups = new Map<string, { ids: string[]; change: TicketChange }>();
  for (const one of changed) {
    const key = stable(one.before);
    const group = groups.get(key);
    if (group) group.ids.push(one.id);
    else groups.set(key, { ids: [one.id], change: one.before });
  }
  return Array.from(groups.values());
}

/** Those that their workflow lets go back to how they were. */
export const returning = (changed: BulkAnswer["changed"], ways: (id: string) => string[]): BulkAnswer["changed"] =>
  changed.filter((c) => c.before.status === undefined || ways(c.id).includes(c.before.status));

/** Who would change, and who not and why; nothing is written. */
export const bulkPreview = (rows: TicketRow[], command: BulkCommand): Promise<BulkAnswer> => send(rows.map((r) => r.id), command, true);

/** `ways`: what a ticket's status may become once it is changed. */
export async function bulkChange(cache: QueryClient, rows: TicketRow[], command: BulkCommand, words: string, ways: (id: string) => string[]): Promise<void> {
  try {
    const answer = await send(rows.map((r) => r.id), command);
    ticketsChanged(cache, rows.map((r) => r.id), 0);
    const back = returning(answer.changed, ways);
    const undo = async (): Promise<void> => {
      let stay = answer.changed.length - back.length;
      for (const group of bulkUndo(back)) stay += (await send(group.ids, { change: group.change })).refused.length;
      ticketsChanged(cache, rows.map((r) => r.id), 0);
      toast(stay ? t("bulk.refused", { count: stay }) : t("change.undone"), { bad: stay > 0 });
    };
    const done = answer.changed.length;
    const [first] = answer.refused;
    const text = t("bulk.done", { count: done, what: words }) + (first ? ` ${t("bulk.refusedWhy", { count: answer.refused.length, why: why(first.problem) })}` : "");
    toast(text, { bad: done === 0, action: back.length ? { label: t("action.undo"), run: () => void undo().catch(failed) } : undefined });
  } catch (error) {
    failed(error);
  }
}

export const why = (problem: BulkAnswer["refused"][number]["problem"]): string => (typeof problem === "string" ? problem : (problem.detail ?? problem.title));
const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });
