import { useState } from "react";
import type { PromiseKind, SlaPromise, Team } from "../../api/types";
import { t } from "../../i18n";
import { Button, Field, IconButton, SelectField, TextField } from "../../ui";
import { QueryInput } from "../agent/QueryInput";
import { minutesOf } from "../task/minutes";
import { spanText } from "./describe";
import { ThresholdFields } from "./ThresholdFields";

const KINDS: PromiseKind[] = ["first_response", "next_response", "resolution", "approval", "custom"];
interface Props { promise: SlaPromise; at: string; deskId: string; teams: Team[]; wrong: (field: string) => string | undefined; onChange: (to: SlaPromise | null) => void }

/** One clock of a policy: its targets, what starts, pauses and ends it, and what happens on the way. */
export function PromiseFields({ promise: p, at, deskId, teams, wrong, onChange }: Props) {
  const set = (part: Partial<SlaPromise>): void => onChange({ ...p, ...part });
  const own = p.kind === "custom" || p.kind === "approval";
  const condition = (part: "start" | "pause" | "stop", placeholder: string) => (
    <Field label={t(`sla.${part}`)} error={wrong(`${at}${part}`)}>{(wired) => <div className="query condition"><QueryInput id={wired.id} describedBy={wired["aria-describedby"]} invalid={Boolean(wrong(`${at}${part}`))} label={t(`sla.${part}`)} placeholder={placeholder} text={p[part]} onText={(to) => set({ [part]: to })} /></div>}</Field>
  );
  return (
    <fieldset className="sla-promise">
      <legend className="sr-only">{t(`sla.kind.${p.kind}`)}</legend>
      <div className="row">
        <span className="grow"><SelectField label={t("sla.kind")} value={p.kind} error={wrong(`${at}kind`)} onChange={(e) => set({ kind: e.target.value as PromiseKind, key: "" })}>{KINDS.map((k) => <option key={k} value={k}>{t(`sla.kind.${k}`)}</option>)}</SelectField></span>
        <span className="grow"><TextField label={t("sla.clockName")} maxLength={60} required={own} placeholder={own ? "" : t(`sla.kind.${p.kind}`)} value={p.name} error={wrong(`${at}name`)} onChange={(e) => set({ name: e.target.value })} /></span>
        <IconButton icon="close" label={t("sla.removeTarget")} onClick={() => onChange(null)} />
      </div>
      <div className="sla-targets">{[1, 2, 3, 4].map((n) => <Target key={n} label={`P${n}`} minutes={p.targets[n]} error={wrong(`${at}targets.${n}`)} onChange={(m) => { const { [n]: _, ...rest } = p.targets; set({ targets: m === null ? rest : { ...rest, [n]: m } }); }} />)}</div>
      {wrong(`${at}targets`) && <p className="field-error" role="alert">{wrong(`${at}targets`)}</p>}
      {condition("pause", "state = pending")}
      <details open={own}><summary>{t("sla.conditions")}</summary>
        {condition("start", own ? 'team = "Network"' : t("sla.usual"))}
        {condition("stop", own ? "status = approved" : t("sla.usual"))}
      </details>
      <h4>{t("sla.thresholds")}</h4>
      {p.thresholds.map((x, i) => <ThresholdFields key={i} threshold={x} at={`${at}thresholds[${i}].`} deskId={deskId} teams={teams} wrong={wrong} onChange={(to) => set({ thresholds: to ? p.thresholds.map((o, k) => (k === i ? to : o)) : p.thresholds.filter((_, k) => k !== i) })} />)}
      <Button small icon="plus" kind="quiet" onClick={() => set({ thresholds: [...p.thresholds, { percent: p.thresholds.some((x) => x.percent === 100) ? 150 : 100, actions: [] }] })}>{t("sla.addThreshold")}</Button>
    </fieldset>
  );
}

/** Written as people say it; nothing is promised where it is empty. */
function Target({ label, minutes, error, onChange }: { label: string; minutes: number | undefined; error: string | undefined; onChange: (to: number | null) => void }) {
  const [text, setText] = useState(minutes === undefined ? "" : spanText(minutes));
  const read = minutesOf(text);
  const bad = text.trim() !== "" && read === null;
  return <TextField label={label} placeholder={t("sla.noTarget")} value={text} error={bad ? t("sla.badSpan") : error} onChange={(e) => { setText(e.target.value); onChange(e.target.value.trim() ? minutesOf(e.target.value) : null); }} />;
}
