import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { PagerPage } from "../../api/types";
import { short, t } from "../../i18n";
import { Button, RelativeTime, toast } from "../../ui";
import { failed, pagesChanged } from "./data";
import { PageBadge, PageFacts } from "./PageFacts";

/** A call about a ticket: how it stands, and what one can do about it. */
export function PageCard({ page, linked }: { page: PagerPage; /** Whether its ticket is named. */ linked?: boolean }) {
  const cache = useQueryClient();
  const standing = page.state === "triggered" || page.state === "acknowledged";
  async function call(what: "acknowledge" | "escalate" | "resolve", done: string): Promise<void> {
    try {
      await api<PagerPage>(`/pages/${page.id}/${what}`, { body: {} });
      toast(done);
    } catch (error) { failed(error); }
    pagesChanged(cache, page.ticket.id);
  }
  return (
    <article className="oc-page" aria-label={t("onCall.pageOf", { chain: page.chain.name })}>
      <div className="row oc-page-head"><PageBadge state={page.state} /><RelativeTime at={page.triggered} /></div>
      <strong className="oc-text">{page.chain.name}</strong>
      {linked && <p><Link to={`/work/t/${page.ticket.number}`}>{page.ticket.number}</Link> {page.ticket.title}</p>}
      <PageFacts page={page} />
      {page.nextAt && <p className="muted small">{t("onCall.next", { time: short(page.nextAt) })}</p>}
      {standing && (
        <div className="row wrap">
          {page.state === "triggered" && <Button small kind="primary" icon="check" onClick={() => void call("acknowledge", t("onCall.acknowledged"))}>{t("onCall.acknowledge")}</Button>}
          <Button small onClick={() => void call("escalate", t("onCall.escalated"))}>{t("onCall.escalate")}</Button>
          <Button small kind="quiet" onClick={() => void call("resolve", t("onCall.resolved"))}>{t("onCall.resolve")}</Button>
        </div>
      )}
    </article>
  );
}
