import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Category, Ticket } from "../../api/types";

export { useAgents, usePeople, useSettled, useTeams } from "../../api/directory";

const RARELY = 5 * 60_000;

export const useCategories = (deskId: string | undefined) =>
  useQuery({ queryKey: ["categories", deskId], queryFn: () => api<Category[]>("/categories", { query: { desk: deskId } }), staleTime: RARELY, enabled: Boolean(deskId) });

export const ticketQuery = (number: string) => ({
  queryKey: ["ticket", number],
  queryFn: () => api<Ticket>(`/tickets/${encodeURIComponent(number)}`),
  staleTime: 10_000,
});
export const useTicket = (number: string) => useQuery(ticketQuery(number));

/** Fetches a ticket before it is clicked; the list calls it when the pointer rests on a row. */
export function usePrefetch(): (number: string) => void {
  const cache = useQueryClient();
  return (number) => void cache.prefetchQuery(ticketQuery(number));
}

/** "Hardware / Laptop": a category with what it is part of. */
export function categoryPath(id: string, all: Category[]): string {
  const names: string[] = [];
  for (let at = all.find((c) => c.id === id); at && names.length < 6; at = all.find((c) => c.id === at?.parentId)) names.unshift(at.name);
  return names.join(" / ");
}
