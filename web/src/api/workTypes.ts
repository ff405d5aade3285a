import type { ChangedField, Named, PersonRef, PriorityLevel, StatusCategory, TicketChange } from "./types";

/** The records of what works around tickets: the register, assignment, macros. */
export type UnitKind = "organisation_unit" | "location";
export type CiStatus = "planned" | "in_use" | "in_repair" | "retired";
export interface CiClass { id: string; key: string; name: string; service: boolean; active: boolean; position: number; version: number }
export interface Ci {
  id: string; name: string; classId: string; className: string; status: CiStatus; owner: PersonRef | null; location: Named | null;
  description: string; externalId: string | null; created: string; updated: string; version: number;
}
export type RelationKind = "depends_on" | "part_of" | "runs_on" | "connected_to";
/** `outward`: the CI whose page it is depends on the other, and not the other way round. */
export interface Relationship { id: string; kind: RelationKind; outward: boolean; ci: { id: string; name: string; classId: string; status: CiStatus } }
export interface CiFull { ci: Ci; relationships: Relationship[] }

export type Strategy = "none" | "round_robin" | "least_loaded" | "by_skill" | "on_call";
export interface AssignmentRule {
  id: string; deskId: string; position: number; name: string; typeId: string | null; query: string; teamId: string | null; strategy: Strategy; scheduleId: string | null;
  skills: string[]; active: boolean; version: number;
}
export interface Considered {
  id: string; name: string; open: number; most: number; left: "absent" | "full" | "skills" | null; until: string | null; has: string[]; lacks: string[];
}
export interface Decision {
  chosenId: string | null; chosenName: string | null; because: "turn" | "least" | "skills" | "on_call" | "nobody" | "none"; wanted: string[]; considered: Considered[];
}
export interface Candidate { id: string; name: string; open: number; most: number; skills: string[]; absentUntil: string | null }
export interface Absence { id: string; personId: string; from: string; to: string; reason: string }
export interface Availability { personId: string; most: number; skills: string[]; open: number; absences: Absence[]; version: number }
export interface Proposal {
  id: string; number: string; title: string; typeId: string; deskId: string; priority: PriorityLevel; statusCategory: StatusCategory; version: number;
  rule: string | null; decision: Decision;
}
export interface Macro {
  id: string; deskId: string | null; ownerId: string | null; name: string; description: string; change: TicketChange; say: "reply" | "note" | null;
  text: string; position: number; active: boolean; version: number;
}
export interface MacroPreview { changes: ChangedField[]; say: "reply" | "note" | null; text: string }
export interface CannedAnswer { id: string; deskId: string | null; ownerId: string | null; name: string; shortcut: string; text: string; version: number }
/** Where a ticket stands for who asks. */
export interface Standing {
  snooze: { until: string | null } | null; muted: boolean; mergedInto: { id: string; number: string; title: string } | null;
}
