import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Layer, MyShifts, OnCallChain, OnCallNow, OnCallSchedule, OnCallTimeline, PagerPage } from "../../api/types";
import { explain, toast } from "../../ui";

/** People are called and answer at any moment. */
const OFTEN = 15_000;

export const useNow = () => useQuery({ queryKey: ["on-call", "now"], queryFn: () => api<OnCallNow[]>("/on-call"), staleTime: OFTEN, refetchInterval: 60_000 });
export const useMine = () => useQuery({ queryKey: ["on-call", "mine"], queryFn: () => api<MyShifts>("/on-call/mine"), staleTime: OFTEN });
export const useSchedules = (deskId?: string) =>
  useQuery({ queryKey: ["on-call", "schedules", deskId ?? ""], queryFn: () => api<OnCallSchedule[]>("/on-call-schedules", { query: { desk: deskId } }), staleTime: OFTEN });
export const useChains = (deskId?: string, enabled = true) =>
  useQuery({ queryKey: ["on-call", "chains", deskId ?? ""], queryFn: () => api<OnCallChain[]>("/on-call-chains", { query: { desk: deskId } }), staleTime: OFTEN, enabled });
/** Channels that a chain of the desk may tell. */
export const useDeskChats = (deskId: string) =>
  useQuery({ queryKey: ["connections", "desk-chats", deskId], queryFn: () => api<{ id: string; name: string; active: boolean }[]>(`/desks/${deskId}/chat-channels`), staleTime: OFTEN });
export const useTimeline = (id: string, from: string, until: string) =>
  useQuery({ queryKey: ["on-call", "timeline", id, from, until], queryFn: () => api<OnCallTimeline>(`/on-call-schedules/${id}/timeline`, { query: { from, until } }), staleTime: OFTEN, enabled: Boolean(id), placeholderData: (before) => (before?.schedule.id === id ? before : undefined) });
export const useTicketPages = (ticketId: string) =>
  useQuery({ queryKey: ["on-call", "pages", ticketId], queryFn: () => api<PagerPage[]>(`/tickets/${ticketId}/pages`), staleTime: OFTEN, refetchInterval: (query) => (query.state.data?.some((p) => p.state === "triggered") ? 10_000 : false) });

export const onCallChanged = (cache: QueryClient): Promise<void> => cache.invalidateQueries({ queryKey: ["on-call"] });
/** What happens to a page is in its ticket's journal too. */
export function pagesChanged(cache: QueryClient, ticketId: string): void {
  for (const queryKey of [["on-call"], ["entries", ticketId], ["notices"]]) void cache.invalidateQueries({ queryKey });
}
export const failed = (error: unknown): void => {
  const problem = problemOf(error);
  toast(problem.errors[0]?.message ?? explain(problem).text, { bad: true });
};

export const DAY = 86_400_000;
/** From the beginning of a day on, so many days. */
export function rangeFrom(at: number, days: number): { from: string; until: string } {
  const first = new Date(at);
  first.setHours(0, 0, 0, 0);
  const last = new Date(first);
  last.setDate(last.getDate() + days);
  return { from: first.toISOString(), until: last.toISOString() };
}

/** Where something is in a range, as parts of a hundred. */
export function placeIn(from: string, until: string, range: { from: string; until: string }): { start: number; size: number } {
  const [a, b] = [Date.parse(range.from), Date.parse(range.until)];
  const part = (iso: string): number => ((Math.min(Math.max(Date.parse(iso), a), b) - a) / (b - a)) * 100;
  return { start: part(from), size: part(until) - part(from) };
}

/** Each person has a colour of their own in a schedule, by the order of their names. */
export const HUES = [214, 142, 28, 292, 0, 178, 48, 250, 96, 330] as const;
export function huesOf(people: Record<string, { id: string; name: string }>): Map<string, number> {
  const sorted = Object.values(people).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  return new Map(sorted.map((p, i) => [p.id, HUES[i % HUES.length] ?? 214]));
}

export const emptyLayer = (name: string, start: string): Layer => ({ name, people: [], turn: "weeks", every: 1, start, handOver: "08:00", end: null, hours: [] });
