import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { Entry, FieldValues, Ticket } from "../../../api/types";
import { useSession } from "../../../app/session";
import { useSave } from "../../../app/useSave";
import { FieldInput } from "../../../fields";
import { t } from "../../../i18n";
import { Body, Button, Dialog, FormError, SelectField, TextField, toast } from "../../../ui";
import { ticketsChanged } from "../cache";

/** Makes a ticket of its own out of something that was said. */
export function SplitDialog({ ticket, entry, onClose }: { ticket: Ticket; entry: Entry; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const types = session.types.filter((x) => x.active && session.desks.some((d) => d.id === x.deskId && d.role !== "requester"));
  const [typeId, setTypeId] = useState(ticket.typeId);
  const [title, setTitle] = useState(ticket.title);
  const [fields, setFields] = useState<FieldValues>({});
  const needed = (session.type(typeId)?.fields ?? []).filter((f) => f.required && !f.condition && !f.retired && f.writable);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { entryId: entry.id, typeId, title, fields };
      const made = await api<Ticket>(`/tickets/${ticket.id}/split`, { body, key: key.for(body) });
      toast(t("ticket.created", { number: made.number }));
      void cache.invalidateQueries({ queryKey: ["entries", ticket.id] });
      ticketsChanged(cache, [ticket.id], 0);
      onClose();
      go(`/work/t/${made.number}`);
    });
  };
  return (
    <Dialog title={t("reshape.split")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("field.title")} required data-first maxLength={250} value={title} error={wrong("title")} onChange={(e) => setTitle(e.target.value)} />
        <SelectField label={t("field.type")} value={typeId} error={wrong("typeId")} onChange={(e) => { setTypeId(e.target.value); setFields({}); }}>{types.map((x) => <option key={x.id} value={x.id}>{x.name} · {session.deskName(x.deskId)}</option>)}</SelectField>
        {needed.map((f) => <FieldInput key={`${typeId}.${f.key}`} field={f} value={fields[f.key]} error={wrong(`fields.${f.key}`)} onChange={(value) => setFields((now) => ({ ...now, [f.key]: value }))} />)}
        <Body html={entry.body} folded={null} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("ticket.create")}</Button></div>
      </form>
    </Dialog>
  );
}
