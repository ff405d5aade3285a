import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Approval, ApprovalPlan, ApprovalState, Approver, Delegation, PlanStep } from "../../api/types";
import { maybe, t } from "../../i18n";
import { explain, toast } from "../../ui";

export const useTicketApprovals = (ticketId: string) =>
  useQuery({ queryKey: ["approvals", "ticket", ticketId], queryFn: () => api<Approval[]>(`/tickets/${ticketId}/approvals`), staleTime: 10_000 });
export const useDelegations = () =>
  useQuery({ queryKey: ["delegations"], queryFn: () => api<Delegation[]>("/approval-delegations"), staleTime: 30_000 });

export const failed = (error: unknown): void => {
  const problem = problemOf(error);
  toast(problem.errors[0]?.message ?? explain(problem).text, { bad: true });
};

/** A decision may have moved the ticket, and told others. */
export function approvalsChanged(cache: QueryClient, ticketId: string): void {
  for (const queryKey of [["approvals"], ["entries", ticketId], ["ticket"], ["tickets"], ["notices"]]) void cache.invalidateQueries({ queryKey });
}

/** A step that could be asked for as it is: drafts are saved as they are made. */
export const emptyStep = (): PlanStep => ({ name: "", rule: "any", needed: 1, approvers: [{ kind: "role", role: "manager" }] });
export const emptyPlan = (title = ""): ApprovalPlan => ({ title, reason: "", steps: [emptyStep()], onApproved: null, onRejected: null, onExpired: null, watched: ["title", "description"], expiresHours: null, remindHours: 24 });

/** What is kept may have been written by hand. */
export function planOf(config: unknown): ApprovalPlan {
  const given = (typeof config === "object" && config !== null ? config : {}) as Partial<ApprovalPlan>;
  const plan = { ...emptyPlan(), ...given };
  return { ...plan, steps: (Array.isArray(plan.steps) ? plan.steps : []).map((s: Partial<PlanStep>) => ({ ...emptyStep(), ...s, approvers: s.approvers ?? [] })) };
}

/** As what somebody was asked, as the server says it. */
export function sourceWords(source: string): string {
  const cut = source.indexOf(": ");
  const [kind, rest] = cut < 0 ? [source, ""] : [source.slice(0, cut), source.slice(cut + 2)];
  if (kind === "person") return "";
  if (kind === "role") return maybe(`role.${rest}`, rest);
  return kind === "team" ? rest : maybe(`approval.by.${kind}`, source);
}

export const approverKey = (a: Approver): string => [a.kind, a.id ?? a.role ?? a.level ?? ""].join(":");
export const stateWords = (state: ApprovalState | "waiting"): string => t(`approval.state.${state}`);
