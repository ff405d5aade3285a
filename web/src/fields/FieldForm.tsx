import { useEffect, useId, useRef, type ReactNode } from "react";
import { problemOf } from "../api/problem";
import { t } from "../i18n";
import { FieldInput } from "./FieldInput";
import { KINDS } from "./registry";
import type { FieldFormOf, ShownItem } from "./useFieldForm";

interface Props {
  form: FieldFormOf;
  error?: unknown;
  /** Where in what is sent the fields stand, if not at its top: "ticket.". */
  at?: string;
  ticketId?: string;
  /** Of the sections' titles: 3 below the title of a dialog, 2 below that of a page. */
  level?: 2 | 3;
  /** Draws the control of a built-in field; null for one that this place does not ask for. */
  builtIn: (key: string, required: boolean) => ReactNode;
}

/** The form of a type, section by section, as its managers arranged it. */
export function FieldForm({ form, error, at = "", ticketId, level = 3, builtIn }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const problem = error === undefined || error === null ? undefined : problemOf(error);
  const { attempts } = form;
  // Where something is wrong, the first such place is where one goes on.
  useEffect(() => {
    const first = attempts || error ? box.current?.querySelector<HTMLElement>("[data-wrong]") : null;
    first?.querySelector<HTMLElement>("input, select, textarea, button, [contenteditable]")?.focus();
  }, [attempts, error]);
  const draw = (item: ShownItem): ReactNode => {
    const { field } = item;
    if (!field) return builtIn(item.key, form.required(item));
    // Only what nobody enters is the server's to say; of the rest it knows no more than was sent.
    const computed = KINDS[field.kind].Input ? undefined : form.state.computed(field.key);
    return (
      <FieldInput field={field} value={computed === undefined ? form.values[field.key] : computed} refs={form.refs} required={form.required(item)} tried={attempts > 0} {...(ticketId ? { ticketId } : {})}
        error={(attempts > 0 && form.missing(item) ? t("fields.needed") : undefined) ?? problem?.of(`${at}fields.${field.key}`)} onProblem={(text) => form.problem(field, text)} onChange={(to, refs) => form.set(field, to, refs)} />
    );
  };
  return (
    <div ref={box} className="field-form">
      {form.sections.map(({ section, items }) => <Section key={section.key} level={level} title={section.title} help={section.help} parts={items.map((i) => ({ key: i.key, half: i.half, view: draw(i) }))} />)}
    </div>
  );
}

function Section({ level, title, help, parts }: { level: 2 | 3; title: string; help: string | null; parts: { key: string; half: boolean; view: ReactNode }[] }) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className="form-section" {...(title ? { "aria-labelledby": id } : {})}>
      {title && <Heading id={id}>{title}</Heading>}
      {help && <p className="hint muted">{help}</p>}
      <div className="form-fields">{parts.map((p) => p.view && <div key={p.key} className={p.half ? "half" : "full"}>{p.view}</div>)}</div>
    </section>
  );
}
