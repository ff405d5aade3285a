import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { Level, PersonRef, PriorityLevel, Ticket } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button, Dialog, Field, FormError, Icon, PersonName, PriorityBadge, SelectField, TextField, toast } from "../../ui";
import { putTicket, ticketsChanged } from "./cache";
import { categoryPath, useAgents, useCategories, useTeams } from "./data";
import { Editable, PersonPicker } from "./pickers";
import { AttachBar, useAttachments } from "./ticket/attachments";
import { sendImage } from "../../app/images";
import { RichText } from "../../ui/richtext/RichText";

const LEVELS: Level[] = [1, 2, 3];

/** A ticket somebody asks for on the phone or at the desk. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const types = session.types.filter((x) => session.desks.some((d) => d.id === x.deskId && d.role !== "requester"));
  const [typeId, setType] = useState(types[0]?.id ?? "");
  const type = types.find((x) => x.id === typeId);
  const [form, setForm] = useState({ title: "", description: "", channel: "phone" as "phone" | "agent", categoryId: "", teamId: "", assigneeId: "", impact: 3 as Level, urgency: 3 as Level });
  const [requester, setRequester] = useState<PersonRef | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [pictures, setPictures] = useState(0);
  const attachments = useAttachments();
  const categories = useCategories(type?.deskId);
  const teams = useTeams(type?.deskId);
  const agents = useAgents(type?.deskId);
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    const body = {
      typeId, title: form.title.trim(), impact: form.impact, urgency: form.urgency, channel: form.channel,
      ...(form.description ? { description: form.description } : {}), ...(requester ? { requesterId: requester.id } : {}),
      ...(form.categoryId ? { categoryId: form.categoryId } : {}), ...(form.teamId ? { teamId: form.teamId } : {}),
      ...(form.assigneeId ? { assigneeId: form.assigneeId } : {}), ...(attachments.ids.length ? { attachments: attachments.ids } : {}),
    };
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
  if (!type) return <Dialog title={t("ticket.new")} onClose={onClose}><p>{t("ticket.noTypes")}</p></Dialog>;
  const priority = (type.priorityMatrix[form.impact - 1]?.[form.urgency - 1] ?? 4) as PriorityLevel;
  return (
    <Dialog title={t("ticket.new")} onClose={onClose} wide>
      <form onSubmit={(e) => void submit(e)} {...attachments.drop}>
        <FormError error={error} />
        <div className="form-grid">
          <SelectField label={t("field.type")} value={typeId} onChange={(e) => { setType(e.target.value); set({ categoryId: "", teamId: "", assigneeId: "" }); }}>
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
        <TextField label={t("field.title")} required data-first maxLength={250} value={form.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />
        <Field label={t("field.description")} error={wrong("description")}>{(wired) => <RichText {...wired} label={t("field.description")} value={form.description} onChange={(html) => set({ description: html })} onFiles={attachments.add} onImage={sendImage} onBusy={setPictures} boxed />}</Field>
        <AttachBar attachments={attachments} />
        <div className="form-grid three">
          <SelectField label={t("field.impact")} value={form.impact} onChange={(e) => set({ impact: Number(e.target.value) as Level })}>{LEVELS.map((l) => <option key={l} value={l}>{t(`level.${l}`)}</option>)}</SelectField>
          <SelectField label={t("field.urgency")} value={form.urgency} onChange={(e) => set({ urgency: Number(e.target.value) as Level })}>{LEVELS.map((l) => <option key={l} value={l}>{t(`level.${l}`)}</option>)}</SelectField>
          <div className="field"><span className="label">{t("field.priority")}</span><div className="priority-result"><PriorityBadge value={priority} words /></div></div>
          <SelectField label={t("field.category")} value={form.categoryId} onChange={(e) => set({ categoryId: e.target.value })}><option value="">{t("ticket.none")}</option>{(categories.data ?? []).filter((c) => c.active).map((c) => <option key={c.id} value={c.id}>{categoryPath(c.id, categories.data ?? [])}</option>)}</SelectField>
          <SelectField label={t("field.team")} value={form.teamId} onChange={(e) => set({ teamId: e.target.value })}><option value="">{t("ticket.none")}</option>{(teams.data ?? []).filter((x) => x.deskId === type.deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
          <SelectField label={t("field.assignee")} value={form.assigneeId} onChange={(e) => set({ assigneeId: e.target.value })}><option value="">{t("ticket.nobody")}</option>{(agents.data ?? []).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
          <SelectField label={t("field.channel")} value={form.channel} onChange={(e) => set({ channel: e.target.value as "phone" | "agent" })}><option value="phone">{t("channel.phone")}</option><option value="agent">{t("channel.agent")}</option></SelectField>
        </div>
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy || attachments.busy || pictures > 0}>{t("ticket.create")}</Button></div>
      </form>
    </Dialog>
  );
}
