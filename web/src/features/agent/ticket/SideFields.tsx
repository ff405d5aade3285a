import { useMemo, type ReactNode } from "react";
import type { Field, FieldKind, Json, Refs, Ticket, TicketType } from "../../../api/types";
import { FieldEditor, formatField, isEmpty, useFormState } from "../../../fields";
import { t } from "../../../i18n";
import { useChange } from "../change";
import { useVote } from "../vote";

/** Kinds that need the whole width beside a ticket. */
const WIDE: ReadonlySet<FieldKind> = new Set<FieldKind>(["rich_text", "checklist", "file", "signature", "ticket", "dependency", "rating"]);

/** The fields of the ticket's type, in the sections of the agents' form, each edited where it is read. */
export function SideFields({ ticket, type, onPress }: { ticket: Ticket; type: TicketType; /** Runs the macro of a button; without it there are none. */ onPress?: (field: Field) => void }) {
  const canPress = onPress !== undefined;
  const fields = useMemo(() => (type.fields ?? []).filter((f) => !f.retired && (f.kind !== "button" || canPress)), [type.fields, canPress]);
  const form = useMemo(() => ({ sections: type.forms?.agent?.sections ?? [] }), [type.forms]);
  const of = useMemo(() => ({ id: type.id, fields, forms: { requester: form, agent: form } }), [type.id, fields, form]);
  const state = useFormState(of, form, "agent", NOTHING, { ticketId: ticket.id, version: ticket.version });
  const byKey = new Map(fields.map((f) => [f.key, f]));
  const inForm = new Set(form.sections.flatMap((s) => s.fields.map((f) => f.field)));
  // What the form has no place for is still there to be read.
  const rest = fields.filter((f) => !inForm.has(f.key) && !isEmpty(ticket.fields?.[f.key]));
  const sections = form.sections.filter((s) => state.section(s.key, Boolean(s.condition)))
    .map((s) => ({ key: s.key, title: s.title, fields: s.fields.flatMap((i) => byKey.get(i.field) ?? []).filter(state.visible) }));
  const all = [...sections, { key: " rest", title: t("fields.other"), fields: rest }].filter((s) => s.fields.length);
  return <>{all.map((s) => <Section key={s.key} title={s.title}>{s.fields.map((f) => <Line key={f.key} ticket={ticket} field={f} required={state.required(f.key, f.required)} {...(onPress ? { onPress: () => onPress(f) } : {})} />)}</Section>)}</>;
}
const NOTHING = { fields: {} };

const Section = ({ title, children }: { title: string; children: ReactNode }) => <section className="side-section">{title && <h2>{title}</h2>}{children}</section>;

function Line({ ticket, field, required, onPress }: { ticket: Ticket; field: Field; required: boolean; onPress?: () => void }) {
  const change = useChange();
  const vote = useVote();
  const value = ticket.fields?.[field.key];
  const put = (to: Json, refs: Refs): void =>
    void change(ticket, { change: { fields: { [field.key]: to } }, show: { fields: { [field.key]: to }, refs }, words: `${field.name}: ${formatField(field, to, { ...ticket.refs, ...refs }) || t("ticket.none")}` });
  return (
    <div className={`side-line ${WIDE.has(field.kind) ? "wide" : ""}`}>
      <span className="side-label" title={field.help || undefined}>{field.name}{required && <><span className="required" aria-hidden="true"> *</span><span className="sr-only"> ({t("fields.required")})</span></>}</span>
      <div className="side-value"><FieldEditor field={field} value={value} refs={ticket.refs ?? {}} required={required} disabled={!ticket.may.edit} ticketId={ticket.id} onChange={put} onVote={(on) => void vote(ticket, field, on)} {...(onPress ? { onPress } : {})} /></div>
    </div>
  );
}
