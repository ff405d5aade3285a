import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useAgents, useTeams } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { ChainStep, ChainTarget, OnCallChain, TargetKind } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, FormError, IconButton, SelectField, TextField, toast } from "../../ui";
import { onCallChanged, useDeskChats, useSchedules } from "./data";
import { minutes } from "./words";

const emptyStep = (): ChainStep => ({ targets: [], waitMinutes: 5 });
const REPEATS = Array.from({ length: 10 }, (_, i) => i);

/** Whom to call, one step after another. */
export function ChainDialog({ chain, deskId, onClose }: { chain: OnCallChain | null; deskId: string; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [sure, setSure] = useState(false);
  const [form, setForm] = useState({ name: chain?.name ?? "", repeats: chain?.repeats ?? 0, steps: chain?.steps ?? [emptyStep()] });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const body = { deskId, ...form, name: form.name.trim() };
  const done = async (text: string): Promise<void> => {
    await onCallChanged(cache);
    toast(text);
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (chain) await api(`/on-call-chains/${chain.id}`, { method: "PUT", body, version: chain.version });
      else await api("/on-call-chains", { body, key: key.for(body) });
      await done(t("state.saved"));
    });
  };
  const remove = (of: OnCallChain): void => void run(async () => {
    await api(`/on-call-chains/${of.id}`, { method: "DELETE" });
    await done(t("onCall.deleted", { name: of.name }));
  });
  const round = form.steps.reduce((sum, s) => sum + (s.waitMinutes || 0), 0);
  return (
    <Dialog wide title={chain ? chain.name : t("onCall.addChain")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
        {wrong("steps") && <p className="field-error" role="alert">{wrong("steps")}</p>}
        {form.steps.map((step, i) => (
          <fieldset key={i} className="oc-layer">
            <legend>{t("onCall.step", { n: i + 1 })}</legend>
            {form.steps.length > 1 && <span className="row end oc-layer-do"><IconButton small icon="close" label={t("onCall.removeStep", { n: i + 1 })} onClick={() => set({ steps: form.steps.filter((_, at) => at !== i) })} /></span>}
            <StepFields step={step} deskId={deskId} wrong={(field) => wrong(`steps[${i}].${field}`)} onChange={(to) => set({ steps: form.steps.map((s, at) => (at === i ? to : s)) })} />
          </fieldset>
        ))}
        {form.steps.length < 20 && <Button small icon="plus" onClick={() => set({ steps: [...form.steps, emptyStep()] })}>{t("onCall.addStep")}</Button>}
        <SelectField label={t("onCall.repeats")} hint={t("onCall.repeatsHint")} value={form.repeats} error={wrong("repeats")} onChange={(e) => set({ repeats: Number(e.target.value) })}>{REPEATS.map((n) => <option key={n} value={n}>{n}</option>)}</SelectField>
        <p className="muted small">{t("onCall.atTheEnd", { time: minutes(round * (form.repeats + 1)) })}</p>
        {sure && chain && <p className="notice" role="alert">{t("onCall.deleteChainSure")}</p>}
        <div className="dialog-foot">
          {chain && <Button kind="quiet" className="danger" disabled={busy} onClick={() => (sure ? remove(chain) : setSure(true))}>{t(sure ? "onCall.deleteNow" : "action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(chain ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function StepFields({ step, deskId, wrong, onChange }: { step: ChainStep; deskId: string; wrong: (field: string) => string | undefined; onChange: (step: ChainStep) => void }) {
  const schedules = useSchedules(deskId);
  const teams = useTeams(deskId);
  const agents = useAgents(deskId);
  const chats = useDeskChats(deskId);
  const all: [TargetKind, { id: string; name: string }[]][] = [["schedule", schedules.data ?? []], ["team", (teams.data ?? []).filter((x) => x.deskId === deskId)], ["person", agents.data ?? []], ["chat", chats.data ?? []]];
  const name = (x: ChainTarget): string => all.find(([kind]) => kind === x.kind)?.[1].find((y) => y.id === x.id)?.name ?? "?";
  const add = (value: string): void => {
    const cut = value.indexOf(":");
    const [kind, id] = [value.slice(0, cut) as TargetKind, value.slice(cut + 1)];
    if (cut > 0 && !step.targets.some((x) => x.kind === kind && x.id === id)) onChange({ ...step, targets: [...step.targets, { kind, id }] });
  };
  const problem = wrong("targets") ?? step.targets.map((_, j) => wrong(`targets[${j}].id`)).find(Boolean);
  return (
    <div className="form-grid">
      <div>
        <SelectField label={t("onCall.call")} value="" error={problem} onChange={(e) => add(e.target.value)}>
          <option value="">{t("onCall.chooseTarget")}</option>
          {all.map(([kind, list]) => list.length > 0 && <optgroup key={kind} label={t(`onCall.target.${kind}`)}>{list.map((x) => <option key={x.id} value={`${kind}:${x.id}`}>{x.name}</option>)}</optgroup>)}
        </SelectField>
        <ul className="plain-list oc-rota">
          {step.targets.map((x) => (
            <li key={`${x.kind}${x.id}`} className="row"><span className="grow truncate">{name(x)} <span className="muted">· {t(`onCall.target.${x.kind}`)}</span></span>
              <IconButton small icon="close" label={t("onCall.removePerson", { name: name(x) })} onClick={() => onChange({ ...step, targets: step.targets.filter((y) => y !== x) })} />
            </li>
          ))}
        </ul>
      </div>
      <TextField label={t("onCall.wait")} type="number" min={1} max={1440} required value={step.waitMinutes} error={wrong("waitMinutes")} onChange={(e) => onChange({ ...step, waitMinutes: Number(e.target.value) })} />
    </div>
  );
}
