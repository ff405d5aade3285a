import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../api/client";
import { problemOf, type Problem } from "../../api/problem";
import type { FieldValues, Json, Ticket, TicketChange, TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { explain, toast, toastUndo } from "../../ui";
import { findTicket, patchTicket, putTicket, ticketsChanged } from "./cache";
import { raiseConflict } from "./conflict";
import { needsWords } from "./transition";

/** What somebody wants: the change for the server, how it will look, and how it is called. */
export interface Wish {
  change: TicketChange; show: Partial<Ticket>; words: string;
  /** Takes a refusal that is better shown elsewhere than in passing; true when it did. */
  refused?: (problem: Problem) => boolean;
}

/** A part of a change that two people can both have made: custom fields each by themselves. */
export type Part = Exclude<keyof TicketChange, "fields" | "note" | "reply"> | `fields.${string}`;
const isCustom = (part: Part): part is `fields.${string}` => part.startsWith("fields.");
export const partsOf = (change: TicketChange): Part[] =>
  Object.keys(change).flatMap((name): Part[] => {
    if (name === "note" || name === "reply") return [];
    return name === "fields" ? Object.keys(change.fields ?? {}).map((key): Part => `fields.${key}`) : [name as Part];
  });

/** The value a ticket has now for a field that can be changed, in the form a change has it; undefined when it is not known. */
export function valueOf(ticket: TicketRow & Partial<Ticket>, part: Part): unknown {
  if (isCustom(part)) return ticket.fields ? (ticket.fields[part.slice(7)] ?? null) : undefined;
  switch (part) {
    case "assigneeId": return ticket.assignee?.id ?? null;
    case "teamId": return ticket.team?.id ?? null;
    case "categoryId": return ticket.category?.id ?? null;
    case "requesterId": return ticket.requester.id;
    default: return ticket[part as keyof TicketRow];
  }
}

/** The change that takes a ticket back to how it was; undefined when that is not known. What was said stays said. */
export function wayBack(before: TicketRow & Partial<Ticket>, change: TicketChange): TicketChange | undefined {
  if (change.note !== undefined || change.reply !== undefined) return undefined;
  const back: Record<string, unknown> = {};
  const fields: FieldValues = {};
  for (const part of partsOf(change)) {
    const value = valueOf(before, part);
    if (value === undefined) return undefined;
    if (isCustom(part)) fields[part.slice(7)] = value as Json;
    else back[part] = value;
  }
  return { ...(back as TicketChange), ...(change.fields ? { fields } : {}) };
}

/** Which of the wished-for fields somebody else has changed since. */
export const clashes = (before: TicketRow & Partial<Ticket>, now: Ticket, change: TicketChange): Part[] =>
  partsOf(change).filter((part) => {
    const old = valueOf(before, part);
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(valueOf(now, part));
  });

/** How a ticket looks with a wish: of its own fields and names, only those that the wish speaks of are other. */
export const shownWith = (row: TicketRow & Partial<Ticket>, show: Partial<Ticket>): Partial<Ticket> => ({
  ...show, ...(show.fields ? { fields: { ...row.fields, ...show.fields } } : {}), ...(show.refs ? { refs: { ...row.refs, ...show.refs } } : {}),
});

async function apply(cache: QueryClient, row: TicketRow, wish: Wish, version: number, undoable: boolean): Promise<Ticket | undefined> {
  const before: TicketRow & Partial<Ticket> = findTicket(cache, row.id) ?? row;
  patchTicket(cache, row.id, (shown) => shownWith(shown, wish.show));
  try {
    const now = await api<Ticket>(`/tickets/${row.id}`, { method: "PATCH", body: wish.change, version });
    putTicket(cache, now);
    ticketsChanged(cache, [row.id]);
    // A workflow may know no way back, from "open" to "new" for one: then there is no undo to offer.
    const returns = wish.change.status === undefined || now.transitions.some((way) => way.to === before.status && !needsWords(now, way));
    const back = undoable && returns ? wayBack(before, wish.change) : undefined;
    const text = t("change.done", { number: row.number, what: wish.words });
    if (back) toastUndo(text, () => void apply(cache, now, { change: back, show: pick(before, wish.show), words: t("change.undone") }, now.version, false));
    else toast(text);
    return now;
  } catch (error) {
    const problem = problemOf(error);
    patchTicket(cache, row.id, (shown) => shownWith(shown, pick(before, wish.show)));
    const now = problem.kind === "stale" ? (problem.current as Ticket | undefined) : undefined;
    if (!now) {
      if (wish.refused?.(problem)) return undefined;
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

/** What a ticket showed where a wish shows something else. */
function pick(from: Partial<Ticket>, like: Partial<Ticket>): Partial<Ticket> {
  const part = Object.fromEntries(Object.keys(like).filter((k) => k in from).map((k) => [k, from[k as keyof Ticket]])) as Partial<Ticket>;
  if (like.fields) part.fields = Object.fromEntries(Object.keys(like.fields).map((k) => [k, from.fields?.[k] ?? null]));
  return part;
}

/** Changes a ticket at once on the screen, then on the server, with a way back. */
export function useChange(): (row: TicketRow, wish: Wish) => Promise<Ticket | undefined> {
  const cache = useQueryClient();
  return useCallback((row, wish) => apply(cache, row, wish, row.version, true), [cache]);
}
