import { randomKey } from "../../api/idempotency";
import type { ActionKind, Json, RuleAction } from "../../api/types";

/** An action as it is edited: with a name of its own, and with the lists within it as steps. */
export interface Step { key: string; kind: ActionKind; data: Record<string, Json>; cases: Case[]; otherwise: Step[]; actions: Step[] }
/** One way of a branch. */
export interface Case { key: string; condition: string; actions: Step[] }

/** The list that a rule has itself; others are named by what they belong to. */
export const ROOT = "root";
export const MOST_STEPS = 100;
export const MOST_DEEP = 4;
const key = (): string => randomKey().slice(0, 12);
const listOf = (of: Json | undefined): Json[] => (Array.isArray(of) ? of : []);
const objectOf = (of: Json | undefined): Record<string, Json> => (of && typeof of === "object" && !Array.isArray(of) ? of : {});
const textOf = (of: Json | undefined): string => (typeof of === "string" ? of : "");

export function toStep(action: RuleAction): Step {
  const { kind, cases, otherwise, actions, ...rest } = action;
  const data: Record<string, Json> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) data[name] = value;
  return {
    key: key(), kind, data, otherwise: toSteps(listOf(otherwise)), actions: toSteps(listOf(actions)),
    cases: listOf(cases).map((c) => ({ key: key(), condition: textOf(objectOf(c)["condition"]), actions: toSteps(listOf(objectOf(c)["actions"])) })),
  };
}
export const toSteps = (actions: Json[] | RuleAction[]): Step[] => (actions as RuleAction[]).map(toStep);

/** As it is saved: what was left empty is left out. */
export function toAction(step: Step): RuleAction {
  const data = Object.fromEntries(Object.entries(step.data).filter(([, value]) => value !== null && value !== ""));
  const lists = step.kind === "branch" ? { cases: step.cases.map((c) => ({ condition: c.condition, actions: toActions(c.actions) })), otherwise: toActions(step.otherwise) }
    : step.kind === "each" ? { actions: toActions(step.actions) } : {};
  return { kind: step.kind, ...data, ...lists } as RuleAction;
}
export const toActions = (steps: Step[]): Json[] & RuleAction[] => steps.map(toAction) as Json[] & RuleAction[];

/** How a new action of a kind begins. */
const START: Partial<Record<ActionKind, Record<string, Json>>> = {
  set: { fields: {} }, assign: { strategy: "round_robin" }, task: { title: "" }, link: { to: "", type: "relates" }, comment: { text: "", public: false },
  mail: { to: "requester", subject: "", text: "" }, notify: { requester: false, assignee: true, teamMembers: false, people: [], text: "" }, create: { title: "", description: "", fields: {} },
  wait: { minutes: 60, working: false }, each: { link: "children", condition: "" }, http: { method: "POST", url: "", headers: {}, body: "" }, page: { text: "" }, chat: { text: "" },
};
export function newStep(kind: ActionKind): Step {
  const step: Step = { key: key(), kind, data: { ...START[kind] }, cases: [], otherwise: [], actions: [] };
  return kind === "branch" ? { ...step, cases: [newCase()] } : step;
}
export const newCase = (): Case => ({ key: key(), condition: "", actions: [] });
/** The same once more, with names of its own. */
export const copyOf = (step: Step): Step => toStep(toAction(step));

/** The lists within a step, by the names that places have. */
export const elseZone = (step: Step): string => `${step.key}/else`;
export function listsOf(step: Step): { zone: string; steps: Step[] }[] {
  if (step.kind === "branch") return [...step.cases.map((c) => ({ zone: c.key, steps: c.actions })), { zone: elseZone(step), steps: step.otherwise }];
  return step.kind === "each" ? [{ zone: step.key, steps: step.actions }] : [];
}

/** Every list changed, innermost first. */
function mapped(steps: Step[], zone: string, change: (list: Step[], zone: string) => Step[]): Step[] {
  const inner = steps.map((s): Step => {
    if (s.kind === "branch") return { ...s, cases: s.cases.map((c) => ({ ...c, actions: mapped(c.actions, c.key, change) })), otherwise: mapped(s.otherwise, elseZone(s), change) };
    return s.kind === "each" ? { ...s, actions: mapped(s.actions, s.key, change) } : s;
  });
  return change(inner, zone);
}
export const changed = (steps: Step[], of: string, to: (step: Step) => Step): Step[] => mapped(steps, ROOT, (list) => list.map((s) => (s.key === of ? to(s) : s)));
export const removed = (steps: Step[], of: string): Step[] => mapped(steps, ROOT, (list) => list.filter((s) => s.key !== of));
export const inserted = (steps: Step[], zone: string, index: number, step: Step): Step[] => mapped(steps, ROOT, (list, at) => (at === zone ? list.toSpliced(index, 0, step) : list));

export interface Place { zone: string; index: number; length: number; step: Step }
/** Where a step is. */
export function placeOf(steps: Step[], of: string, zone = ROOT): Place | undefined {
  const index = steps.findIndex((s) => s.key === of);
  const step = steps[index];
  if (step) return { zone, index, length: steps.length, step };
  for (const s of steps) for (const list of listsOf(s)) {
    const found = placeOf(list.steps, of, list.zone);
    if (found) return found;
  }
  return undefined;
}
const depth = (steps: Step[]): number => (steps.length ? 1 + Math.max(0, ...steps.flatMap((s) => listsOf(s).map((l) => depth(l.steps)))) : 0);
const holds = (step: Step, zone: string): boolean => listsOf(step).some((l) => l.zone === zone || l.steps.some((s) => holds(s, zone)));
/** Puts a step at a place among the others of a list; not into itself, and not deeper than rules go. */
export function moved(steps: Step[], of: string, zone: string, index: number): Step[] {
  const at = placeOf(steps, of);
  if (!at || holds(at.step, zone)) return steps;
  const next = inserted(removed(steps, of), zone, index, at.step);
  return depth(next) > MOST_DEEP ? steps : next;
}
/** Out of the list that it is in, to behind what that list belongs to. */
export function movedOut(steps: Step[], of: string): Step[] {
  const at = placeOf(steps, of);
  const owner = at && at.zone !== ROOT ? ownerOf(steps, at.zone) : undefined;
  const to = owner && placeOf(steps, owner);
  return to ? moved(steps, of, to.zone, to.index + 1) : steps;
}
function ownerOf(steps: Step[], zone: string): string | undefined {
  for (const s of steps) {
    if (listsOf(s).some((l) => l.zone === zone)) return s.key;
    for (const l of listsOf(s)) {
      const found = ownerOf(l.steps, zone);
      if (found) return found;
    }
  }
  return undefined;
}
export const count = (steps: Step[]): number => steps.reduce((n, s) => n + 1 + listsOf(s).reduce((m, l) => m + count(l.steps), 0), 0);
