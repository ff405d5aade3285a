import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { ChatChannel, HttpConnection, InboundSource, SmsGateway, SourceKind, SourceMapping, Webhook } from "../../api/connectionTypes";
import type { Page, Team } from "../../api/types";
import { items } from "../admin/data";

const list = <T>(name: string) => ({ queryKey: ["connections", name], queryFn: () => api<T>(`/${name}`) });
export const useWebhooks = () => useQuery(list<Webhook[]>("webhooks"));
export const useChats = () => useQuery(list<ChatChannel[]>("chat-channels"));
export const useHttpConnections = () => useQuery(list<HttpConnection[]>("http-connections"));
export const useSources = () => useQuery(list<InboundSource[]>("inbound-sources"));
export const useEvents = () => useQuery({ ...list<string[]>("ticket-events"), staleTime: Infinity });
export const useKinds = () => useQuery({ ...list<Record<SourceKind, SourceMapping>>("inbound-kinds"), staleTime: Infinity });
export const useTeams = (deskId: string) =>
  useQuery({ queryKey: ["teams", deskId], queryFn: () => api<Team[] | Page<Team>>("/teams", { query: { desk: deskId } }).then(items), enabled: deskId !== "", staleTime: 60_000 });
/** Null: there is none yet. */
export const useSms = () =>
  useQuery({
    queryKey: ["connections", "sms"],
    queryFn: () => api<SmsGateway | undefined>("/sms-gateway").then((x) => x ?? null),
  });

export const connectionsChanged = (cache: QueryClient): Promise<void> => cache.invalidateQueries({ queryKey: ["connections"] });
export const deliveriesChanged = (cache: QueryClient): Promise<void> => cache.invalidateQueries({ queryKey: ["deliveries"] });

/** Lines of "name: value" as headers; one without a value keeps what is known. */
export function headersOf(text: string): Record<string, string | null> {
  const headers: Record<string, string | null> = {};
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    const name = (colon < 0 ? line : line.slice(0, colon)).trim();
    const value = colon < 0 ? "" : line.slice(colon + 1).trim();
    if (name) headers[name] = value || null;
  }
  return headers;
}

/** Lines of "key = template". */
export function pairsOf(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0 && line.slice(at + 1).trim()) pairs[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return pairs;
}
export const linesOf = (pairs: Record<string, string | number>): string => Object.entries(pairs).map(([key, value]) => `${key} = ${value}`).join("\n");
export const wordsOf = (text: string): string[] => text.split(/[,\n]/).map((x) => x.trim()).filter(Boolean);
