import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PersonRef, Ticket, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { FieldForm, useFieldForm } from "../../fields";
import { t } from "../../i18n";
import { Button, Dialog, Field, FormError, Icon, PersonName, SelectField, toast } from "../../ui";
import { BuiltIn, type BuiltIns } from "./BuiltIn";
import { putTicket, ticketsChanged } from "./cache";
import { Editable, PersonPicker } from "./pickers";
import { AttachBar, useAttachments } from "./ticket/attachments";

const ASKED = ["title", "description", "impact", "urgency", "category", "team", "assignee", "priority"];
const EMPTY = { title: "", description: "", channel: "phone" as "phone" | "agent", categoryId: "", teamId: "", assigneeId: "", impact: 3, urgency: 3 } satisfies BuiltIns & { channel: string };

/** A ticket somebody asks for on the phone or at the desk. */
export default function NewTicket({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const types = session.types.filter((x) => x.active && session.desks.some((d) => d.id === x.deskId && d.role !== "requester"));
  const [typeId, setType] = useState(types[0]?.id ?? "");
  const type = types.find((x) => x.id === typeId);
  return (
    <Dialog title={t("ticket.new")} onClose={onClose} wide>
      {type ? <Entering type={type} types={types} onType={setType} onClose={onClose} /> : <p>{t("ticket.noTypes")}</p>}
    </Dialog>
  );
}

function Entering({ type, types, onType, onClose }: { type: TicketType; types: TicketType[]; onType: (id: string) => void; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const [entered, setEntered] = useState<BuiltIns & { channel: "phone" | "agent" }>(EMPTY);
  const [requester, setRequester] = useState<PersonRef | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [pictures, setPictures] = useState(0);
  const attachments = useAttachments();
  const { title, description, categoryId, teamId, assigneeId, impact, urgency, channel } = entered;
  const builtIn = { title: title.trim(), impact, urgency, channel, ...(description ? { description } : {}), ...(requester ? { requesterId: requester.id } : {}), ...(categoryId ? { categoryId } : {}), ...(teamId ? { teamId } : {}), ...(assigneeId ? { assigneeId } : {}) };
  const form = useFieldForm({ type, audience: "agent", entered: builtIn, fallback: ASKED });
  const set = (part: Partial<typeof entered>): void => setEntered((now) => ({ ...now, ...part }));
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    if (!form.check()) return;
    setBusy(true);
    const fields = form.body();
    const body = { typeId: type.id, ...builtIn, ...(attachments.ids.length ? { attachments: attachments.ids } : {}), ...(Object.keys(fields).length ? { fields } : {}) };
    try {
      const made = await api<Ticket>("/tickets", { body, key: key.for(body) });
      putTicket(cache, made);
      ticketsChanged(cache, [made.id], 0);
      toast(t("ticket.created", { number: made.number }));
      onClose();
      go(`/work/t/${made.number}`);
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(e) => void submit(e)} {...attachments.drop}>
      <FormError error={error} />
      <div className="form-grid">
        <SelectField label={t("field.type")} value={type.id} onChange={(e) => { onType(e.target.value); set({ categoryId: "", teamId: "", assigneeId: "" }); }}>
          {types.map((x) => <option key={x.id} value={x.id}>{`${x.name} · ${session.deskName(x.deskId)}`}</option>)}
        </SelectField>
        <Field label={t("field.requester")} error={wrong("requesterId")}>
          {() => (
            <Editable className="input picker-input" label={`${t("field.requester")}: ${requester?.name ?? t("ticket.meRequester")}`} picker={(a, close) => <PersonPicker anchor={a} label={t("field.requester")} chosen={requester?.id ?? null} onClose={close} onChoose={setRequester} />}>
              {requester ? <PersonName name={requester.name} /> : <span className="muted">{t("ticket.meRequester")}</span>}<Icon name="down" />
            </Editable>
          )}
        </Field>
      </div>
      <FieldForm form={form} error={error} builtIn={(name, required) => <BuiltIn name={name} type={type} values={entered} required={required} set={set} wrong={wrong} onFiles={attachments.add} onBusy={setPictures} />} />
      <AttachBar attachments={attachments} />
      <div className="form-grid">
        <SelectField label={t("field.channel")} value={channel} onChange={(e) => set({ channel: e.target.value as "phone" | "agent" })}><option value="phone">{t("channel.phone")}</option><option value="agent">{t("channel.agent")}</option></SelectField>
      </div>
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy || attachments.busy || pictures > 0}>{t("ticket.create")}</Button></div>
    </form>
  );
}
