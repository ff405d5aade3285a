/** What people are told, and decisions that are waited for. */
export type NoticeKind = "mentioned" | "assigned" | "reply" | "note" | "approval_requested" | "approval_reminder" | "approval_decided" | "paged" | "page_exhausted" | "connection_off" | "shift" | "escalated" | "rule" | "rule_failed";
export interface Notice { id: string; kind: NoticeKind; why: string; data: Record<string, string>; path: string; created: string; read: string | null }
export interface NoticeChoice { inbox: boolean; mail: boolean; push: boolean; sms: boolean; chat: boolean }
/** Ways by which nothing reaches oneself: the organisation has none, or one did not say where. */
export type MissingWay = "connection" | "address"
export type Digest = "none" | "quarter_hour" | "hour" | "day";
export interface NoticeWishes { kinds: Record<NoticeKind, NoticeChoice>; missing: Partial<Record<"push" | "sms" | "chat", MissingWay>>; quietFrom: string | null; quietUntil: string | null; digest: Digest; version: number }

/** `variables`: what the texts may name in braces. */
export interface NoticeTemplate { sentence: string; language: string; subject: string; text: string; changed: boolean; variables: string[]; version: number }

export type ApproverKind = "person" | "team" | "role" | "manager";
export interface Approver { kind: ApproverKind; id?: string | null; role?: string | null; level?: number | null }
export type StepRule = "any" | "all" | "quorum";
export interface PlanStep { name: string; rule: StepRule; needed: number; approvers: Approver[] }
export interface ApprovalPlan {
  title: string; reason: string; steps: PlanStep[]; onApproved: string | null; onRejected: string | null; onExpired: string | null;
  watched: string[]; expiresHours: number | null; remindHours: number | null;
}
export type Verdict = "approved" | "rejected";
export interface Someone { id: string; name: string }
export interface Vote { person: Someone; source: string; decision: Verdict | null; decidedBy: Someone | null; decided: string | null; comment: string; via: "app" | "mail" | null }
export interface ApprovalStep { name: string; rule: StepRule; needed: number; state: "waiting" | "pending" | Verdict; votes: Vote[] }
export type ApprovalState = "pending" | Verdict | "withdrawn" | "expired" | "superseded";
export interface Approval {
  id: string; ticket: { id: string; number: string; title: string }; title: string; reason: string; state: ApprovalState; step: number; steps: ApprovalStep[];
  about: { number: string; title: string; description: string; priority: number; type: string; category: string | null; requester: string; fields: { key: string; name: string; label: string }[] };
  requestedBy: Someone | null; requested: string; settled: string | null; ending: string | null; expires: string | null; replaces: string | null;
  watched: string[]; may: { decideFor: Someone | null; withdraw: boolean };
}
export interface DecisionLink { organisation: string; person: string; open: boolean; approval: Approval }
export interface Delegation { id: string; person: Someone | null; delegate: Someone | null; from: string; to: string }
