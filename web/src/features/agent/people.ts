import { useCallback } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { PersonRef } from "../../api/types";
import type { Mentionable } from "../../ui/richtext/RichText";

const MOST = 8;
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whom an @ may name on a desk: its agents, since others could not see the ticket. */
export function useMentionable(deskId: string): (text: string) => Promise<Mentionable[]> {
  const cache = useQueryClient();
  return useCallback(async (text) => {
    const agents = await cache.fetchQuery({ queryKey: ["agents", deskId], queryFn: () => api<PersonRef[]>(`/desks/${deskId}/agents`), staleTime: 5 * 60_000 });
    const words = plain(text).split(/\s+/).filter(Boolean);
    return agents.filter((p) => words.every((w) => plain(`${p.name} ${p.email ?? ""}`).split(/[\s@.-]+/).some((part) => part.startsWith(w))))
      .slice(0, MOST).map((p) => ({ id: p.id, name: p.name, ...(p.email ? { hint: p.email } : {}) }));
  }, [cache, deskId]);
}
