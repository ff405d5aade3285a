import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import { api, onSignedOut } from "../api/client";
import { problemOf } from "../api/problem";
import type { Session, Start, TicketType } from "../api/types";
import { setLocale } from "../i18n";

export const useStart = () => useQuery({ queryKey: ["start"], queryFn: () => api<Start>("/start"), staleTime: 60_000 });

/** The session, or null for somebody not signed in. */
export function useSessionQuery() {
  const cache = useQueryClient();
  useEffect(() => onSignedOut(() => { cache.setQueryData(["session"], null); }), [cache]);
  return useQuery({
    queryKey: ["session"],
    staleTime: 5 * 60_000,
    queryFn: async () => {
      try {
        const session = await api<Session>("/session");
        await follow(session);
        return session;
      } catch (error) {
        if (problemOf(error).status === 401) return null;
        throw error;
      }
    },
  });
}

/** The person's language and zone, else the organisation's. */
export const follow = (session: Session): Promise<void> =>
  setLocale(session.person.locale ?? session.organisation.locale, session.person.timeZone ?? session.organisation.timeZone);

interface Known extends Session { isAgent: boolean; isManager: boolean; type: (id: string) => TicketType | undefined; deskName: (id: string) => string }
const Context = createContext<Known | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  const known = useMemo<Known>(() => {
    const types = new Map(session.types.map((x) => [x.id, x]));
    const desks = new Map(session.desks.map((x) => [x.id, x.name]));
    return {
      ...session,
      isAgent: session.desks.some((d) => d.role !== "requester"),
      isManager: session.admin || session.desks.some((d) => d.role === "manager"),
      type: (id) => types.get(id),
      deskName: (id) => desks.get(id) ?? "",
    };
  }, [session]);
  return <Context.Provider value={known}>{children}</Context.Provider>;
}

export function useSession(): Known {
  const known = useContext(Context);
  if (!known) throw new Error("This screen is only shown to signed-in people");
  return known;
}

export function useSignOut(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await api("/session", { method: "DELETE" }).catch(() => undefined);
    cache.clear();
    location.assign("/sign-in");
  };
}

/** Where somebody starts who asked for no page in particular. */
export function home(session: Pick<Known, "isAgent" | "admin">): string {
  if (session.isAgent) return "/work";
  return session.admin ? "/admin" : "/portal";
}
