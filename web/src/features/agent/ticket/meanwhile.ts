import type { QueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { Entry, Page } from "../../../api/types";

const MESSAGES = new Set(["reply", "note", "mail"]);

export const lastSeq = (entries: Entry[] | undefined): number => entries?.reduce((most, e) => Math.max(most, e.seq), 0) ?? 0;

/** What others have posted after this one, asked of the server, since word of it may still be on its way. */
export async function meanwhile(cache: QueryClient, ticketId: string, after: number, me: string): Promise<Entry[]> {
  const page = await api<Page<Entry>>(`/tickets/${ticketId}/entries`, { query: { after, limit: 100 } });
  if (page.items.length) void cache.invalidateQueries({ queryKey: ["entries", ticketId] });
  return page.items.filter((e) => MESSAGES.has(e.kind) && e.actor.id !== me);
}
