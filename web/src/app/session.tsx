import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, type ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { api, Problem } from "../api/client";
import type { Session, TicketType } from "../api/types";
import { setLanguage } from "../i18n";
import { Failed, Loading } from "../ui";

const Current = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error("Nobody is signed in here");
  return session;
}

export const useType = (id: string): TicketType | undefined => useSession().types.find((x) => x.id === id);

/** Shows its children to those who are signed in; others are sent to sign in and come back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const place = useLocation();
  const session = useQuery({ queryKey: ["session"], queryFn: () => api<Session>("/session"), retry: false, staleTime: 60_000 });
  if (session.isPending) return <Loading />;
  if (session.error) {
    if (session.error instanceof Problem && session.error.status === 401) return <Navigate to={`/sign-in?to=${encodeURIComponent(place.pathname + place.search)}`} replace />;
    return <Failed problem={session.error} retry={() => void session.refetch()} />;
  }
  const { person, organisation } = session.data;
  setLanguage(person.locale ?? organisation.locale, person.timeZone ?? organisation.timeZone);
  return <Current.Provider value={session.data}>{children}</Current.Provider>;
}

/** After signing in or out nothing of the other person may remain. */
export function useSwitchSession(): (session: Session | null) => void {
  const client = useQueryClient();
  return (session) => {
    client.clear();
    if (session) client.setQueryData(["session"], session);
  };
}
