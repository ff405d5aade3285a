import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useAgents } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { OnCallTimeline } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { fromLocal, toLocal } from "../../fields/date/dates";
import { t } from "../../i18n";
import { Button, Dialog, FormError, SelectField, TextField, toast } from "../../ui";
import { failed, onCallChanged } from "./data";
import { handOver, zoneHere } from "./words";

/** Somebody takes the schedule over for a while; what was arranged so far can be taken back. */
export function OverrideDialog({ timeline, from, until, personId, onClose }: { timeline: OnCallTimeline; from: string; until: string; personId: string | null; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const session = useSession();
  const agents = useAgents(timeline.schedule.deskId);
  const { error, busy, wrong, run } = useSave();
  const soonest = new Date().toISOString();
  const [form, setForm] = useState({ personId: "", from: toLocal(from < soonest ? soonest : from), until: toLocal(until) });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const now = personId ? timeline.people[personId] : null;
  const others = (agents.data ?? []).filter((p) => p.id !== personId);
  const may = timeline.manages || personId === session.person.id;
  const there = timeline.overrides.filter((o) => o.from < until && o.until > from);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { personId: form.personId || null, from: fromLocal(form.from) ?? null, until: fromLocal(form.until) ?? null };
      await api(`/on-call-schedules/${timeline.schedule.id}/overrides`, { body, key: key.for(body) });
      await onCallChanged(cache);
      toast(t("onCall.overridden"));
      onClose();
    });
  };
  async function remove(id: string): Promise<void> {
    try {
      await api(`/on-call-overrides/${id}`, { method: "DELETE" });
      toast(t("onCall.overrideRemoved"));
      onClose();
    } catch (problem) { failed(problem); }
    await onCallChanged(cache);
  }
  return (
    <Dialog title={t("onCall.override")} onClose={onClose}>
      <p>{now ? t("onCall.isOnCall", { name: now.name, from: handOver(from, now), until: handOver(until, now) }) : t("onCall.nobodyThen", { from: handOver(from), until: handOver(until) })}</p>
      {there.length > 0 && (
        <ul className="plain-list oc-list">
          {there.map((o) => (
            <li key={o.id} className="row"><span className="grow">{t("onCall.overrideOf", { name: timeline.people[o.personId]?.name ?? "?", from: handOver(o.from), until: handOver(o.until) })}</span>
              {o.mine && Date.parse(o.until) > Date.now() && <Button small kind="quiet" className="danger" onClick={() => void remove(o.id)}>{t("onCall.takeBack")}</Button>}
            </li>
          ))}
        </ul>
      )}
      {!may ? <p className="muted">{t("onCall.notYours")}</p> : (
        <form onSubmit={save}>
          <FormError error={error} />
          <SelectField label={t("onCall.takesOver")} required data-first value={form.personId} error={wrong("personId")} onChange={(e) => set({ personId: e.target.value })}>
            <option value="">{t("onCall.choosePerson")}</option>
            {others.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}
          </SelectField>
          <div className="form-grid">
            <TextField label={t("onCall.from")} type="datetime-local" required value={form.from} error={wrong("from")} onChange={(e) => set({ from: e.target.value })} />
            <TextField label={t("onCall.until")} type="datetime-local" required value={form.until} error={wrong("until")} onChange={(e) => set({ until: e.target.value })} />
          </div>
          <p className="muted small">{t("onCall.zoneHint", { zone: zoneHere() })}</p>
          <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("onCall.doOverride")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
