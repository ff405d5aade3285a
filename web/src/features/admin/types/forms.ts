import type { Form, FormItem, FormSection } from "../../../api/types";
import { keyFrom } from "./keys";

const setSections = (form: Form, sections: FormSection[]): Form => ({ ...form, sections });
export const fieldsOn = (form: Form): Set<string> => new Set(form.sections.flatMap((s) => s.fields.map((i) => i.field)));

export function addSection(form: Form, title: string): Form {
  const key = keyFrom(title, form.sections.map((s) => s.key), "section");
  return setSections(form, [...form.sections, { key, title, help: null, condition: null, fields: [] }]);
}
export const setSection = (form: Form, key: string, part: Partial<FormSection>): Form => setSections(form, form.sections.map((s) => (s.key === key ? { ...s, ...part } : s)));
export const removeSection = (form: Form, key: string): Form => setSections(form, form.sections.filter((s) => s.key !== key));
export function moveSection(form: Form, key: string, by: number): Form {
  const at = form.sections.findIndex((s) => s.key === key);
  const to = at + by;
  const section = form.sections[at];
  if (!section || to < 0 || to >= form.sections.length) return form;
  const rest = form.sections.filter((s) => s.key !== key);
  return setSections(form, [...rest.slice(0, to), section, ...rest.slice(to)]);
}

const itemOf = (form: Form, field: string): FormItem | undefined => form.sections.flatMap((s) => s.fields).find((i) => i.field === field);
export const takeOff = (form: Form, field: string): Form => setSections(form, form.sections.map((s) => ({ ...s, fields: s.fields.filter((i) => i.field !== field) })));
/** Puts a field at a place, wherever it was before. `index` counts the section's fields without this one. */
export function place(form: Form, field: string, section: string, index: number, width: "full" | "half" = "full"): Form {
  const item = itemOf(form, field) ?? { field, width };
  return setSections(takeOff(form, field), takeOff(form, field).sections.map((s) => (s.key === section ? { ...s, fields: [...s.fields.slice(0, index), item, ...s.fields.slice(index)] } : s)));
}
/** Puts a field before another one; fields out of use, which are not seen, may stand between. */
export function placeBefore(form: Form, field: string, section: string, before: string): Form {
  const others = form.sections.find((s) => s.key === section)?.fields.filter((i) => i.field !== field) ?? [];
  return place(form, field, section, others.findIndex((i) => i.field === before));
}
/** One step on, also over the border of a section: what the arrow keys do. */
export function step(form: Form, field: string, by: 1 | -1): Form {
  const at = form.sections.findIndex((s) => s.fields.some((i) => i.field === field));
  const section = form.sections[at];
  if (!section) return form;
  const index = section.fields.findIndex((i) => i.field === field) + by;
  if (index >= 0 && index < section.fields.length) return place(form, field, section.key, index);
  const next = form.sections[at + by];
  return next ? place(form, field, next.key, by > 0 ? 0 : next.fields.length) : form;
}
export const setWidth = (form: Form, field: string, width: "full" | "half"): Form =>
  setSections(form, form.sections.map((s) => ({ ...s, fields: s.fields.map((i) => (i.field === field ? { ...i, width } : i)) })));
