import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type FormEvent } from "react";
import { problemOf, type Problem } from "../../api/problem";
import type { FieldValues, Ticket, TicketChange, TicketTransition, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { FieldForm, useFieldForm } from "../../fields";
import { t } from "../../i18n";
import { Button, Dialog, Field, FormError } from "../../ui";
import { BuiltIn, isBuiltIn, type BuiltIns } from "./BuiltIn";
import { findTicket } from "./cache";
import { useChange } from "./change";
import { RichText } from "../../ui/richtext/RichText";
import { askedFor, settleTransition, statusWish, useAsked } from "./transition";

/** What a change of status needs to be told: fields, and perhaps a word to the desk or to the requester. */
export default function TransitionDialog() {
  const asked = useAsked();
  const session = useSession();
  const type = asked && session.type(asked.ticket.typeId);
  if (!asked || !type) return null;
  return (
    <Dialog title={t("transition.title", { number: asked.ticket.number, name: asked.way.name })} onClose={settleTransition}>
      <Asking key={`${asked.ticket.id}.${asked.way.key}`} ticket={asked.ticket} way={asked.way} type={type} />
    </Dialog>
  );
}

const builtIns = (ticket: Ticket): BuiltIns => ({
  title: ticket.title, description: ticket.description ?? "", categoryId: ticket.category?.id ?? "", teamId: ticket.team?.id ?? "", assigneeId: ticket.assignee?.id ?? "", impact: ticket.impact, urgency: ticket.urgency,
});
/** The built-in fields that were changed on the way. */
function changed(before: BuiltIns, now: BuiltIns): TicketChange {
  const { requester: _r, ...rest } = now;
  return Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== before[name as keyof BuiltIns]).map(([name, value]) => [name, name.endsWith("Id") ? value || null : value]));
}

/** A form of one section with what the way asks for; there is nothing conditional in it. */
function formFor(type: TicketType, ticket: Ticket, way: TicketTransition) {
  const keys = askedFor(ticket, way);
  const fields = (type.fields ?? []).filter((f) => keys.includes(f.key)).map((f) => ({ ...f, condition: null, required: f.required || way.required.includes(f.key) }));
  const known = keys.filter((key) => isBuiltIn(key) || fields.some((f) => f.key === key));
  const form = { sections: known.length ? [{ key: "asked", title: "", help: null, condition: null, fields: known.map((field) => ({ field })) }] : [] };
  const values: FieldValues = Object.fromEntries(fields.map((f) => [f.key, ticket.fields?.[f.key] ?? null]));
  return { type: { id: type.id, fields, forms: { requester: form, agent: form } }, initial: { values, refs: ticket.refs ?? {} } };
}

function Asking({ ticket, way, type }: { ticket: Ticket; way: TicketTransition; type: TicketType }) {
  const cache = useQueryClient();
  const change = useChange();
  const before = useMemo(() => builtIns(ticket), [ticket]);
  const [entered, setEntered] = useState(before);
  const [words, setWords] = useState("");
  const [lacking, setLacking] = useState(false);
  const [error, setError] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const asked = useMemo(() => formFor(type, ticket, way), [type, ticket, way]);
  const form = useFieldForm({ ...asked, audience: "agent", entered: {}, ticketId: ticket.id, fallback: [] });
  const said = way.comment === "reply" ? "reply" : way.comment === "none" || !way.comment ? null : "note";
  const must = way.comment === "note" || way.comment === "reply";
  const wrong = (field: string): string | undefined => error?.of(field);

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    const silent = must && !words;
    setLacking(silent);
    const plain = statusWish(type, way.to);
    if (!form.check() || silent || !plain) return;
    setBusy(true);
    let refused = false;
    const fields = form.body();
    const full: TicketChange = { ...plain.change, ...changed(before, entered), ...(Object.keys(fields).length ? { fields } : {}), ...(said && words ? { [said]: words } : {}) };
    await change(findTicket(cache, ticket.id) ?? ticket, {
      change: full, show: { ...plain.show, ...(Object.keys(fields).length ? { fields, refs: form.refs } : {}) }, words: plain.words,
      refused: (problem) => { refused = true; setError(problemOf(problem)); return true; },
    });
    setBusy(false);
    if (!refused) settleTransition();
  }
  const label = said === "reply" ? t("transition.reply") : t(must ? "transition.note" : "transition.noteOptional");
  return (
    <form onSubmit={(e) => void submit(e)}>
      <FormError error={error} />
      <FieldForm form={form} error={error} ticketId={ticket.id} builtIn={(name, required) => <BuiltIn name={name} type={type} values={entered} required={required || way.required.includes(name)} set={(part) => setEntered((now) => ({ ...now, ...part }))} wrong={wrong} />} />
      {said && <Field label={label} error={(lacking && !words ? t("fields.needed") : undefined) ?? wrong(said)}>{() => <RichText label={label} value={words} onChange={setWords} boxed />}</Field>}
      <div className="dialog-foot"><Button onClick={settleTransition}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{way.name || t("transition.do")}</Button></div>
    </form>
  );
}
