import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { address, api } from "../../api/client";
import type { Present } from "../../api/types";
import { ticketsChanged } from "./cache";

/** What others do may appear a little later than what one did oneself: a busy desk changes all the time. */
const OTHERS = 2500;

let present: Record<string, Present[]> = {};
const listeners = new Set<() => void>();

/** One stream for all pages: what others change, who is where, and that one was told something. */
export function useLive(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const stream = new EventSource(address("/live"));
    let broken = false;
    stream.addEventListener("tickets", (e) => {
      const { ids } = JSON.parse((e as MessageEvent<string>).data) as { ids: string[] };
      ticketsChanged(cache, ids, OTHERS);
    });
    stream.addEventListener("presence", (e) => {
      const { ticketId, people } = JSON.parse((e as MessageEvent<string>).data) as { ticketId: string; people: Present[] };
      present = { ...present, [ticketId]: people };
      listeners.forEach((tell) => tell());
    });
    stream.addEventListener("notices", () => {
      for (const queryKey of [["notices"], ["approvals", "count"]]) void cache.invalidateQueries({ queryKey });
    });
    stream.onerror = () => { broken = true; };
    // What happened while the line was down was never told: everything shown is asked for again.
    stream.onopen = () => {
      if (broken) void cache.invalidateQueries();
      broken = false;
    };
    return () => stream.close();
  }, [cache]);
}

const NONE: Present[] = [];
/** The others who have this ticket open. */
export function usePresent(ticketId: string, me: string): Present[] {
  const all = useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => present[ticketId] ?? NONE);
  return all.filter((p) => p.id !== me && p.state !== "gone");
}

const EVERY = 20_000;
/** Tells the others that this person looks at the ticket or writes a reply; and when they leave. */
export function useTellPresence(ticketId: string, state: "viewing" | "replying"): void {
  useEffect(() => {
    const tell = (to: string, last = false): void => {
      void api(`/tickets/${ticketId}/presence`, { method: "PUT", body: { state: to }, keepalive: last }).catch(() => undefined);
    };
    const now = (): void => { if (document.visibilityState === "visible") tell(state); };
    const hide = (): void => tell("gone", true);
    now();
    const timer = setInterval(now, EVERY);
    addEventListener("pagehide", hide);
    return () => { clearInterval(timer); removeEventListener("pagehide", hide); };
  }, [ticketId, state]);
  useEffect(() => () => void api(`/tickets/${ticketId}/presence`, { method: "PUT", body: { state: "gone" }, keepalive: true }).catch(() => undefined), [ticketId]);
}
