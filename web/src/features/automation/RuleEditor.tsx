import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { Problem, problemOf } from "../../api/problem";
import type { Rule, RuleBody, RuleCheck, RuleLoop } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, TextField, toast } from "../../ui";
import { ActionList } from "./ActionList";
import { Condition } from "./Condition";
import { DeleteRule } from "./RuleList";
import { sentence } from "./sentence";
import { toActions, toSteps } from "./steps";
import { TriggerFields } from "./TriggerFields";
import { TryPanel } from "./TryPanel";
import { useWorld } from "./world";

interface Props { deskId: string; /** null: it is new. */ rule: Rule | null; start: RuleBody; onSaved: (saved: Rule) => void }

/** A rule as a sentence: when, if, then. What it comes to is said, can be tried on the past, and is checked before it is saved. */
export function RuleEditor({ deskId, rule, start, onSaved }: Props) {
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const world = useWorld(deskId);
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState(() => ({ name: start.name, description: start.description, active: start.active, stop: start.stop, trigger: start.trigger, condition: start.condition, steps: toSteps(start.actions) }));
  const [touched, setTouched] = useState(false);
  const [loops, setLoops] = useState<RuleLoop[] | null>(null);
  const [deleting, setDeleting] = useState(false);
  const set = (part: Partial<typeof form>): void => { setTouched(true); setForm((now) => ({ ...now, ...part })); };
  useUnsaved(touched);
  const { steps, ...rest } = form;
  const body: RuleBody = { ...rest, name: form.name.trim(), description: form.description.trim(), condition: form.condition.trim(), actions: toActions(steps) };
  const within = (path: string): boolean => error !== undefined && problemOf(error).errors.some((e) => e.field.startsWith(path));

  const store = async (active: boolean): Promise<void> => {
    const wanted = { ...body, active };
    const saved = rule ? await api<Rule>(`/rules/${rule.id}`, { method: "PUT", body: wanted, version: rule.version }) : await api<Rule>(`/desks/${deskId}/rules`, { body: wanted, key: key.for(wanted) });
    setTouched(false);
    setLoops(null);
    toast(t(active ? "rules.savedOn" : "rules.savedOff"));
    cache.setQueryData(["rules", "one", saved.id], saved);
    onSaved(saved);
    await cache.invalidateQueries({ queryKey: ["rules"] });
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const found = await api<RuleCheck>(`/desks/${deskId}/rules/check`, { body: { rule: rule ? { id: rule.id, ...body } : body } });
      if (found.problems.length) throw new Problem({ type: "urn:steward:problem:invalid", title: t("problem.invalid.title"), status: 422, errors: found.problems.map((p) => ({ ...p, code: "invalid" })) });
      if (found.loops.length) setLoops(found.loops);
      else await store(body.active);
    });
  };
  return (
    <form className="rule-editor" onSubmit={save} noValidate>
      <div className="rule-main">
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required maxLength={200} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <TextField label={t("rules.description")} maxLength={2000} value={form.description} error={wrong("description")} onChange={(e) => set({ description: e.target.value })} />
        </div>
        <section className="rule-part" aria-labelledby="rule-when"><h2 id="rule-when">{t("rules.when")}</h2><TriggerFields trigger={form.trigger} world={world} wrong={wrong} onChange={(trigger) => set({ trigger })} /></section>
        <section className="rule-part" aria-labelledby="rule-if"><h2 id="rule-if">{t("rules.if")}</h2><Condition label={t("rules.condition")} hint={t("rules.conditionHint")} deskId={deskId} value={form.condition} error={wrong("condition")} onChange={(condition) => set({ condition })} /></section>
        <section className="rule-part" aria-labelledby="rule-then"><h2 id="rule-then">{t("rules.then")}</h2><ActionList steps={steps} world={world} wrong={wrong} within={within} onChange={(to) => set({ steps: to })} /></section>
        <CheckField label={t("rules.stop")} checked={form.stop} onChange={(e) => set({ stop: e.target.checked })} />
        <CheckField label={t("rules.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        <div className="rule-foot">
          {rule && <Button kind="quiet" className="danger" disabled={busy} onClick={() => setDeleting(true)}>{t("action.delete")}</Button>}<span className="grow" />
          {touched && <span className="muted small" role="status">{t("rules.unsaved")}</span>}
          <Button onClick={() => { setTouched(false); void go(`/admin/rules?desk=${deskId}`); }}>{t("action.cancel")}</Button>
          <Button type="submit" kind="primary" disabled={busy}>{t(rule ? "action.save" : "action.create")}</Button>
        </div>
      </div>
      <aside className="rule-side" aria-label={t("rules.inWords")}>
        <section className="rule-sentence"><h2>{t("rules.inWords")}</h2><p aria-live="polite">{sentence({ trigger: form.trigger, condition: form.condition, steps }, world.names)}</p></section>
        <TryPanel deskId={deskId} body={rule ? { id: rule.id, ...body } : body} />
      </aside>
      {loops && <Loops loops={loops} busy={busy} onClose={() => setLoops(null)} onSave={() => { setLoops(null); void run(() => store(false)); }} />}
      {deleting && rule && <DeleteRule rule={rule} onClose={() => setDeleting(false)} onDone={() => { void cache.invalidateQueries({ queryKey: ["rules", "desk"] }); void go(`/admin/rules?desk=${deskId}`); }} />}
    </form>
  );
}

/** The browser asks before what was not saved is left. */
function useUnsaved(touched: boolean): void {
  useEffect(() => {
    if (!touched) return undefined;
    const ask = (e: BeforeUnloadEvent): void => e.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [touched]);
}

function Loops({ loops, busy, onClose, onSave }: { loops: RuleLoop[]; busy: boolean; onClose: () => void; onSave: () => void }) {
  return (
    <Dialog title={t("rules.loopTitle")} onClose={onClose}>
      <p>{t("rules.loopText")}</p>
      <ul className="rule-loops">{loops.map((l, i) => <li key={i}><strong>{l.rules.join(" → ")}</strong><br /><span className="muted">{l.why}</span></li>)}</ul>
      <div className="dialog-foot"><Button data-first onClick={onClose}>{t("rules.backToRule")}</Button><Button kind="primary" disabled={busy} onClick={onSave}>{t("rules.saveOff")}</Button></div>
    </Dialog>
  );
}
