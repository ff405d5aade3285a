import type { PersonRef } from "./types";

export type Turn = "hours" | "days" | "weeks";
export interface LayerHours { days: string[]; from: string; until: string }
export interface Layer { name: string; people: string[]; turn: Turn; every: number; start: string; handOver: string; end: string | null; hours: LayerHours[] }
export interface Somebody { id: string; name: string; zone: string }
export interface OnCallSchedule { id: string; deskId: string; name: string; zone: string; layers: Layer[]; people: Record<string, Somebody>; version: number }
export interface ScheduleRef { id: string; deskId: string; name: string; zone: string }
/** `layer` is -1 for an override. */
export interface OnCallShift { personId: string; from: string; until: string; layer: number; overrideId: string | null }
export interface OnCallOverride { id: string; scheduleId: string; personId: string; from: string; until: string; createdBy: string | null; mine: boolean }
export interface OnCallTimeline {
  schedule: ScheduleRef; from: string; until: string; layers: { name: string; shifts: OnCallShift[] }[]; overrides: OnCallOverride[];
  shifts: OnCallShift[]; gaps: { from: string; until: string }[]; people: Record<string, Somebody>; manages: boolean;
}
export interface OnCallNow { schedule: ScheduleRef; person: Somebody | null; until: string | null; next: Somebody | null }
export interface MyShifts { shifts: { schedule: ScheduleRef; from: string; until: string }[]; feed: string | null }

export type TargetKind = "schedule" | "person" | "team" | "chat";
export interface ChainTarget { kind: TargetKind; id: string }
export interface ChainStep { targets: ChainTarget[]; waitMinutes: number }
export interface OnCallChain { id: string; deskId: string; name: string; steps: ChainStep[]; repeats: number; version: number }

export type PageState = "triggered" | "acknowledged" | "resolved" | "exhausted";
export interface PagerPage {
  id: string; ticket: { id: string; number: string; title: string }; deskId: string; chain: { id: string; name: string }; text: string;
  source: "person" | "rule" | "sla"; state: PageState; step: number; steps: number; round: number; rounds: number; nextAt: string | null;
  triggered: string; triggeredBy: PersonRef | null; acknowledged: string | null; acknowledgedBy: PersonRef | null; acknowledgedVia: "app" | "link" | "chat" | null;
  ended: string | null; told: { person: PersonRef | null; step: number; round: number; at: string }[];
}
export interface PageLink { organisation: string; person: string; open: boolean; page: PagerPage }
