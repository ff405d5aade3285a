import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Level, Named, PersonRef, Schedule, ScheduledTicket } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, Field, FormError, Icon, PersonName, SelectField, TextField, toast } from "../../ui";
import { today } from "../analytics/days";
import { categoryPath, useAgents, useCategories, useTeams } from "../agent/data";
import { Editable, PersonPicker } from "../agent/pickers";
import { RichText } from "../../ui/richtext/RichText";
import { WhenFields } from "./WhenFields";
import "../agent/ticket/ticket.css";
import "./task.css";

const LEVELS: Level[] = [1, 2, 3];

export function ScheduleDialog({ scheduled, desks, onClose }: { scheduled: ScheduledTicket | null; desks: Named[]; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [deskId, setDesk] = useState(scheduled?.deskId ?? desks[0]?.id ?? "");
  const types = session.types.filter((x) => x.deskId === deskId);
  const [name, setName] = useState(scheduled?.name ?? "");
  const [active, setActive] = useState(scheduled?.active ?? true);
  const [requester, setRequester] = useState<PersonRef | null>(scheduled?.requester ?? null);
  const [ticket, setTicket] = useState({
    typeId: scheduled?.ticket.typeId ?? types[0]?.id ?? "", title: scheduled?.ticket.title ?? "", description: scheduled?.ticket.description ?? "",
    impact: scheduled?.ticket.impact ?? (3 as Level), urgency: scheduled?.ticket.urgency ?? (3 as Level), categoryId: scheduled?.ticket.categoryId ?? null,
    teamId: scheduled?.ticket.teamId ?? null, assigneeId: scheduled?.ticket.assigneeId ?? null, tags: scheduled?.ticket.tags ?? [],
  });
  const [schedule, setSchedule] = useState<Schedule>(scheduled?.schedule ?? {
    kind: "weekly", interval: 1, weekdays: ["monday"], dayOfMonth: null, month: null, time: "09:00", zone: session.organisation.timeZone, start: today(), end: null,
  });
  const set = (part: Partial<typeof ticket>): void => setTicket({ ...ticket, ...part });
  const agents = useAgents(deskId);
  const teams = useTeams(deskId);
  const categories = useCategories(deskId);
  const [tags, setTags] = useState(ticket.tags.join(", "));
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["scheduled-tickets"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const wanted = { ...ticket, tags: tags.split(",").map((x) => x.trim()).filter(Boolean), requesterId: requester?.id ?? session.person.id };
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
    setDesk(id);
    set({ typeId: session.types.find((x) => x.deskId === id)?.id ?? "", categoryId: null, teamId: null, assigneeId: null });
  };
  return (
    <Dialog title={scheduled ? scheduled.name : t("schedules.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
          <SelectField label={t("field.desk")} disabled={scheduled !== null} value={deskId} onChange={(e) => chooseDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
        </div>
        <fieldset className="boxed"><legend>{t("schedules.when")}</legend><WhenFields schedule={schedule} wrong={(field) => wrong(`schedule.${field}`)} onChange={setSchedule} /></fieldset>
        <fieldset className="boxed"><legend>{t("schedules.ticket")}</legend>
          <div className="form-grid">
            <SelectField label={t("field.type")} value={ticket.typeId} error={wrong("ticket.typeId")} onChange={(e) => set({ typeId: e.target.value })}>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
            <Field label={t("field.requester")} error={wrong("ticket.requesterId")}>
              {() => <Editable className="input picker-input" label={`${t("field.requester")}: ${requester?.name ?? t("ticket.meRequester")}`} picker={(a, close) => <PersonPicker anchor={a} label={t("field.requester")} chosen={requester?.id ?? null} onClose={close} onChoose={setRequester} />}>{requester ? <PersonName name={requester.name} /> : <span className="muted">{t("ticket.meRequester")}</span>}<Icon name="down" /></Editable>}
            </Field>
          </div>
          <TextField label={t("field.title")} required maxLength={250} value={ticket.title} error={wrong("ticket.title")} onChange={(e) => set({ title: e.target.value })} />
          <Field label={t("field.description")} error={wrong("ticket.description")}>{() => <RichText label={t("field.description")} value={ticket.description} onChange={(description) => set({ description })} boxed />}</Field>
          <div className="form-grid three">
            <SelectField label={t("field.team")} value={ticket.teamId ?? ""} error={wrong("ticket.teamId")} onChange={(e) => set({ teamId: e.target.value || null })}><option value="">{t("ticket.none")}</option>{(teams.data ?? []).filter((x) => x.deskId === deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
            <SelectField label={t("field.assignee")} value={ticket.assigneeId ?? ""} error={wrong("ticket.assigneeId")} onChange={(e) => set({ assigneeId: e.target.value || null })}><option value="">{t("ticket.nobody")}</option>{(agents.data ?? []).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
            <SelectField label={t("field.category")} value={ticket.categoryId ?? ""} error={wrong("ticket.categoryId")} onChange={(e) => set({ categoryId: e.target.value || null })}><option value="">{t("ticket.none")}</option>{(categories.data ?? []).filter((c) => c.active).map((c) => <option key={c.id} value={c.id}>{categoryPath(c.id, categories.data ?? [])}</option>)}</SelectField>
            <SelectField label={t("field.impact")} value={ticket.impact} error={wrong("ticket.impact")} onChange={(e) => set({ impact: Number(e.target.value) as Level })}>{LEVELS.map((l) => <option key={l} value={l}>{t(`level.${l}`)}</option>)}</SelectField>
            <SelectField label={t("field.urgency")} value={ticket.urgency} error={wrong("ticket.urgency")} onChange={(e) => set({ urgency: Number(e.target.value) as Level })}>{LEVELS.map((l) => <option key={l} value={l}>{t(`level.${l}`)}</option>)}</SelectField>
            <TextField label={t("field.tags")} value={tags} error={wrong("ticket.tags")} onChange={(e) => setTags(e.target.value)} />
          </div>
        </fieldset>
        <CheckField label={t("schedules.on")} checked={active} onChange={(e) => setActive(e.target.checked)} />
        <div className="dialog-foot">
          {scheduled && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(scheduled)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(scheduled ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
