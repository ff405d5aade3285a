import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { Approval, ApprovalStep, Verdict, Vote } from "../../api/types";
import { short, t } from "../../i18n";
import { Body, Button, Icon, RelativeTime, TextArea, toast } from "../../ui";
import { approvalsChanged, failed, sourceWords, stateWords } from "./data";
import "./approval.css";

/** A decision that is waited for, or was made: about what, by whom, and what they said. */
export function ApprovalCard({ approval: a, ticketPath, open = false, level = 2 }: { approval: Approval; ticketPath?: string | undefined; /** Whether what it is about is shown at once. */ open?: boolean; /** Of its heading, below the one it stands under. */ level?: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  const cache = useQueryClient();
  async function call(path: string, body: unknown, done: string): Promise<void> {
    try {
      await api<Approval>(`/approvals/${a.id}/${path}`, { body });
      toast(done);
    } catch (error) { failed(error); }
    approvalsChanged(cache, a.ticket.id);
  }
  return (
    <article className={`approval is-${a.state}`} aria-label={a.title}>
      <Heading className="approval-title">{a.title} <StateBadge state={a.state} /></Heading>
      <p className="muted small">
        {ticketPath ? <Link to={ticketPath}>{a.ticket.number} {a.ticket.title}</Link> : <>{a.ticket.number} {a.ticket.title}</>} · {a.requestedBy ? t("approval.askedBy", { name: a.requestedBy.name }) : t("approval.askedItself")} <RelativeTime at={a.requested} />
        {a.state === "pending" && a.expires && <> · {t("approval.until", { time: short(a.expires) })}</>}
      </p>
      {a.reason && <p className="approval-reason">{a.reason}</p>}
      <About approval={a} open={open} level={level === 2 ? 3 : 4} />
      <Steps approval={a} />
      {a.ending && <p className="muted small">{t(a.state === "superseded" ? "approval.changed" : "approval.ending", { text: a.ending })}</p>}
      {a.may.decideFor && <Decide approval={a} send={(decision, comment) => call("decision", { decision, comment }, t(`approval.done.${decision}`))} />}
      {a.may.withdraw && <Button kind="link" onClick={() => void call("withdraw", {}, t("approval.withdrawn"))}>{t("approval.withdraw")}</Button>}
    </article>
  );
}

export const StateBadge = ({ state }: { state: Approval["state"] | ApprovalStep["state"] }) => <span className={`approval-state is-${state}`}><Icon name={state === "approved" ? "check" : state === "rejected" ? "close" : "clock"} />{stateWords(state)}</span>;

/** The ticket as it was when it was asked: that is what the decision is about. */
export function About({ approval: a, open, level }: { approval: Approval; open: boolean; level: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <details className="approval-about" open={open}>
      <summary>{t("approval.about")}</summary>
      <Heading className="approval-subject">{a.about.title}</Heading>
      {a.about.description && <Body html={a.about.description} />}
      <dl className="facts">
        <dt>{t("field.requester")}</dt><dd>{a.about.requester}</dd>
        <dt>{t("field.type")}</dt><dd>{a.about.type}</dd>
        <dt>{t("field.priority")}</dt><dd>P{a.about.priority}</dd>
        {a.about.category && <><dt>{t("field.category")}</dt><dd>{a.about.category}</dd></>}
        {a.about.fields.map((f) => <div key={f.key} className="fact"><dt>{f.name}</dt><dd>{f.label}</dd></div>)}
      </dl>
    </details>
  );
}

export function Steps({ approval: a }: { approval: Approval }) {
  return (
    <ol className="plain-list approval-steps">
      {a.steps.map((s, i) => (
        <li key={i}>
          <p><strong>{s.name || t("approval.step", { n: i + 1 })}</strong> <StateBadge state={s.state} /> <span className="muted small">{s.rule === "quorum" ? t("approval.rule.quorumOf", { needed: s.needed, all: s.votes.length }) : t(`approval.rule.${s.rule}`)}</span></p>
          <ul className="plain-list">{s.votes.map((v) => <VoteLine key={v.person.id} vote={v} />)}</ul>
        </li>
      ))}
    </ol>
  );
}

function VoteLine({ vote: v }: { vote: Vote }) {
  const source = sourceWords(v.source);
  return (
    <li className="vote">
      <span className={`vote-mark is-${v.decision ?? "waiting"}`}><Icon name={v.decision === "approved" ? "check" : v.decision === "rejected" ? "close" : "clock"} label={stateWords(v.decision ?? "waiting")} /></span>
      <span className="grow">
        {v.person.name}{source && <span className="muted small"> · {source}</span>}
        {v.decidedBy && <span className="muted small"> · {t("approval.instead", { name: v.decidedBy.name })}</span>}
        {v.via === "mail" && <span className="muted small"> · {t("approval.byMail")}</span>}
        {v.decided && <span className="muted small"> · <RelativeTime at={v.decided} /></span>}
        {v.comment && <span className="vote-comment">{v.comment}</span>}
      </span>
    </li>
  );
}

/** One press decides; a word with it is welcome, and not needed. */
export function Decide({ approval: a, me, send }: { approval: Approval; /** Who decides, where nobody is signed in. */ me?: string; send: (decision: Verdict, comment: string) => Promise<void> }) {
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState(false);
  const whose = a.may.decideFor?.name;
  const press = (decision: Verdict) => (): void => {
    setBusy(true);
    void send(decision, comment.trim()).finally(() => setBusy(false));
  };
  const own = a.steps[a.step]?.votes.find((v) => v.person.id === a.may.decideFor?.id);
  return (
    <div className="decide">
      {own && me && whose !== me && <p>{t("approval.decideFor", { name: whose ?? "" })}</p>}
      <TextArea label={t("approval.comment")} rows={2} maxLength={2000} value={comment} onChange={(e) => setComment(e.target.value)} />
      <div className="decide-buttons">
        <Button kind="primary" icon="check" disabled={busy} onClick={press("approved")}>{t("approval.approve")}</Button>
        <Button icon="close" className="danger" disabled={busy} onClick={press("rejected")}>{t("approval.reject")}</Button>
      </div>
    </div>
  );
}
