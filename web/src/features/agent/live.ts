import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client";

export interface Present { id: string; name: string; state: "viewing" | "replying" }
const presence = new Map<string, Present[]>();
const listeners = new Set<() => void>();

/** Keeps what is shown up to date with what others do. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource("/api/v1/live");
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("tickets", () => {
      // Several changes in one breath are one reload.
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of ["tickets", "ticket", "entries", "queues"]) void client.invalidateQueries({ queryKey: [key] });
      }, 150);
    });
    source.addEventListener("presence", (e) => {
      const { ticketId, people } = JSON.parse((e as MessageEvent<string>).data) as { ticketId: string; people: Present[] };
      presence.set(ticketId, people);
      listeners.forEach((l) => l());
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client]);
}

/** Who else looks at the ticket; tells the others that one does oneself. */
export function usePresence(ticketId: string | undefined, replying: boolean, me: string): Present[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listen = (): void => redraw((n) => n + 1);
    listeners.add(listen);
    return () => void listeners.delete(listen);
  }, []);
  useEffect(() => {
    if (!ticketId) return;
    const tell = (state: string): void => void api(`/tickets/${ticketId}/presence`, { method: "PUT", body: { state } }).catch(() => undefined);
    const state = replying ? "replying" : "viewing";
    tell(state);
    const timer = setInterval(() => tell(state), 20_000);
    return () => clearInterval(timer);
  }, [ticketId, replying]);
  useEffect(() => () => {
    if (ticketId) void api(`/tickets/${ticketId}/presence`, { method: "PUT", body: { state: "gone" } }).catch(() => undefined);
  }, [ticketId]);
  return (ticketId ? presence.get(ticketId) ?? [] : []).filter((p) => p.id !== me);
}
