import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useMemo, useState, type ReactNode } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { FieldKind, PortalEntry, PortalRequest } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { FieldDisplay } from "../../fields";
import { t } from "../../i18n";
import { Body, Button, ErrorState, explain, Files, RelativeTime, Skeleton, toast } from "../../ui";
import { numberPattern } from "../../app/numbers";
import { WordLinks, type WordLinkRules } from "../../ui/wordLinks";
import { Answer } from "./Answer";
import { RatingForm } from "./RatingForm";
import { Steps } from "./Steps";

export function Request() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const cache = useQueryClient();
  const request = useQuery({ queryKey: ["portal", "request", id], queryFn: () => api<PortalRequest>(`/portal/requests/${encodeURIComponent(id)}`), refetchInterval: 30_000 });
  useTitle(request.data ? `${request.data.number} ${request.data.title}` : undefined);
  const go = useNavigate();
  const prefix = request.data?.number.split("-")[0] ?? "";
  const links = useMemo<WordLinkRules | null>(() => {
    const pattern = numberPattern([prefix]);
    return pattern && { pattern, to: (word) => `/portal/requests/${word.replace("#", "")}`, open: (to) => void go(to) };
  }, [prefix, go]);
  if (request.error && !request.data) return <ErrorState page error={request.error} retry={() => void request.refetch()} />;
  if (!request.data) return <Skeleton lines={8} />;
  const r = request.data;
  const took = (now: PortalRequest): void => {
    cache.setQueryData(["portal", "request", id], now);
    void cache.invalidateQueries({ queryKey: ["portal", "requests"] });
  };
  return (
    <WordLinks value={links}>
      <p><Link to="/portal">← {t("portal.back")}</Link></p>
      {params.has("sent") && <div className="notice ok" role="status"><strong>{t("portal.sent", { number: r.number })}</strong> {t("portal.sentText")}</div>}
      <h1>{r.title}</h1>
      <p className="muted">{r.number} · {r.typeName} · {t("portal.asked")} <RelativeTime at={r.created} /></p>
      <Steps step={r.step} />
      {r.step === "waiting_for_you" && <div className="notice warn">{t("portal.waitingText")}</div>}
      <section aria-label={t("portal.conversation")}>
        <article className="message mine">
          <h2>{t("portal.you")} <span className="muted small"><RelativeTime at={r.created} /></span></h2>
          {r.description ? <Body html={r.description} /> : <p className="muted">{t("ticket.noDescription")}</p>}
          <Answers request={r} />
          <Files files={r.attachments} />
        </article>
        {r.entries.map((e) => <Said key={e.id} entry={e} />)}
      </section>
      {r.mayRate && <RatingForm given={r.rating} send={async (score, comment) => took(await api<PortalRequest>(`/portal/requests/${r.id}/rating`, { body: { score, ...(comment ? { comment } : {}) } }))} />}
      {(r.mayReply || r.mayReopen) && <Answer request={r} onDone={took} />}
      {r.mayClose && <Close request={r} onDone={took} />}
    </WordLinks>
  );
}

/** Kinds whose values are ids: their names come with the answer. */
const NAMED: ReadonlySet<FieldKind> = new Set<FieldKind>(["person", "people", "team", "organisation_unit", "location", "ticket", "dependency", "service", "ci", "vote", "signature", "mirror", "created_by", "changed_by"]);

/** What was answered in the form, under the names it was asked by, in the reader's way of writing. */
function Answers({ request }: { request: PortalRequest }) {
  const { types } = useSession();
  const given = (request.fields ?? []).filter((f) => f.label);
  if (!given.length) return null;
  const asked = new Map(types.find((x) => request.number.startsWith(`${x.prefix}-`))?.fields.map((f) => [f.key, f]));
  const files = Object.fromEntries(request.attachments.map((a) => [a.id, { name: a.name }]));
  const shown = ({ key, kind, value, label }: PortalRequest["fields"][number]): ReactNode => {
    if (kind === "rich_text" && typeof value === "string") return <Body html={value} />;
    const field = asked.get(key);
    const known = field?.kind === kind && !NAMED.has(kind) && (kind !== "file" || (Array.isArray(value) && value.every((id) => typeof id === "string" && id in files)));
    return field && known ? <FieldDisplay field={field} value={value} refs={files} /> : label;
  };
  return <dl className="facts">{given.map((f) => <Fragment key={f.key}><dt>{f.name}</dt><dd>{shown(f)}</dd></Fragment>)}</dl>;
}

function Said({ entry }: { entry: PortalEntry }) {
  if (entry.kind === "status") return entry.step ? <p className="step-line">{t(`step.${entry.step}`)} · <RelativeTime at={entry.at} /></p> : null;
  return (
    <article className={`message ${entry.mine ? "mine" : ""}`}>
      <h2>{entry.mine ? t("portal.you") : entry.author} <span className="muted small"><RelativeTime at={entry.at} /></span></h2>
      <Body html={entry.body} folded={entry.folded} />
      <Files files={entry.attachments} />
    </article>
  );
}

function Close({ request, onDone }: { request: PortalRequest; onDone: (r: PortalRequest) => void }) {
  const [busy, setBusy] = useState(false);
  async function close(): Promise<void> {
    setBusy(true);
    try {
      onDone(await api<PortalRequest>(`/portal/requests/${request.id}/close`, { method: "POST", body: {} }));
      toast(t("portal.closed"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    setBusy(false);
  }
  return <p><Button kind="link" disabled={busy} onClick={() => void close()}>{t("portal.close")}</Button></p>;
}
