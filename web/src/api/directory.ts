import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "./client";
import type { Page, PersonRef, Team } from "./types";

const RARELY = 5 * 60_000;
const itemsOf = <T>(answer: T[] | Page<T>): T[] => (Array.isArray(answer) ? answer : answer.items);

export const useAgents = (deskId: string | undefined) =>
  useQuery({ queryKey: ["agents", deskId], queryFn: () => api<PersonRef[]>(`/desks/${deskId ?? ""}/agents`), staleTime: RARELY, enabled: Boolean(deskId) });
export const useTeams = (deskId?: string, enabled = true) =>
  useQuery({ queryKey: ["teams", deskId ?? ""], queryFn: () => api<Team[] | Page<Team>>("/teams", { query: { desk: deskId } }).then(itemsOf), staleTime: RARELY, enabled });

/** Names alone, of every desk's teams or of one's: what may be chosen in a form, also by those who do not work on that desk. */
export const useTeamNames = (deskId: string) =>
  useQuery({ queryKey: ["teams", "names", deskId], queryFn: () => api<{ id: string; name: string }[]>("/portal/teams", { query: { desk: deskId } }), staleTime: RARELY });

export interface Unit { id: string; name: string; parentId?: string | null; active?: boolean; version?: number }
/** The tenant's own lists: organisation units and locations. */
export const useUnits = (kind: "organisation_unit" | "location") =>
  useQuery({ queryKey: ["units", kind], queryFn: () => api<Unit[] | Page<Unit>>("/units", { query: { kind } }).then(itemsOf), staleTime: RARELY });

/** A value that follows another once it has rested. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** `portal`: as a requester finds them, by names alone and from two letters on. */
export function usePeople(search: string, options: { role?: string; enabled?: boolean; portal?: boolean } = {}) {
  const text = useSettled(search.trim(), 150);
  return useQuery({
    queryKey: ["people", options.portal ? "portal" : "search", text, options.role ?? ""],
    queryFn: ({ signal }) => options.portal
      ? api<PersonRef[]>("/portal/people", { query: { search: text }, signal }).then((items): Page<PersonRef> => ({ items, next: null }))
      : api<Page<PersonRef>>("/people", { query: { search: text, role: options.role, limit: 20 }, signal }),
    staleTime: 60_000,
    enabled: (options.enabled ?? true) && (!options.portal || text.length > 1),
    placeholderData: (before) => before,
  });
}
