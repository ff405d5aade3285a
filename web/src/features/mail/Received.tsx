import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { address, api } from "../../api/client";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import type { ReceivedMail } from "../../api/types";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, Pager, RelativeTime, Skeleton, Table, toast } from "../../ui";

const STATES = ["waiting", "ticket", "reply", "ignored", "failed"] as const;

/** Every message that came, and what became of it: none is ever lost without a word. */
export function Received() {
  const cache = useQueryClient();
  const [state, setState] = useState("");
  const mail = usePages<ReceivedMail>(["mail", "received", state], "/mail/received", { state });
  async function retry(m: ReceivedMail): Promise<void> {
    try {
      await api(`/mail/received/${m.id}/retry`, { method: "POST" });
      toast(t("mail.retried"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["mail", "received"] });
  }
  return (
    <>
      <p className="row"><label htmlFor="mail-state">{t("people.state")}</label><select id="mail-state" className="input" style={{ inlineSize: 200 }} value={state} onChange={(e) => setState(e.target.value)}><option value="">{t("mail.allStates")}</option>{STATES.map((s) => <option key={s} value={s}>{t(`mail.in.${s}`)}</option>)}</select></p>
      {mail.error ? <ErrorState error={mail.error} retry={() => void mail.refetch()} /> : mail.isPending ? <Skeleton lines={8} gap={26} /> : !mail.rows.length ? <EmptyState icon="mail" title={t("mail.noneReceived")} text={t("mail.noneReceivedText")} /> : (
        <>
          <Table label={t("mail.received")} rows={mail.rows} rowKey={(m) => m.id} columns={[
            { id: "at", title: t("mail.at"), cell: (m) => <span className="muted"><RelativeTime at={m.at} /></span> },
            { id: "from", title: t("mail.from"), cell: (m) => m.from },
            { id: "subject", title: t("mail.subject"), cell: (m) => m.subject },
            { id: "state", title: t("people.state"), cell: (m) => <span className={m.state === "failed" ? "error-text" : undefined}>{t(`mail.in.${m.state}`)}{m.ticket && <> <Link to={`/work/t/${m.ticket.number}`}>{m.ticket.number}</Link></>}{m.reason && <><br /><span className="muted small">{m.reason}</span></>}</span> },
            { id: "do", title: "", cell: (m) => <span className="row end">{(m.state === "failed" || m.state === "ignored") && <Button small onClick={() => void retry(m)}>{t("mail.takeIn")}</Button>}<a className="btn quiet small" href={address(`/mail/received/${m.id}/raw`)} target="_blank" rel="noopener noreferrer">{t("mail.raw")}</a></span> },
          ]} />
          <Pager more={mail.hasNextPage} loading={mail.isFetchingNextPage} onMore={() => void mail.fetchNextPage()} />
        </>
      )}
    </>
  );
}
