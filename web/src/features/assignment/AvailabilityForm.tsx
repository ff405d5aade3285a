import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { Absence, Availability } from "../../api/types";
import { useSave } from "../../app/useSave";
import { day, t } from "../../i18n";
import { Button, ErrorState, explain, FormError, IconButton, Skeleton, TextField, toast, toastUndo } from "../../ui";
import { parseSkills } from "./skills";

/** How much somebody takes, what they can do, and when they are away. */
export function AvailabilityForm({ personId }: { personId: string }) {
  const found = useQuery({ queryKey: ["assignment", "person", personId], queryFn: () => api<Availability>(`/assignment/people/${personId}`) });
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={4} />;
  return <><CapacityForm key={found.data.version} now={found.data} /><Absences personId={personId} all={found.data.absences} /></>;
}

function useChanged() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["assignment"] });
}

function CapacityForm({ now }: { now: Availability }) {
  const changed = useChanged();
  const { error, busy, wrong, run } = useSave();
  const [most, setMost] = useState(String(now.most));
  const [skills, setSkills] = useState(now.skills.join(", "));
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api(`/assignment/people/${now.personId}`, { method: "PUT", body: { most: Number(most), skills: parseSkills(skills) }, version: now.version });
      await changed();
      toast(t("state.saved"));
    });
  };
  return (
    <form onSubmit={save}>
      <FormError error={error} />
      <TextField label={t("assign.most")} hint={t("assign.mostHint", { count: now.open })} type="number" required min={0} max={1000} value={most} error={wrong("most")} onChange={(e) => setMost(e.target.value)} />
      <TextField label={t("assign.skills")} hint={t("assign.skillsHint")} placeholder={t("assign.commas")} value={skills} error={wrong("skills")} onChange={(e) => setSkills(e.target.value)} />
      <Button type="submit" disabled={busy}>{t("action.save")}</Button>
    </form>
  );
}

const EMPTY = { from: "", to: "", reason: "" };

function Absences({ personId, all }: { personId: string; all: Absence[] }) {
  const changed = useChanged();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState(EMPTY);
  const path = `/assignment/people/${personId}/absences`;
  const add = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { from: form.from || null, to: form.to || null, reason: form.reason };
      await api(path, { body, key: key.for(body) });
      setForm(EMPTY);
      await changed();
    });
  };
  async function remove(a: Absence): Promise<void> {
    try {
      await api(`/assignment/absences/${a.id}`, { method: "DELETE" });
      toastUndo(t("assign.absenceRemoved"), () => void api(path, { body: { from: a.from, to: a.to, reason: a.reason } }).then(changed, (wrong: unknown) => toast(explain(problemOf(wrong)).text, { bad: true })));
    } catch (wrong) {
      toast(explain(problemOf(wrong)).text, { bad: true });
    }
    await changed();
  }
  return (
    <form onSubmit={add} style={{ marginBlockStart: 18 }}>
      <h3>{t("assign.absences")}</h3>
      <p className="muted small">{t("assign.absencesText")}</p>
      {all.length > 0 && <ul className="plain-list">{all.map((a) => <li key={a.id} className="row"><span className="grow">{t("assign.fromTo", { from: day(a.from), to: day(a.to) })} <span className="muted">{a.reason}</span></span><IconButton small icon="close" label={t("fields.remove", { name: t("assign.fromTo", { from: day(a.from), to: day(a.to) }) })} onClick={() => void remove(a)} /></li>)}</ul>}
      <FormError error={error} />
      <div className="two">
        <TextField label={t("assign.from")} type="date" required value={form.from} error={wrong("from")} onChange={(e) => setForm({ ...form, from: e.target.value })} />
        <TextField label={t("assign.toDay")} type="date" min={form.from || undefined} value={form.to} error={wrong("to")} onChange={(e) => setForm({ ...form, to: e.target.value })} />
      </div>
      <TextField label={t("assign.reason")} hint={t("assign.reasonHint")} maxLength={200} value={form.reason} error={wrong("reason")} onChange={(e) => setForm({ ...form, reason: e.target.value })} />
      <Button type="submit" disabled={busy}>{t("assign.addAbsence")}</Button>
    </form>
  );
}
