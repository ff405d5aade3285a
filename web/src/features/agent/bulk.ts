import type { QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { BulkAnswer, TicketChange, TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { explain, toast } from "../../ui";
import { ticketsChanged } from "./cache";

const MOST = 100;
const chunks = <T>(all: T[]): T[][] => Array.from({ length: Math.ceil(all.length / MOST) }, (_, i) => all.slice(i * MOST, (i + 1) * MOST));

async function send(ids: string[], change: TicketChange): Promise<BulkAnswer> {
  const sum: BulkAnswer = { changed: [], refused: [] };
  for (const part of chunks(ids)) {
    const answer = await api<BulkAnswer>("/tickets/bulk", { body: { ids: part, change } });
    sum.changed.push(...answer.changed);
    sum.refused.push(...answer.refused);
  }
  return sum;
}

/** The changes that take a bulk change back: tickets that were alike before go back together. */
export function bulkUndo(changed: BulkAnswer["changed"]): { ids: string[]; change: TicketChange }[] {
  const groups = new Map<string, { ids: string[]; change: TicketChange }>();
  for (const one of changed) {
    const key = JSON.stringify(one.before, Object.keys(one.before).sort());
    const group = groups.get(key);
    if (group) group.ids.push(one.id);
    else groups.set(key, { ids: [one.id], change: one.before });
  }
  return Array.from(groups.values());
}

/** Those that their workflow lets go back to how they were. */
export const returning = (changed: BulkAnswer["changed"], ways: (id: string) => string[]): BulkAnswer["changed"] =>
  changed.filter((c) => c.before.status === undefined || ways(c.id).includes(c.before.status));

/** `ways`: what a ticket's status may become once it is changed. */
export async function bulkChange(cache: QueryClient, rows: TicketRow[], change: TicketChange, words: string, ways: (id: string) => string[]): Promise<void> {
  try {
    const answer = await send(rows.map((r) => r.id), change);
    ticketsChanged(cache, rows.map((r) => r.id), 0);
    const back = returning(answer.changed, ways);
    const undo = async (): Promise<void> => {
      let stay = answer.changed.length - back.length;
      for (const group of bulkUndo(back)) stay += (await send(group.ids, group.change)).refused.length;
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

const why = (problem: BulkAnswer["refused"][number]["problem"]): string => (typeof problem === "string" ? problem : (problem.detail ?? problem.title));
const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });
