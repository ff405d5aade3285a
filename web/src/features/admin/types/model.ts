import type { Field, FieldError, FieldRole, Form, Json, Status, TicketType, Transition } from "../../../api/types";

/** A field as it is being made: what depends on the reader is left out, and the id is the server's to give. */
export type DraftField = Omit<Field, "id" | "portal" | "writable"> & { id: string | null };
export type Effect = Transition["effects"][number];
export interface Forms { requester: Form; agent: Form }
export type Audience = keyof Forms;
/** What of a type is drafted and published as one. */
export interface Definition {
  statuses: Status[]; initial: string; transitions: Transition[]; priorityMatrix: number[][]; fields: DraftField[]; forms: Forms; confidential: boolean;
}
export interface DraftView { definition: Definition; changed: string; changedBy: string | null; defaultForms: Forms; version: number }
export interface DefinitionView { type: TicketType; draft: DraftView | null; defaultForms: Forms; version: number }
export interface VersionView { version: number; at: string; by: string | null; definition: Definition }
export interface EffectView {
  statuses: { key: string; name: string; tickets: number }[];
  fields: { key: string; name: string; change: "removed" | "kind" | "options" | "required"; tickets: number }[];
  stuck: { status: string; tickets: number }[]; stateChanges: number;
}
export interface Tried {
  ticket: { number: string; title: string; status: string; statusKnown: boolean };
  transitions: { key: string; name: string; to: string; allowed: boolean; why: string[]; missing: string[] }[];
  sections: Record<string, boolean>; fields: Record<string, { visible: boolean; required: boolean; value?: Json }>;
  problems: { field: string; message: string }[];
}

export const ANY = "*";
/** Built-in fields that a transition may ask for or set, and those that it may require. */
export const ASKABLE = ["title", "description", "requester", "impact", "urgency", "category", "team", "assignee", "tags"] as const;
export const REQUIRABLE: ReadonlySet<string> = new Set(["assignee", "team", "category", "description", "tags", "parent", "rating"]);
export const SETTABLE = ["impact", "urgency", "category", "team", "assignee"] as const;

const draftField = ({ portal: _portal, writable: _writable, ...field }: Field): DraftField => field;
export const definitionOf = (type: TicketType): Definition => ({
  statuses: type.statuses, initial: type.initial, transitions: type.transitions, priorityMatrix: type.priorityMatrix,
  fields: type.fields.map(draftField), forms: type.forms, confidential: type.confidential,
});
/** A drafted field as the field library takes it. */
export const fieldOf = (field: DraftField): Field => ({ ...field, id: field.id ?? field.key, portal: field.read.includes("requester"), writable: true });

export interface Roles { requester: boolean; agent: boolean; manager: boolean }
/** No role named means the agents; managers are agents, too. */
export const rolesOf = (list: FieldRole[]): Roles => {
  const agent = list.length === 0 || list.includes("agent");
  return { requester: list.includes("requester"), agent, manager: agent || list.includes("manager") };
};
export function roleList({ requester, agent, manager }: Roles): FieldRole[] {
  if (agent) return requester ? ["requester", "agent"] : [];
  if (manager || !requester) return requester ? ["requester", "manager"] : ["manager"];
  return ["requester"];
}

/** What is wrong, found by the place that the server names: `fields[2].key`. */
export class Problems {
  constructor(readonly all: readonly FieldError[]) {}
  at = (path: string): string | undefined => this.all.find((e) => e.field === path)?.message;
  within = (path: string): FieldError[] => this.all.filter((e) => e.field === path || e.field.startsWith(`${path}.`) || e.field.startsWith(`${path}[`));
}
export const NO_PROBLEMS = new Problems([]);

/** The tab of the editor in which a place is edited. */
export function areaOf(path: string): "fields" | "workflow" | "forms" | "general" {
  if (path.startsWith("fields")) return "fields";
  if (path.startsWith("forms")) return "forms";
  return /^(statuses|transitions|initial)/.test(path) ? "workflow" : "general";
}
