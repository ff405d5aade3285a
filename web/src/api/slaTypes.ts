/** The records of service levels. */
export type Agreement = "sla" | "ola" | "contract";
export type PromiseKind = "first_response" | "next_response" | "resolution" | "approval" | "custom";
export type SlaActionKind = "notify" | "reassign" | "raise_priority" | "note" | "rule" | "page";
export interface SlaAction { kind: SlaActionKind; teamId: string | null; personId: string | null; people: string[] | null; assignee: boolean; team: boolean; text: string | null; ruleId?: string | null; chain?: string | null }
export interface SlaThreshold { percent: number; actions: SlaAction[] }
export interface SlaPromise { key: string; kind: PromiseKind; name: string; targets: Record<string, number>; start: string; pause: string; stop: string; thresholds: SlaThreshold[] }
export interface SlaPolicy { id: string; deskId: string; position: number; name: string; active: boolean; agreement: Agreement; teamId: string | null; supplier: string; query: string; calendars: string[]; promises: SlaPromise[]; version: number }
export type Weekday = "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY";
export interface Shift { day: Weekday; from: number; to: number }
export interface Holiday { first: string; last: string; name: string; yearly: boolean }
export interface SlaCalendar { id: string; deskId: string; name: string; zone: string; shifts: Shift[]; holidays: Holiday[]; version: number }
export interface SlaPreviewRow { id: string | null; name: string; tickets: number; before: number; after: number }
export interface SlaPreview {
  days: number; tickets: number; complete: boolean; before: number; after: number; teams: SlaPreviewRow[];
  examples: { id: string; number: string; title: string; missedBefore: boolean; missedAfter: boolean }[];
}
export interface Recalculation {
  id: string; deskId: string; kind: "apply" | "check"; since: string | null; book: number; state: "running" | "done" | "stopped"; tickets: number; clocks: number; changed: number; missed: number;
  examples: { ticketId: string; number: string; clock: string; before: string; after: string }[]; created: string; finished: string | null;
}
export type ClockStanding = "running" | "paused" | "waiting" | "met" | "missed" | "excused" | "cancelled";
export type ClockPhase = "waiting" | "running" | "paused" | "done" | "cancelled";
/** What a list shows of a ticket's clocks: the one that matters most. */
export interface ClockBar { key: string; kind: PromiseKind; name: string; standing: ClockStanding; phase: ClockPhase; due: string | null; started: string | null; used: number }
export interface ClockStory { from: string; until: string | null; what: "ran" | "closed" | ClockPhase; why: string; text: string | null; seconds: number; elapsed: number; target: number | null }
export interface TicketClock {
  key: string; kind: PromiseKind; name: string; standing: ClockStanding; phase: ClockPhase; agreement: Agreement; policy: string; elapsed: number; target: number | null; due: string | null; started: string | null;
  stopped: string | null; missedAt: string | null; excuse: { at: string; by: { id: string; name: string } | null; reason: string } | null; mayExcuse: boolean; story: ClockStory[];
}
export interface ComplianceRow { label: string | null; kept: number; missed: number; excused: number; exact: boolean; keptQuery: string; missedQuery: string; excusedQuery: string }
export interface ForecastHour { from: string; until: string; tickets: number; query: string }
