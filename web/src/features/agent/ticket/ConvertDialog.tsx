import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../../api/client";
import type { FieldValues, Refs, Ticket, TicketType } from "../../../api/types";
import { useSession } from "../../../app/session";
import { useSave } from "../../../app/useSave";
import { FieldInput, formatField, isEmpty } from "../../../fields";
import { t } from "../../../i18n";
import { Button, Dialog, FormError, SelectField, toast } from "../../../ui";
import { putTicket } from "../cache";

/** The fields whose values have a place in the other type, and those that only a note will keep. */
export function carriedOver(ticket: Ticket, from: TicketType | undefined, to: TicketType | undefined) {
  const filled = (from?.fields ?? []).filter((f) => !isEmpty(ticket.fields?.[f.key]));
  const fits = (key: string, kind: string): boolean => (to?.fields ?? []).some((f) => f.key === key && f.kind === kind && !f.retired);
  const kept = filled.filter((f) => fits(f.key, f.kind));
  const needed = (to?.fields ?? []).filter((f) => f.required && !f.condition && !f.retired && f.writable && isEmpty(f.defaultValue) && !kept.some((k) => k.key === f.key));
  return { kept, lost: filled.filter((f) => !kept.includes(f)), needed };
}

/** Makes the ticket one of another type of its desk. */
export function ConvertDialog({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const from = session.type(ticket.typeId);
  const types = session.types.filter((x) => x.deskId === ticket.deskId && x.active && x.id !== ticket.typeId);
  const [typeId, setTypeId] = useState(types[0]?.id ?? "");
  const [status, setStatus] = useState("");
  const [fields, setFields] = useState<FieldValues>({});
  const [refs, setRefs] = useState<Refs>({});
  const to = session.type(typeId);
  const { lost, needed } = carriedOver(ticket, from, to);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const now = await api<Ticket>(`/tickets/${ticket.id}/convert`, { method: "POST", body: { typeId, status: status || null, fields }, version: ticket.version });
      putTicket(cache, now);
      toast(t("reshape.converted", { number: ticket.number, type: to?.name ?? "" }));
      onDone();
    });
  };
  return (
    <Dialog title={t("reshape.convert")} onClose={onClose}>
      {!types.length ? <p className="muted">{t("reshape.noTypes")}</p> : (
        <form onSubmit={save}>
          <FormError error={error} />
          <SelectField label={t("field.type")} data-first="" value={typeId} error={wrong("typeId")} onChange={(e) => { setTypeId(e.target.value); setStatus(""); setFields({}); }}>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
          <SelectField label={t("field.status")} value={status} error={wrong("status")} onChange={(e) => setStatus(e.target.value)}><option value="">{t("reshape.sameStatus")}</option>{(to?.statuses ?? []).map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}</SelectField>
          {needed.map((f) => <FieldInput key={`${typeId}.${f.key}`} field={f} value={fields[f.key]} refs={refs} error={wrong(`fields.${f.key}`)} ticketId={ticket.id} onChange={(value, more) => { setFields((now) => ({ ...now, [f.key]: value })); if (more) setRefs((now) => ({ ...now, ...more })); }} />)}
          {lost.length > 0 && <><h3>{t("reshape.lost")}</h3><ul>{lost.map((f) => <li key={f.key}>{f.name}: {formatField(f, ticket.fields?.[f.key], ticket.refs ?? {})}</li>)}</ul></>}
          <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("reshape.convertDo")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
