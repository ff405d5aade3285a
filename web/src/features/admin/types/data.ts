import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { Person, TicketType } from "../../../api/types";
import type { DefinitionView, VersionView } from "./model";

export const useTypes = () => useQuery({ queryKey: ["types"], queryFn: () => api<TicketType[]>("/types"), staleTime: 30_000 });
/** Never fetched again by itself: what is being edited must not change under one's hands. */
export const useDefinition = (id: string) =>
  useQuery({ queryKey: ["definition", id], queryFn: () => api<DefinitionView>(`/types/${id}/definition`), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
export const useVersions = (id: string) => useQuery({ queryKey: ["type-versions", id], queryFn: () => api<VersionView[]>(`/types/${id}/versions`) });
export const usePersonName = (id: string | null): string | undefined =>
  useQuery({ queryKey: ["person", id], queryFn: () => api<Person>(`/people/${id ?? ""}`), enabled: Boolean(id), staleTime: 300_000 }).data?.name;

/** A type changed: forms, lists and the session know types, too. */
export function useTypesChanged(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => { await Promise.all([["types"], ["session"], ["form"], ["type-versions"], ["portal-types"]].map((queryKey) => cache.invalidateQueries({ queryKey }))); };
}
