import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useTeams } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { Agreement, SlaPolicy, SlaPromise } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, Field, FormError, SelectField, TextField, toast } from "../../ui";
import { QueryInput } from "../agent/QueryInput";
import { useCalendars } from "./data";
import { PreviewPart } from "./PreviewPart";
import { PromiseFields } from "./PromiseFields";

const AGREEMENTS: Agreement[] = ["sla", "ola", "contract"];
const RESOLUTION: SlaPromise = { key: "resolution", kind: "resolution", name: "", targets: { 1: 240, 2: 480, 3: 1440, 4: 2400 }, start: "", pause: "state = pending", stop: "", thresholds: [{ percent: 75, actions: [] }] };
const RESPONSE: SlaPromise = { ...RESOLUTION, key: "first_response", kind: "first_response", targets: { 1: 15, 2: 60, 3: 240, 4: 480 } };

/** A policy: which tickets, what is promised of them, by which hours, and what happens before and after it is missed. */
export function PolicyDialog({ policy, deskId, onClose }: { policy: SlaPolicy | null; deskId: string; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const teams = useTeams(deskId);
  const calendars = useCalendars(deskId);
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: policy?.name ?? "", active: policy?.active ?? true, agreement: policy?.agreement ?? ("sla" as Agreement), teamId: policy?.teamId ?? "", supplier: policy?.supplier ?? "", query: policy?.query ?? "", calendars: policy?.calendars ?? [], promises: policy?.promises ?? [RESPONSE, RESOLUTION] });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const put = (at: number, promise: SlaPromise | null): void => set({ promises: promise ? form.promises.map((p, i) => (i === at ? promise : p)) : form.promises.filter((_, i) => i !== at) });
  const body = { id: policy?.id ?? null, deskId, ...form, name: form.name.trim(), teamId: form.agreement === "ola" ? form.teamId || null : null, supplier: form.supplier.trim(), query: form.query.trim() };
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["sla"] });
    toast(t("sla.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (policy) await api(`/sla/policies/${policy.id}`, { method: "PUT", body, version: policy.version });
      else await api("/sla/policies", { body, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: SlaPolicy): void => void run(async () => {
    await api(`/sla/policies/${of.id}`, { method: "DELETE" });
    await done();
  });
  const desk = (teams.data ?? []).filter((x) => x.deskId === deskId);
  return (
    <Dialog wide title={policy ? policy.name : t("sla.addPolicy")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <SelectField label={t("sla.agreement")} value={form.agreement} error={wrong("agreement")} onChange={(e) => set({ agreement: e.target.value as Agreement })}>{AGREEMENTS.map((a) => <option key={a} value={a}>{t(`sla.agreement.${a}`)}</option>)}</SelectField>
        </div>
        {form.agreement === "ola" && <SelectField label={t("sla.promisingTeam")} value={form.teamId} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value })}><option value="">{t("ticket.none")}</option>{desk.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>}
        {form.agreement === "contract" && <TextField label={t("sla.supplier")} maxLength={100} value={form.supplier} error={wrong("supplier")} onChange={(e) => set({ supplier: e.target.value })} />}
        <Field label={t("sla.which")} hint={t("sla.whichHint")} error={wrong("query")}>{(wired) => <div className="query condition"><QueryInput id={wired.id} describedBy={wired["aria-describedby"]} invalid={Boolean(wrong("query"))} label={t("sla.which")} placeholder="type = incident" text={form.query} onText={(query) => set({ query })} /></div>}</Field>
        <fieldset className="boxed"><legend>{t("sla.hours")}</legend>
          <p className="hint">{t("sla.hoursHint")}</p>
          <div className="row wrap">{(calendars.data ?? []).map((c) => <CheckField key={c.id} label={c.name} checked={form.calendars.includes(c.id)} onChange={(e) => set({ calendars: e.target.checked ? [...form.calendars, c.id] : form.calendars.filter((x) => x !== c.id) })} />)}{calendars.data && !calendars.data.length && <span className="muted">{t("sla.always")}</span>}</div>
          {wrong("calendars") && <p className="field-error" role="alert">{wrong("calendars")}</p>}
        </fieldset>
        <h3>{t("sla.targets")}</h3>
        {form.promises.map((p, i) => <PromiseFields key={i} promise={p} at={`promises[${i}].`} deskId={deskId} teams={desk} wrong={wrong} onChange={(to) => put(i, to)} />)}
        {wrong("promises") && <p className="field-error" role="alert">{wrong("promises")}</p>}
        <Button small icon="plus" onClick={() => set({ promises: [...form.promises, { ...RESOLUTION, key: "", kind: "custom", targets: {}, pause: "" }] })}>{t("sla.addTarget")}</Button>
        {policy && <CheckField label={t("rules.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />}
        <PreviewPart body={{ deskId, policy: body }} />
        <div className="dialog-foot">
          {policy && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(policy)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(policy ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
