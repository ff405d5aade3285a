import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { CannedAnswer, Macro } from "../../api/types";
import { t } from "../../i18n";
import { explain, toast } from "../../ui";
import { ticketsChanged } from "../agent/cache";

const AWHILE = 60_000;
export const useMacros = (deskId?: string) =>
  useQuery({ queryKey: ["macros", deskId ?? ""], queryFn: () => api<Macro[]>("/macros", { query: { desk: deskId } }), staleTime: AWHILE });
export const useAnswers = (deskId?: string) =>
  useQuery({ queryKey: ["answers", deskId ?? ""], queryFn: () => api<CannedAnswer[]>("/answers", { query: { desk: deskId } }), staleTime: AWHILE });

export const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });

/** Runs a macro on a ticket: one command, whose words are said as it goes. */
export async function runMacro(cache: QueryClient, ticket: { id: string; number: string }, macro: Pick<Macro, "id" | "name">): Promise<void> {
  try {
    await api(`/tickets/${ticket.id}/macros/${macro.id}`, { method: "POST" });
    toast(t("macro.done", { name: macro.name, number: ticket.number }));
  } catch (error) {
    failed(error);
  }
  await cache.invalidateQueries({ queryKey: ["entries", ticket.id] });
  ticketsChanged(cache, [ticket.id], 0);
}
