import { useState } from "react";
import type { ChangedField, ChangedValue, Entry, Field, Ticket } from "../../../api/types";
import { duration, maybe, t } from "../../../i18n";
import { decisionOf, Why } from "../../assignment/Why";
import { CauseLink } from "../../automation/CauseLink";
import { Avatar, Body, Button, Files, Icon, IconButton, RelativeTime } from "../../../ui";

/** A message: what the requester can read, and what only the desk can, are never alike. */
export function EntryView({ entry, requesterId, ticket, onSplit }: { entry: Entry; requesterId: string; ticket?: Ticket | undefined; /** Makes a ticket of what was said; without it that is not offered. */ onSplit?: (() => void) | undefined }) {
  const internal = entry.audience === "internal";
  const theirs = entry.actor.id === requesterId;
  return (
    <section className={`entry ${internal ? "internal" : theirs ? "theirs" : "ours"}`} id={`entry-${entry.seq}`}>
      <div className="entry-head">
        <Avatar name={entry.actor.name} size={26} />
        <strong>{entry.actor.name}</strong>
        {internal && <span className="audience"><Icon name="lock" />{t("entry.internal")}</span>}
        {entry.channel && entry.channel !== "agent" && <span className="muted small row"><Icon name={entry.channel === "email" ? "mail" : "reply"} />{maybe(`channel.${entry.channel}`, entry.channel)}</span>}
        <span className="muted small"><RelativeTime at={entry.at} /></span>
        {entry.cause && <span className="muted small truncate"><CauseLink entry={entry} ticket={ticket} /></span>}
        {onSplit && <><span className="grow" /><IconButton small icon="ticket" className="entry-split" label={t("reshape.split")} onClick={onSplit} /></>}
      </div>
      <Body html={entry.body} folded={entry.folded} />
      <Files files={entry.attachments} />
    </section>
  );
}

const SHOWN = 3;
/** Changes, links and watchers: one thin line each, older ones behind a button. */
export function Changes({ entries, fields = [], ticket }: { entries: Entry[]; fields?: Field[] | undefined; ticket?: Ticket | undefined }) {
  const [all, setAll] = useState(false);
  const hidden = all || entries.length <= SHOWN + 1 ? 0 : entries.length - SHOWN;
  return (
    <div className="changes">
      {hidden > 0 && <Button kind="link" onClick={() => setAll(true)}>{t("entry.more", { count: hidden })}</Button>}
      <ul className="plain-list">
        {entries.slice(hidden).map((e) => (
          <li key={e.id}><span className="who">{e.actor.name}</span> <Sentence entry={e} fields={fields} /> <span className="muted">· <RelativeTime at={e.at} /></span>{e.cause && <span className="muted"> · <CauseLink entry={e} ticket={ticket} /></span>}<Texts entry={e} /></li>
        ))}
      </ul>
    </div>
  );
}

/** A text that was changed, before and after, for who wants to see it. */
function Texts({ entry }: { entry: Entry }) {
  return entry.changes.filter((c) => c.field === "description").map((c) => (
    <details key={c.field} className="texts">
      <summary>{t("entry.showTexts")}</summary>
      <Version title={t("entry.before")} value={c.from} />
      <Version title={t("entry.after")} value={c.to} />
    </details>
  ));
}

function Version({ title, value }: { title: string; value: ChangedValue | null }) {
  return (
    <section className="version" aria-label={title}>
      <strong>{title}</strong>
      {value?.body ? <Body html={value.body} /> : <p>{value?.label || <span className="muted">{t("entry.noText")}</span>}</p>}
    </section>
  );
}

/** A field of the type has the name its managers gave it. */
const nameOf = (field: string, fields: Field[]): string => fields.find((f) => f.key === field.replace(/^fields\./, ""))?.name ?? maybe(`field.${field}`, field);
const change = (fields: Field[]) => (c: ChangedField): string => {
  const field = nameOf(c.field, fields);
  const [from, to] = [c.from?.label, c.to?.label];
  if (c.field === "description") return t("entry.changedText", { field });
  if (from && to) return t("entry.changed", { field, from, to });
  return to ? t("entry.set", { field, to }) : t("entry.cleared", { field, from: from ?? "" });
};

const labelOf = (value: unknown): string => (typeof value === "object" && value && "label" in value ? String(value.label) : "");

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const clockOf = (detail: Record<string, unknown>): string => { const { name, kind } = detail; return (typeof name === "string" && name) || maybe(`sla.kind.${String(kind)}`, ""); };

function Sentence({ entry, fields }: { entry: Entry & { detail?: Record<string, unknown> | null }; fields: Field[] }) {
  const detail = entry.detail ?? {};
  const word = (name: string): string => (typeof detail[name] === "string" || typeof detail[name] === "number" ? String(detail[name]) : "");
  switch (entry.kind) {
    case "changed": return <>{entry.changes.map(change(fields)).join("; ")}</>;
    case "linked": case "unlinked": return <>{t(`entry.${entry.kind}`)} {word("label")} {word("number")}</>;
    case "watched": case "unwatched": return <>{t(`entry.${entry.kind}`)} {word("name") || word("label") || labelOf(detail["person"])}</>;
    case "merged": case "merged_in": case "unmerged": case "unmerged_in": case "split": case "split_from": case "duplicated": case "duplicate_of": return <>{t(`entry.${entry.kind}`, { number: word("number") })}</>;
    case "converted": return <>{t("entry.converted", { from: word("from"), to: word("to") })}</>;
    case "snoozed": case "woken": return <>{t(`entry.${entry.kind}`, { name: labelOf(detail["person"]) })}</>;
    case "rated": return <>{t("entry.rated", { score: word("score") || "–" })} {word("comment")}</>;
    case "task_changed": return <>{t("entry.task_changed", { title: word("title") })} {entry.changes.map(change(fields)).join("; ")}</>;
    case "tasks_applied": return <>{t("entry.tasks_applied", { template: word("template"), count: Number(detail["count"]) || 0 })}</>;
    case "time_added": case "time_changed": case "time_removed": return <>{t(`entry.${entry.kind}`, { time: duration((Number(detail["minutes"]) || 0) / 60) })} {word("note")}</>;
    case "task_added": case "task_done": case "task_started": case "task_skipped": case "task_reopened": case "task_removed": return <>{t(`entry.${entry.kind}`, { title: word("title") })}</>;
    case "sla_warned": return <>{t("entry.sla_warned", { clock: clockOf(detail), percent: word("percent"), policy: word("policy") })}</>;
    case "sla_missed": return <>{t("entry.sla_missed", { clock: clockOf(detail), policy: word("policy") })}</>;
    case "sla_escalated": return <>{t("entry.sla_escalated", { percent: word("percent"), policy: word("policy") })} {listOf(detail["did"]).map((kind) => maybe(`sla.action.${kind}`, kind)).join(", ")} {listOf(detail["tell"]).length > 0 && t("entry.sla_told", { count: listOf(detail["tell"]).length })} {word("refused")}</>;
    case "sla_excused": case "sla_unexcused": return <>{t(`entry.${entry.kind}`, { clock: clockOf(detail) })} {word("reason")}</>;
    case "approval_requested": return <>{t("entry.approval_requested", { title: word("title"), asked: word("asked") })}</>;
    case "approval_decided": return <>{t(word("decision") === "approved" ? "entry.approval.approved" : "entry.approval.rejected", { title: word("title") })}{word("for") && ` ${t("entry.approvalFor", { name: word("for") })}`}{word("comment") && `: ${word("comment")}`}</>;
    case "approval_withdrawn": case "approval_expired": case "approval_superseded": return <>{t(`entry.${entry.kind}`, { title: word("title") })} {word("reason") || word("changed")}</>;
    case "approval_not_moved": return <>{t("entry.approval_not_moved", { title: word("title") })} {word("message")}</>;
    case "paged": case "page_acknowledged": case "page_escalated": case "page_resolved": return <>{t(`entry.${entry.kind}`, { chain: word("chain") })}{word("text") && `: ${word("text")}`}</>;
    case "page_told": case "page_exhausted": return <>{t(word("told") ? `entry.${entry.kind}` : entry.kind === "page_told" ? "entry.page_nobody" : "entry.page_unheard", { chain: word("chain"), step: word("step"), told: word("told") })}</>;
    case "page_refused": return <>{t("entry.page_refused")} {word("message")}</>;
    case "webhook_received": return <>{t("entry.webhook_received", { source: word("sourceName") })} {maybe(`conn.did.${word("event")}`, word("event"))}</>;
    case "assigned": return <Why decision={decisionOf(detail)} rule={word("rule")} />;
    default: return <>{maybe(`entry.${entry.kind}`, entry.kind)}</>;
  }
}
