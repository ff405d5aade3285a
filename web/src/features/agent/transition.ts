import { useSyncExternalStore } from "react";
import type { Ticket, TicketRow, TicketTransition, TicketType } from "../../api/types";
import { isEmpty } from "../../fields/values";
import type { Wish } from "./change";

/** The built-in fields that a transition may ask for, as a ticket has them. */
const builtIn = (ticket: TicketRow & Partial<Ticket>, key: string): boolean => {
  switch (key) {
    case "title": case "priority": case "status": case "requester": return true;
    case "assignee": return ticket.assignee !== null;
    case "team": return ticket.team !== null;
    case "category": return ticket.category !== null;
    case "description": return Boolean(ticket.description);
    case "tags": return ticket.tags.length > 0;
    default: return false;
  }
};
export const isFilled = (ticket: TicketRow & Partial<Ticket>, key: string): boolean => builtIn(ticket, key) || !isEmpty(ticket.fields?.[key]);

/** What has to be asked on the way: what the transition asks for, and what it requires and is not there yet. */
export const askedFor = (ticket: TicketRow & Partial<Ticket>, way: TicketTransition): string[] =>
  Array.from(new Set([...(way.asks ?? []), ...(way.required ?? []).filter((key) => !isFilled(ticket, key))]));
/** Whether a change of status can happen by itself, or somebody has to say something first. */
export const needsWords = (ticket: TicketRow & Partial<Ticket>, way: TicketTransition): boolean =>
  askedFor(ticket, way).length > 0 || (way.comment ?? "none") !== "none";

/** Where a status may lead by the type alone; roles and conditions are the server's to judge. */
export const waysFrom = (type: TicketType | undefined, status: string): string[] =>
  (type?.transitions ?? []).filter((way) => way.to !== status && (way.from.includes(status) || way.from.includes("*"))).map((way) => way.to);

/** A change of status, as it is wished for and shown. */
export function statusWish(type: TicketType | undefined, to: string): Wish | undefined {
  const status = type?.statuses.find((s) => s.key === to);
  return status && { change: { status: to }, show: { status: to, statusCategory: status.category }, words: status.name };
}

/** A change of status for which something has to be asked: the dialog takes it from here. */
export interface Asked { ticket: Ticket; way: TicketTransition }
let asked: Asked | null = null;
const listeners = new Set<() => void>();
const publish = (to: Asked | null): void => {
  asked = to;
  listeners.forEach((tell) => tell());
};
export const askTransition = (ticket: Ticket, way: TicketTransition): void => publish({ ticket, way });
export const settleTransition = (): void => publish(null);
export const useAsked = (): Asked | null => useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => asked);

/** Takes a way: at once where nothing has to be said, else by the dialog. */
export function takeWay(ticket: Ticket, way: TicketTransition, type: TicketType | undefined, wish: (w: Wish) => void): void {
  if (needsWords(ticket, way)) return askTransition(ticket, way);
  const plain = statusWish(type, way.to);
  if (plain) wish(plain);
}
