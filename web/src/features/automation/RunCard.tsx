import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { RuleRun, RunStep, UndoAnswer } from "../../api/types";
import { exact, maybe, t } from "../../i18n";
import { Button, Dialog, Icon, RelativeTime, toast, type IconName } from "../../ui";
import { failed } from "./data";
import { eventName, Readings } from "./Readings";
import { stepSaid, undoSaid } from "./words";

const ICONS: Record<string, IconName> = { running: "clock", waiting: "clock", done: "check", failed: "warning", skipped: "right", undone: "undo", stopped: "stop" };
export const State = ({ state }: { state: string }) => <span className={`rule-state ${state}`}><Icon name={ICONS[state] ?? "more"} />{maybe(`rules.state.${state}`, state)}</span>;
/** What has left the house stays outside. */
const GONE: ReadonlySet<string> = new Set(["comment", "create", "mail", "notify", "page", "http", "chat"]);
export const cannotComeBack = (steps: RunStep[]): RunStep[] => steps.filter((s) => s.state === "done" && GONE.has(s.kind));

interface Props { run: RuleRun; open?: boolean; withRule?: boolean; withTicket?: boolean; /** May do something about it. */ manages?: boolean; onDone?: () => void }

/** One run: of what, why, what was done, and what can be done about it. */
export function RunCard({ run, open = false, withRule, withTicket, manages, onDone }: Props) {
  const [undoing, setUndoing] = useState(false);
  const [busy, setBusy] = useState(false);
  const call = async (what: "retry" | "give-up"): Promise<void> => {
    setBusy(true);
    try {
      await api(`/rule-runs/${run.id}/${what}`, { method: "POST" });
      toast(t(what === "retry" ? "rules.retried" : "rules.gaveUp"));
    } catch (error) { failed(error); }
    setBusy(false);
    onDone?.();
  };
  const stuck = run.state === "failed" || run.state === "stopped" || run.steps.some((s) => s.nextAt && s.error);
  const pending = run.state === "failed" || run.state === "waiting" || run.state === "running";
  return (
    <details className={`rule-run ${run.state}`} open={open}>
      <summary>
        <State state={run.state} />
        <span className="rule-run-what">
          {withRule && <strong>{run.rule.name} </strong>}
          {withTicket && run.ticket && <>{run.ticket.number} <span className="muted">{run.ticket.title}</span></>}
        </span>
        <span className="muted small"><RelativeTime at={run.startedAt} /></span>
      </summary>
      <div className="rule-run-body">
        {withTicket && run.ticket && <p><Link to={`/work/t/${run.ticket.number}`}>{run.ticket.number} {run.ticket.title}</Link></p>}
        <p className="small">{t("rules.becauseOf", { event: eventName(run.event.kind), time: exact(run.event.at) })} <span className="muted">{t("rules.version", { n: run.rule.version })}</span></p>
        {run.error && !run.steps.some((s) => s.error === run.error) && <p className="error-text small">{stepSaid({ said: run.error, ...(run.words ? { words: run.words } : {}) })}</p>}
        <p className="rule-label">{t("rules.conditions")}</p>
        <Readings readings={run.conditions} />
        <p className="rule-label">{t("rules.steps")}</p>
        {run.steps.length ? <ol className="plain-list rule-run-steps">{run.steps.map((s, i) => <Step key={i} step={s} />)}</ol> : <p className="muted small">{t("rules.noSteps")}</p>}
        {manages && (
          <div className="row wrap">
            {stuck && <Button small icon="redo" disabled={busy} onClick={() => void call("retry")}>{t("rules.retry")}</Button>}
            {pending && <Button small icon="stop" disabled={busy} onClick={() => void call("give-up")}>{t("rules.giveUp")}</Button>}
            {run.undoable && <Button small icon="undo" disabled={busy} onClick={() => setUndoing(true)}>{t("rules.undo")}</Button>}
          </div>
        )}
      </div>
      {undoing && <UndoDialog run={run} onClose={() => setUndoing(false)} onDone={() => { setUndoing(false); onDone?.(); }} />}
    </details>
  );
}

function Step({ step: s }: { step: RunStep }) {
  return (
    <li>
      <State state={s.state} />
      <span className="rule-run-what">
        {maybe(`rules.action.${s.kind}`, s.kind)}{s.said && <span className="muted">: {stepSaid(s)}</span>}
        {s.error && <span className="error-text rule-error">{s.error}{s.attempts > 1 && ` (${t("rules.attempts", { count: s.attempts })})`}</span>}
        {s.nextAt && <span className="muted rule-error">{t(s.error ? "rules.nextTry" : "rules.goesOn")} <RelativeTime at={s.nextAt} /></span>}
      </span>
    </li>
  );
}

function UndoDialog({ run, onClose, onDone }: { run: RuleRun; onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<UndoAnswer | null>(null);
  const stays = cannotComeBack(run.steps);
  const undo = async (): Promise<void> => {
    setBusy(true);
    try {
      setAnswer(await api<UndoAnswer>(`/rule-runs/${run.id}/undo`, { method: "POST" }));
    } catch (error) { failed(error); }
    setBusy(false);
  };
  if (answer)
    return (
      <Dialog title={t("rules.undoTitle")} onClose={onDone}>
        <Said title={answer.undone.length ? t("rules.undone") : t("rules.undoneNothing")} lines={answer.undone.map(undoSaid)} />
        {answer.left.length > 0 && <Said title={t("rules.undoneLeft")} lines={answer.left.map(undoSaid)} />}
        <div className="dialog-foot"><Button kind="primary" data-first onClick={onDone}>{t("action.close")}</Button></div>
      </Dialog>
    );
  return (
    <Dialog title={t("rules.undoTitle")} onClose={onClose}>
      <p>{t("rules.undoText", { number: run.ticket?.number ?? "" })}</p>
      {stays.length > 0 && <Said title={t("rules.undoStays")} lines={stays.map((s) => [maybe(`rules.action.${s.kind}`, s.kind), stepSaid(s)].filter(Boolean).join(": "))} />}
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="primary" data-first disabled={busy} onClick={() => void undo()}>{t("rules.undo")}</Button></div>
    </Dialog>
  );
}
const Said = ({ title, lines }: { title: string; lines: string[] }) => <><p>{title}</p><ul>{lines.map((line, i) => <li key={i}>{line}</li>)}</ul></>;
