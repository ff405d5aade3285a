import { useSyncExternalStore } from "react";
import type { Ticket, TicketRow } from "../../api/types";
import type { Part, Wish } from "./change";

/** Two people changed the same field at the same time: the second is asked. */
export interface Conflict { before: TicketRow & Partial<Ticket>; now: Ticket; wish: Wish; fields: Part[]; again: () => void }

let conflict: Conflict | null = null;
const listeners = new Set<() => void>();
const publish = (to: Conflict | null): void => {
  conflict = to;
  listeners.forEach((tell) => tell());
};

export const raiseConflict = (c: Conflict): void => publish(c);
export const settleConflict = (): void => publish(null);
export const useConflict = (): Conflict | null =>
  useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => conflict);
