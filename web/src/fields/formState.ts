import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/client";
import { useSettled } from "../api/directory";
import type { Field, FieldValues, Form, FormAnswer, Json } from "../api/types";
import { textOf } from "./values";

export interface FormOf { id: string; fields: Field[]; forms: { requester: Form; agent: Form } }
export type Audience = "requester" | "agent";
export interface Entered { [builtIn: string]: unknown; fields: FieldValues }

const COMPUTED = new Set(["formula", "rollup", "mirror", "progress"]);
const LONG = ["title", "description"];

/** The names that conditions and formulas speak of, and whether there is anything to ask the server at all. */
export function dependencies(fields: Field[], form: Form): { asks: boolean; names: Set<string>; words: boolean } {
  const inForm = new Set(form.sections.flatMap((s) => s.fields.map((f) => f.field)));
  const shown = fields.filter((f) => inForm.has(f.key));
  const conditions = [...form.sections.map((s) => s.condition), ...shown.map((f) => f.condition)].filter((c): c is string => Boolean(c));
  const sources = fields.flatMap((f) => [textOf(f.config["expression"]), JSON.stringify(f.config["from"] ?? "")]);
  const names = new Set([...conditions, ...sources].flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []));
  // A text by itself in a query is searched for in title and description.
  const words = conditions.some((c) => /(^|\(|\b(?:and|or|not)\s+)\s*"/i.test(c.replace(/\bin\s*\([^)]*\)/gi, "")));
  return { asks: conditions.length > 0 || shown.some((f) => COMPUTED.has(f.kind)), names, words };
}

/** Only what matters is sent, so that typing a long text asks nothing. */
export function mattering(entered: Entered, { names, words }: { names: Set<string>; words: boolean }): Record<string, unknown> {
  const { fields, ...builtIn } = entered;
  const kept = Object.entries(builtIn).filter(([name]) => !LONG.includes(name) || words || names.has(name));
  return { ...Object.fromEntries(kept), fields: Object.fromEntries(Object.entries(fields).filter(([key]) => names.has(key))) };
}

export interface FormState {
  section: (key: string, conditional: boolean) => boolean;
  visible: (field: Field) => boolean;
  required: (key: string, otherwise: boolean) => boolean;
  /** What a formula makes of what was entered so far. */
  computed: (key: string) => Json | undefined;
}

/**
 * What the server says about a form as it is now. Until its first word, what hangs on a condition is not there; if it cannot
 * be asked, everything is: the server decides again when the form is sent.
 */
export function useFormState(type: FormOf, form: Form, audience: Audience, entered: Entered, options: { ticketId?: string | undefined; version?: number | undefined; draft?: number | undefined } = {}): FormState {
  const depends = useMemo(() => dependencies(type.fields, form), [type.fields, form]);
  const values = useSettled(JSON.stringify(mattering(entered, depends)), 250);
  const asked = useQuery({
    queryKey: ["form", type.id, audience, options.ticketId ?? "", options.version ?? 0, options.draft ?? "", values],
    queryFn: async ({ signal }) => ({ of: type.id, ...(await api<FormAnswer>("/forms", { body: { typeId: type.id, audience, ...(options.ticketId ? { ticketId: options.ticketId } : {}), ...(options.draft === undefined ? {} : { draft: true }), values: JSON.parse(values) as unknown }, signal })) }),
    enabled: depends.asks, staleTime: 60_000, retry: 1, placeholderData: (before) => before,
  });
  const answer = asked.data?.of === type.id ? asked.data : undefined;
  const unknown = asked.error !== null;
  return useMemo(() => ({
    section: (key, conditional) => answer?.sections?.[key] ?? (!conditional || unknown),
    visible: (field) => answer?.fields?.[field.key]?.visible ?? (!field.condition || unknown),
    required: (key, otherwise) => answer?.fields?.[key]?.required ?? otherwise,
    computed: (key) => answer?.fields?.[key]?.value,
  }), [answer, unknown]);
}
