import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Category, Entry, Page, Ticket } from "../../api/types";

export { useAgents, usePeople, useSettled, useTeams } from "../../api/directory";

const RARELY = 5 * 60_000;

export const useCategories = (deskId: string | undefined) =>
  useQuery({ queryKey: ["categories", deskId], queryFn: () => api<Category[]>("/categories", { query: { desk: deskId } }), staleTime: RARELY, enabled: Boolean(deskId) });

const MOST_ENTRIES = 100;

/** All that happened to a ticket, oldest first; what is missing is fetched page after page. */
async function everything(id: string, known: Entry[], signal?: AbortSignal): Promise<Entry[]> {
  const all = [...known];
  for (;;) {
    const page = await api<Page<Entry>>(`/tickets/${id}/entries`, { query: { after: all.at(-1)?.seq ?? 0, limit: MOST_ENTRIES }, ...(signal ? { signal } : {}) });
    all.push(...page.items);
    if (!page.next || page.items.length === 0) return all;
  }
}

/** The ticket and what happened to it come in one answer; the rest of a long story follows, and is kept beside it. */
async function fetchTicket(cache: QueryClient, number: string): Promise<Ticket> {
  const { entries, ...ticket } = await api<Ticket & { entries: Page<Entry> }>(`/tickets/${encodeURIComponent(number)}`, { query: { entries: MOST_ENTRIES } });
  const queryKey = ["entries", ticket.id];
  if (entries.next) void cache.fetchQuery({ queryKey, queryFn: ({ signal }) => everything(ticket.id, entries.items, signal), staleTime: 0 }).catch(() => undefined);
  else cache.setQueryData<Entry[]>(queryKey, entries.items);
  return ticket;
}

export const ticketQuery = (cache: QueryClient, number: string) => ({
  queryKey: ["ticket", number],
  queryFn: () => fetchTicket(cache, number),
  staleTime: 10_000,
});
export const useTicket = (number: string) => useQuery(ticketQuery(useQueryClient(), number));

/** What happened to a ticket: as new as the ticket itself, whose answer brings it. */
export const useEntries = (id: string) => useQuery({ queryKey: ["entries", id], queryFn: ({ signal }) => everything(id, [], signal), staleTime: Infinity });

/** Fetches a ticket before it is clicked; the list calls it when the pointer rests on a row. */
export function usePrefetch(): (number: string) => void {
  const cache = useQueryClient();
  return (number) => void cache.prefetchQuery(ticketQuery(cache, number));
}

/** "Hardware / Laptop": a category with what it is part of. */
export function categoryPath(id: string, all: Category[]): string {
  const names: string[] = [];
  for (let at = all.find((c) => c.id === id); at && names.length < 6; at = all.find((c) => c.id === at?.parentId)) names.unshift(at.name);
  return names.join(" / ");
}
