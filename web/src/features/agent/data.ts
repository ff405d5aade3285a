import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client";
import type { Category, Page, Person, PersonRef, Queue, Team, Ticket } from "../../api/types";

const RARELY = 5 * 60_000;

export const useQueues = () => useQuery({ queryKey: ["queues"], queryFn: () => api<Queue[]>("/queues"), staleTime: 30_000 });
export const useAgents = (deskId: string | undefined) =>
  useQuery({ queryKey: ["agents", deskId], queryFn: () => api<PersonRef[]>(`/desks/${deskId ?? ""}/agents`), staleTime: RARELY, enabled: Boolean(deskId) });
export const useTeams = (deskId?: string) =>
  useQuery({ queryKey: ["teams", deskId ?? ""], queryFn: () => api<Team[] | Page<Team>>("/teams", { query: { desk: deskId } }).then((x) => (Array.isArray(x) ? x : x.items)), staleTime: RARELY });
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

/** A value that follows another once it has rested. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export function usePeople(search: string, options: { role?: string; enabled?: boolean } = {}) {
  const text = useSettled(search.trim(), 150);
  return useQuery({
    queryKey: ["people", "search", text, options.role ?? ""],
    queryFn: ({ signal }) => api<Page<Person>>("/people", { query: { search: text, role: options.role, limit: 20 }, signal }),
    staleTime: 60_000,
    enabled: options.enabled ?? true,
    placeholderData: (before) => before,
  });
}

/** "Hardware / Laptop": a category with what it is part of. */
export function categoryPath(id: string, all: Category[]): string {
  const names: string[] = [];
  for (let at = all.find((c) => c.id === id); at && names.length < 6; at = all.find((c) => c.id === at?.parentId)) names.unshift(at.name);
  return names.join(" / ");
}
