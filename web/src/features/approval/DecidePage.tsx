import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api } from "../../api/client";
import type { DecisionLink, Verdict } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { ErrorState, Skeleton } from "../../ui";
import { EntryCard } from "../identity/EntryCard";
import { About, Decide, StateBadge, Steps } from "./ApprovalCard";
import { failed } from "./data";
import "./approval.css";

/** Where the link in a mail leads. Nobody has to sign in, and opening it decides nothing. */
export default function DecidePage() {
  const { token = "" } = useParams();
  const cache = useQueryClient();
  const path = `/decisions/${encodeURIComponent(token)}`;
  const link = useQuery({ queryKey: ["decision", token], queryFn: () => api<DecisionLink>(path), retry: false, staleTime: Infinity });
  useTitle(t("approval.decideTitle"));
  async function send(decision: Verdict, comment: string): Promise<void> {
    try {
      cache.setQueryData(["decision", token], await api<DecisionLink>(path, { body: { decision, comment } }));
    } catch (error) {
      failed(error);
      await cache.invalidateQueries({ queryKey: ["decision", token] });
    }
  }
  const a = link.data?.approval;
  return (
    <EntryCard title={a?.title ?? t("approval.decideTitle")} {...(link.data && a ? { text: `${link.data.organisation} · ${a.ticket.number} · ${a.requestedBy ? t("approval.askedBy", { name: a.requestedBy.name }) : t("approval.askedItself")}` } : {})} wide>
      {link.isPending && <Skeleton lines={5} />}
      {link.error && <ErrorState error={link.error} />}
      {link.data && a && (
        <div className="decide-page">
          <p><StateBadge state={a.state} /></p>
          {!link.data.open && <div className="notice" role="status">{t("approval.linkOver")}</div>}
          {a.reason && <p className="approval-reason">{a.reason}</p>}
          <About approval={a} open level={2} />
          <Steps approval={a} />
          {link.data.open && <Decide approval={a} me={link.data.person} send={send} />}
        </div>
      )}
    </EntryCard>
  );
}
