import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { TaskTemplate, TicketTasks, TicketTime, Timer } from "../../api/types";
import { duration, t } from "../../i18n";
import { explain, toast } from "../../ui";

export const useTicketTasks = (ticketId: string) =>
  useQuery({ queryKey: ["ticket-tasks", ticketId], queryFn: () => api<TicketTasks>(`/tickets/${ticketId}/tasks`), staleTime: 10_000 });
export const useTicketTime = (ticketId: string) =>
  useQuery({ queryKey: ["ticket-time", ticketId], queryFn: () => api<TicketTime>(`/tickets/${ticketId}/time`, { query: { limit: 100 } }), staleTime: 10_000 });
export const useTimer = () => useQuery({ queryKey: ["timer"], queryFn: () => api<Timer>("/timer"), staleTime: 60_000 });
export const useTaskTemplates = (deskId?: string) =>
  useQuery({ queryKey: ["task-templates", deskId ?? ""], queryFn: () => api<TaskTemplate[]>("/task-templates", { query: { desk: deskId } }), staleTime: 60_000 });

export const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });

/** Everything that shows a ticket's tasks or its journal asks again. */
export function tasksChanged(cache: QueryClient, ticketId: string): void {
  for (const queryKey of [["ticket-tasks", ticketId], ["entries", ticketId], ["my-tasks"]]) void cache.invalidateQueries({ queryKey });
}

export function timeChanged(cache: QueryClient, ticketId: string): void {
  for (const queryKey of [["ticket-time", ticketId], ["entries", ticketId]]) void cache.invalidateQueries({ queryKey });
}

/** Starts, stops and forgets the clock; what another ticket's clock counted is kept by the server. */
export function useClock() {
  const cache = useQueryClient();
  const timer = useTimer();
  const now = timer.data?.ticket ?? null;
  const after = async (ticketId: string | undefined): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["timer"] });
    if (ticketId) timeChanged(cache, ticketId);
  };
  return {
    timer,
    start: async (ticketId: string): Promise<void> => {
      try {
        cache.setQueryData(["timer"], await api<Timer>("/timer", { method: "PUT", body: { ticketId } }));
      } catch (error) { failed(error); }
      await after(now?.id);
    },
    stop: async (): Promise<void> => {
      try {
        const entry = await api<{ minutes: number }>("/timer/stop", { body: {} });
        toast(t("time.kept", { time: duration(entry.minutes / 60), number: now?.number ?? "" }));
      } catch (error) { failed(error); }
      await after(now?.id);
    },
    discard: async (): Promise<void> => {
      await api("/timer", { method: "DELETE" }).catch(failed);
      await after(now?.id);
    },
  };
}
