import type { Json, PersonRef } from "./types";

/** The records of automation rules. What belongs to a trigger or an action beside its kind is kept as it is written: rooms add kinds. */
export type TriggerKind = "created" | "changed" | "replied" | "sla" | "time_since" | "schedule" | "mail" | "webhook" | "approval" | "ci" | "called";
export type ActionKind = "set" | "assign" | "task" | "link" | "comment" | "mail" | "notify" | "approval" | "create" | "macro" | "rule" | "wait" | "branch" | "each" | "page" | "assign_on_call" | "http" | "chat";
export interface RuleTrigger { kind: TriggerKind; [part: string]: Json | undefined }
export interface RuleAction { kind: ActionKind; [part: string]: Json | undefined }
/** What is saved. */
export interface RuleBody {
  name: string; description: string; active: boolean; stop: boolean; trigger: RuleTrigger; condition: string; actions: RuleAction[];
}
export interface Rule extends RuleBody {
  id: string; deskId: string; owner: PersonRef | null; position: number; version: number; createdAt: string; changedAt: string;
  lastRunAt: string | null; runs7d: number; failed7d: number;
  /** Why it was switched off by itself. */ stopped?: string | null;
}
export interface RuleVersion { version: number; at: string; by: PersonRef | null; rule: RuleBody }
export interface RuleTemplate { key: string; name: string; description: string; trigger: RuleTrigger; condition: string; actions: RuleAction[] }
export interface RulePart { kind: string; available: boolean; why?: string | null }
export interface RuleParts { actions: RulePart[]; triggers: RulePart[] }
export interface RuleLoop { rules: string[]; why: string }
export interface RuleCheck { problems: { field: string; message: string }[]; loops: RuleLoop[] }
/** One condition of a rule, what the ticket had there, and whether it held. */
export interface RuleReading { text: string; value: string | null; result: boolean | null }
export interface RuleTrial {
  examined: number; matched: number; partial: boolean;
  examples: { ticket: { id: string; number: string; title: string }; at: string; event: string; conditions: RuleReading[] }[];
}
export type RunState = "running" | "waiting" | "done" | "failed" | "skipped" | "undone" | "stopped";
export type StepState = "waiting" | "running" | "done" | "failed" | "skipped" | "undone" | "stopped";
/** What was done, to be said in the reader's language. */
export interface RunWords { key: string; values: Record<string, Json> }
export interface RunStep { position: string | number; kind: string; state: StepState; /** In English. */ said: string | null; words?: RunWords; attempts: number; error?: string | null; nextAt?: string | null }
export interface RuleRun {
  id: string; rule: { id: string; name: string; version: number }; ticket: { id: string; number: string; title: string } | null;
  event: { kind: string; seq: number | null; at: string }; state: RunState; startedAt: string; endedAt: string | null;
  nextAt?: string | null; error?: string | null; /** The error, where it is the program's own. */ words?: RunWords; conditions: RuleReading[]; steps: RunStep[]; undoable: boolean;
}
/** What a run took back, and what it could not. */
/** A field, or what a step did; why it is left as it is: a key, or what refused it. */
export interface UndoLine { field?: string; said?: string; words?: RunWords; why?: "changed" | "final" | "said" | "task_gone" | "task_begun" | "link_gone" | "refused"; error?: string }
export interface UndoAnswer { undone: UndoLine[]; left: UndoLine[]; run: RuleRun }
/** Which run wrote which entry of a ticket's journal. */
/** Without a run once its details were thrown away. */
export interface RuleWhy { entrySeq: number; runId: string; rule: string; run: RuleRun | null }

