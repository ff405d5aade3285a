import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import type { OutgoingMail } from "../../api/types";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, Pager, RelativeTime, Skeleton, Table, toast } from "../../ui";

const STATES = ["waiting", "sent", "failed", "dropped"] as const;

export function Outgoing() {
  const cache = useQueryClient();
  const [state, setState] = useState("");
  const mail = usePages<OutgoingMail>(["mail", "outgoing", state], "/mail/outgoing", { state });
  async function retry(m: OutgoingMail): Promise<void> {
    try {
      await api(`/mail/outgoing/${m.id}/retry`, { method: "POST" });
      toast(t("mail.resent"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["mail", "outgoing"] });
  }
  return (
    <>
      <p className="row"><label htmlFor="mail-state">{t("people.state")}</label><select id="mail-state" className="input" style={{ inlineSize: 200 }} value={state} onChange={(e) => setState(e.target.value)}><option value="">{t("mail.allStates")}</option>{STATES.map((s) => <option key={s} value={s}>{t(`mail.out.${s}`)}</option>)}</select></p>
      {mail.error ? <ErrorState error={mail.error} retry={() => void mail.refetch()} /> : mail.isPending ? <Skeleton lines={8} gap={26} /> : !mail.rows.length ? <EmptyState icon="mail" title={t("mail.noneSent")} text={t("mail.noneSentText")} /> : (
        <>
          <Table label={t("mail.outgoing")} rows={mail.rows} rowKey={(m) => m.id} columns={[
            { id: "at", title: t("mail.at"), cell: (m) => <span className="muted"><RelativeTime at={m.at} /></span> },
            { id: "to", title: t("mail.to"), cell: (m) => m.to },
            { id: "subject", title: t("mail.subject"), cell: (m) => <>{m.subject}<br /><span className="muted small">{t(`mail.kind.${m.kind}`)}</span></> },
            { id: "ticket", title: t("actions.ticket"), cell: (m) => m.ticket && <Link to={`/work/t/${m.ticket.number}`}>{m.ticket.number}</Link> },
            { id: "state", title: t("people.state"), cell: (m) => <span className={m.state === "failed" ? "error-text" : undefined}>{t(`mail.out.${m.state}`)}{m.attempts > 1 && ` (${t("mail.attempts", { count: m.attempts })})`}{m.lastError && <><br /><span className="muted small">{m.lastError}</span></>}{m.state === "waiting" && m.nextAt && <><br /><span className="muted small">{t("mail.next")} <RelativeTime at={m.nextAt} /></span></>}</span> },
            { id: "do", title: "", cell: (m) => (m.state === "failed" || m.state === "dropped") && <span className="row end"><Button small onClick={() => void retry(m)}>{t("mail.resend")}</Button></span> },
          ]} />
          <Pager more={mail.hasNextPage} loading={mail.isFetchingNextPage} onMore={() => void mail.fetchNextPage()} />
        </>
      )}
    </>
  );
}
