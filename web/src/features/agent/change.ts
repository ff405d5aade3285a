import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Ticket, TicketChange, TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { explain, toast, toastUndo } from "../../ui";
import { findTicket, patchTicket, putTicket, ticketsChanged } from "./cache";
import { raiseConflict } from "./conflict";

/** What somebody wants: the change for the server, how it will look, and how it is called. */
export interface Wish { change: TicketChange; show: Partial<Ticket>; words: string }

/** The value a ticket has now for a field that can be changed, in the form a change has it. */
export function valueOf(ticket: TicketRow & Partial<Ticket>, field: keyof TicketChange): unknown {
  switch (field) {
    case "assigneeId": return ticket.assignee?.id ?? null;
    case "teamId": return ticket.team?.id ?? null;
    case "categoryId": return ticket.category?.id ?? null;
    case "requesterId": return ticket.requester.id;
    default: return ticket[field];
  }
}

const fieldsOf = (change: TicketChange): (keyof TicketChange)[] => Object.keys(change) as (keyof TicketChange)[];

/** The change that takes a ticket back to how it was; undefined when that is not known. */
export function wayBack(before: TicketRow & Partial<Ticket>, change: TicketChange): TicketChange | undefined {
  const back: Record<string, unknown> = {};
  for (const field of fieldsOf(change)) {
    const value = valueOf(before, field);
    if (value === undefined) return undefined;
    back[field] = value;
  }
  return back as TicketChange;
}

/** Which of the wished-for fields somebody else has changed since. */
export const clashes = (before: TicketRow & Partial<Ticket>, now: Ticket, change: TicketChange): (keyof TicketChange)[] =>
  fieldsOf(change).filter((f) => {
    const old = valueOf(before, f);
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(valueOf(now, f));
  });

async function apply(cache: QueryClient, row: TicketRow, wish: Wish, version: number, undoable: boolean): Promise<Ticket | undefined> {
  const before: TicketRow & Partial<Ticket> = findTicket(cache, row.id) ?? row;
  patchTicket(cache, row.id, () => wish.show);
  try {
    const now = await api<Ticket>(`/tickets/${row.id}`, { method: "PATCH", body: wish.change, version });
    putTicket(cache, now);
    ticketsChanged(cache, [row.id]);
    // A workflow may know no way back, from "open" to "new" for one: then there is no undo to offer.
    const returns = wish.change.status === undefined || now.transitions.includes(before.status);
    const back = undoable && returns ? wayBack(before, wish.change) : undefined;
    const text = t("change.done", { number: row.number, what: wish.words });
    if (back) toastUndo(text, () => void apply(cache, now, { change: back, show: pick(before, wish.show), words: t("change.undone") }, now.version, false));
    else toast(text);
    return now;
  } catch (error) {
    const problem = problemOf(error);
    patchTicket(cache, row.id, () => pick(before, wish.show));
    const now = problem.kind === "stale" ? (problem.current as Ticket | undefined) : undefined;
    if (!now) {
      toast(t("change.failed", { number: row.number, why: explain(problem).text }), { bad: true });
      ticketsChanged(cache, [row.id], 0);
      return undefined;
    }
    putTicket(cache, now);
    const both = clashes(before, now, wish.change);
    // Other fields changed: both people's wishes can be kept without a question.
    if (!both.length) return apply(cache, now, wish, now.version, undoable);
    raiseConflict({ before, now, wish, fields: both, again: () => void apply(cache, now, wish, now.version, false) });
    return undefined;
  }
}

const pick = (from: Partial<Ticket>, like: Partial<Ticket>): Partial<Ticket> =>
  Object.fromEntries(Object.keys(like).filter((k) => k in from).map((k) => [k, from[k as keyof Ticket]])) as Partial<Ticket>;

/** Changes a ticket at once on the screen, then on the server, with a way back. */
export function useChange(): (row: TicketRow, wish: Wish) => Promise<Ticket | undefined> {
  const cache = useQueryClient();
  return useCallback((row, wish) => apply(cache, row, wish, row.version, true), [cache]);
}
