import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Named, Page, Rule, RuleParts, RuleTemplate, RuleVersion } from "../../api/types";
import { explain, toast } from "../../ui";

export const useRules = (deskId: string) => useQuery({ queryKey: ["rules", "desk", deskId], queryFn: () => api<Rule[]>(`/desks/${deskId}/rules`), enabled: Boolean(deskId), staleTime: 10_000 });
export const useRule = (id: string | undefined) => useQuery({ queryKey: ["rules", "one", id], queryFn: () => api<Rule>(`/rules/${id ?? ""}`), enabled: Boolean(id), staleTime: 0 });
export const useVersions = (id: string) => useQuery({ queryKey: ["rules", "versions", id], queryFn: () => api<RuleVersion[]>(`/rules/${id}/versions`) });
export const useTemplates = () => useQuery({ queryKey: ["rule-templates"], queryFn: () => api<RuleTemplate[]>("/rule-templates"), staleTime: 5 * 60_000 });
export const useParts = (deskId: string) => useQuery({ queryKey: ["rule-parts", deskId], queryFn: () => api<RuleParts>(`/desks/${deskId}/rule-parts`), enabled: Boolean(deskId), staleTime: 60_000 });
/** Whether this installation offers a kind of action. */
export const offers = (parts: RuleParts | undefined, kind: string): boolean => parts?.actions.some((p) => p.kind === kind && p.available) ?? false;
/** What other rooms have; a room that is not there is not asked. */
const useOthers = (path: string, there: boolean) =>
  useQuery({ queryKey: ["rules", "others", path], queryFn: () => api<Named[] | Page<Named>>(path).then((a) => (Array.isArray(a) ? a : a.items)), enabled: there, staleTime: 60_000, retry: false }).data;
export const useChains = (deskId: string, there: boolean) => useOthers(`/on-call-chains?desk=${deskId}`, there);
export const useSchedules = (deskId: string, there: boolean) => useOthers(`/on-call-schedules?desk=${deskId}`, there);
export const useChannels = (deskId: string, there: boolean) => useOthers(`/desks/${deskId}/chat-channels`, there);
export const useConnections = (deskId: string, there: boolean) => useOthers(`/desks/${deskId}/http-connections`, there);
export const useSources = (deskId: string, there: boolean) => useOthers(`/desks/${deskId}/inbound-sources`, there);

export const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });
