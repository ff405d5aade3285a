import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Level, Named, PersonRef, Schedule, ScheduledTicket, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { FieldForm, useFieldForm } from "../../fields";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, Field, FormError, Icon, PersonName, SelectField, TextField, toast } from "../../ui";
import { today } from "../analytics/days";
import { BuiltIn, type BuiltIns } from "../agent/BuiltIn";
import { Editable, PersonPicker } from "../agent/pickers";
import { RichText } from "../../ui/richtext/RichText";
import { comesAgain } from "./repeat";
import { WhenFields } from "./WhenFields";
import "../agent/ticket/ticket.css";
import "./task.css";

const ASKED = ["title", "description", "team", "assignee", "category", "impact", "urgency", "priority"];
/** What is planned ahead, whether the form asks for it or not. */
const PLANNED = ["team", "assignee", "category", "impact", "urgency"];
interface Props { scheduled: ScheduledTicket | null; desks: Named[]; onClose: () => void }

export function ScheduleDialog({ scheduled, desks, onClose }: Props) {
  const session = useSession();
  const offered = desks.filter((d) => session.types.some((x) => x.deskId === d.id));
  const [typeId, setType] = useState(scheduled?.ticket.typeId ?? session.types.find((x) => x.deskId === offered[0]?.id)?.id ?? "");
  const type = session.types.find((x) => x.id === typeId);
  return (
    <Dialog title={scheduled ? scheduled.name : t("schedules.add")} onClose={onClose} wide>
      {type ? <Entering scheduled={scheduled} desks={offered} type={type} onType={setType} onClose={onClose} /> : <p>{t("ticket.noTypes")}</p>}
    </Dialog>
  );
}

const builtInsOf = (s: ScheduledTicket | null): BuiltIns => ({
  title: s?.ticket.title ?? "", description: s?.ticket.description ?? "", categoryId: s?.ticket.categoryId ?? "", teamId: s?.ticket.teamId ?? "",
  assigneeId: s?.ticket.assigneeId ?? "", impact: s?.ticket.impact ?? (3 as Level), urgency: s?.ticket.urgency ?? (3 as Level),
});

function Entering({ scheduled, desks, type, onType, onClose }: Props & { type: TicketType; onType: (id: string) => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const deskId = type.deskId;
  const types = session.types.filter((x) => x.deskId === deskId);
  const [name, setName] = useState(scheduled?.name ?? "");
  const [active, setActive] = useState(scheduled?.active ?? true);
  const [requester, setRequester] = useState<PersonRef | null>(scheduled?.requester ?? null);
  const [entered, setEntered] = useState(() => builtInsOf(scheduled));
  const [tags, setTags] = useState((scheduled?.ticket.tags ?? []).join(", "));
  const [schedule, setSchedule] = useState<Schedule>(scheduled?.schedule ?? {
    kind: "weekly", interval: 1, weekdays: ["monday"], dayOfMonth: null, month: null, time: "09:00", zone: session.organisation.timeZone, start: today(), end: null,
  });
  const set = (part: Partial<BuiltIns>): void => setEntered((now) => ({ ...now, ...part }));
  const { title, description, categoryId, teamId, assigneeId, impact, urgency } = entered;
  const builtIn = { title: title.trim(), description, impact, urgency, requesterId: requester?.id ?? session.person.id, categoryId: categoryId || null, teamId: teamId || null, assigneeId: assigneeId || null };
  const form = useFieldForm({
    type: comesAgain(type), audience: "agent", entered: builtIn, fallback: ASKED,
    ...(scheduled?.ticket.typeId === type.id ? { initial: { values: scheduled.ticket.fields, refs: scheduled.refs } } : {}),
  });
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["scheduled-tickets"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    if (!form.check()) return;
    void run(async () => {
      const wanted = { typeId: type.id, ...builtIn, tags: tags.split(",").map((x) => x.trim()).filter(Boolean), fields: form.body() };
      const body = { deskId, name: name.trim(), active, ticket: wanted, schedule };
      if (scheduled) await api(`/scheduled-tickets/${scheduled.id}`, { method: "PUT", body, version: scheduled.version });
      else await api("/scheduled-tickets", { body, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: ScheduledTicket): void => void run(async () => {
    await api(`/scheduled-tickets/${of.id}`, { method: "DELETE" });
    await done();
  });
  const chooseDesk = (id: string): void => {
    onType(session.types.find((x) => x.deskId === id)?.id ?? type.id);
    set({ categoryId: "", teamId: "", assigneeId: "" });
  };
  const inForm = new Set(form.sections.flatMap((s) => s.items.map((i) => i.key)));
  const beside = PLANNED.filter((part) => !inForm.has(part));
  const at = (field: string): string | undefined => wrong(`ticket.${field}`);
  return (
    <form onSubmit={save}>
      <FormError error={error} />
      <div className="form-grid">
        <TextField label={t("person.name")} required data-first maxLength={100} value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        <SelectField label={t("field.desk")} disabled={scheduled !== null} value={deskId} onChange={(e) => chooseDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
      </div>
      <fieldset className="boxed"><legend>{t("schedules.when")}</legend><WhenFields schedule={schedule} wrong={(field) => wrong(`schedule.${field}`)} onChange={setSchedule} /></fieldset>
      <fieldset className="boxed"><legend>{t("schedules.ticket")}</legend>
        <div className="form-grid">
          <SelectField label={t("field.type")} value={type.id} error={at("typeId")} onChange={(e) => onType(e.target.value)}>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
          <Field label={t("field.requester")} error={at("requesterId")}>
            {() => <Editable className="input picker-input" label={`${t("field.requester")}: ${requester?.name ?? t("ticket.meRequester")}`} picker={(a, close) => <PersonPicker anchor={a} label={t("field.requester")} chosen={requester?.id ?? null} onClose={close} onChoose={setRequester} />}>{requester ? <PersonName name={requester.name} /> : <span className="muted">{t("ticket.meRequester")}</span>}<Icon name="down" /></Editable>}
          </Field>
        </div>
        {/* A picture belongs to one ticket, so the text of many takes none. */}
        <FieldForm form={form} error={error} at="ticket." builtIn={(part, required) => (part === "description"
          ? <Field label={t("field.description")} error={at("description")}>{() => <RichText label={t("field.description")} value={description} onChange={(to) => set({ description: to })} boxed />}</Field>
          : <BuiltIn name={part} type={type} values={entered} required={required} set={set} wrong={at} />)} />
        {beside.length > 0 && <div className="form-grid three">{beside.map((part) => <BuiltIn key={part} name={part} type={type} values={entered} required={false} set={set} wrong={at} />)}</div>}
        <TextField label={t("field.tags")} value={tags} error={at("tags")} onChange={(e) => setTags(e.target.value)} />
      </fieldset>
      <CheckField label={t("schedules.on")} checked={active} onChange={(e) => setActive(e.target.checked)} />
      <div className="dialog-foot">
        {scheduled && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(scheduled)}>{t("action.delete")}</Button>}<span className="grow" />
        <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(scheduled ? "action.save" : "action.add")}</Button>
      </div>
    </form>
  );
}
