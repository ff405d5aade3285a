import { useMemo, useState } from "react";
import type { Field, FieldValues, FormSection, Json, Refs } from "../api/types";
import { useFormState, type Audience, type FormOf, type FormState } from "./formState";
import { KINDS } from "./registry";
import { isEmpty } from "./values";

interface Kept { of: string; values: FieldValues; refs: Refs; problems: Record<string, string> }
export type ShownItem = { key: string; field: Field | undefined; half: boolean };
export interface ShownSection { section: FormSection; items: ShownItem[] }

export interface FieldFormOf {
  sections: ShownSection[]; values: FieldValues; refs: Refs; state: FormState; attempts: number;
  set: (field: Field, value: Json, refs?: Refs) => void;
  problem: (field: Field, text: string | undefined) => void;
  required: (item: ShownItem) => boolean;
  missing: (item: ShownItem) => boolean;
  /** True when everything that must be is filled in and can be read; else the form says what is not. */
  check: () => boolean;
  /** The values to send: only of what is there to be seen and may be written. */
  body: () => FieldValues;
}
interface Options {
  type: FormOf; audience: Audience; entered: Record<string, unknown>; ticketId?: string;
  /** Built-in fields asked for where the type has no form yet. */ fallback: string[];
  /** What is there already: it is shown, and sent as empty where it is taken out. */
  initial?: { values: FieldValues; refs: Refs };
  /** By the draft of the type, saved so many times: for those who are making it. */
  draft?: number;
}

/** Built-in fields that take little room. */
const SHORT = new Set(["impact", "urgency", "priority", "category", "team", "assignee"]);
const enterable = (field: Field): boolean => field.writable && !field.retired && KINDS[field.kind].Input !== null;

/** The sections of a form with the fields they name; a title is asked for even where the form forgot it. */
export function resolve(sections: FormSection[], fields: Field[], builtIn: string[]): ShownSection[] {
  const custom = new Map(fields.filter((f) => !f.retired).map((f) => [f.key, f]));
  const item = (key: string, width?: string | null): ShownItem => ({ key, field: custom.get(key), half: width === "half" });
  const usual = (key: string): ShownItem => item(key, SHORT.has(key) ? "half" : "full");
  const named = new Set(sections.flatMap((s) => s.fields.map((f) => f.field)));
  const first = (sections.length ? builtIn.filter((k) => k === "title") : builtIn).filter((k) => !named.has(k));
  const lead: ShownSection[] = first.length ? [{ section: { key: "", title: "", help: null, condition: null, fields: [] }, items: first.map(usual) }] : [];
  const hidden = new Set(fields.filter((f) => f.retired).map((f) => f.key));
  return [...lead, ...sections.map((section) => ({ section, items: section.fields.filter((f) => !hidden.has(f.field)).map((f) => item(f.field, f.width)) }))];
}

const fresh = (type: FormOf, initial?: Options["initial"]): Kept => ({
  of: type.id, refs: initial?.refs ?? {}, problems: {},
  values: initial?.values ?? Object.fromEntries((type.fields ?? []).filter((f) => enterable(f) && !isEmpty(f.defaultValue)).map((f) => [f.key, f.defaultValue])),
});

/** What is being entered into the form of a type, and what it comes to. */
export function useFieldForm({ type, audience, entered, ticketId, fallback, initial, draft }: Options): FieldFormOf {
  const [own, setOwn] = useState(() => fresh(type, initial));
  const [attempts, setAttempts] = useState(0);
  const kept = own.of === type.id ? own : fresh(type);
  const edit = (change: (now: Kept) => Partial<Kept>): void => setOwn((old) => { const now = old.of === type.id ? old : fresh(type); return { ...now, ...change(now) }; });
  const fields = useMemo(() => type.fields ?? [], [type.fields]);
  const form = useMemo(() => type.forms?.[audience] ?? { sections: [] }, [type.forms, audience]);
  const state = useFormState({ ...type, fields }, form, audience, { ...entered, fields: kept.values }, { ticketId, draft });
  const names = fallback.join();
  const all = useMemo(() => resolve(form.sections ?? [], fields, names.split(",").filter(Boolean)), [form, fields, names]);
  // What is worked out is shown once there is something to show; votes and buttons need a ticket first.
  const sections = useMemo(() => all.filter((s) => state.section(s.section.key, Boolean(s.section.condition)))
    .map((s) => ({ ...s, items: s.items.filter((i) => !i.field || (state.visible(i.field) && (KINDS[i.field.kind].Input !== null || !isEmpty(state.computed(i.key))))) })).filter((s) => s.items.length), [all, state]);
  const asked = sections.flatMap((s) => s.items).flatMap((i) => (i.field && enterable(i.field) ? [{ ...i, field: i.field }] : []));
  const required = (i: ShownItem): boolean => state.required(i.key, i.field?.required ?? false);
  const missing = (i: ShownItem): boolean => Boolean(i.field && enterable(i.field)) && required(i) && isEmpty(kept.values[i.key]);
  return {
    sections, values: kept.values, refs: kept.refs, state, attempts, required, missing,
    set: (field, value, refs) => edit((now) => ({ values: { ...now.values, [field.key]: value }, ...(refs ? { refs: { ...now.refs, ...refs } } : {}) })),
    problem: (field, text) => edit((now) => { const { [field.key]: _old, ...rest } = now.problems; return { problems: text ? { ...rest, [field.key]: text } : rest }; }),
    check: () => { setAttempts((n) => n + 1); return !asked.some((i) => missing(i) || kept.problems[i.key]); },
    body: () => Object.fromEntries(asked.flatMap((i) => { const value = kept.values[i.key]; return isEmpty(value) && isEmpty(initial?.values[i.key]) ? [] : [[i.key, isEmpty(value) ? null : (value ?? null)]]; })),
  };
}
