import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { api } from "../../api/client";
import type { PageLink } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, LinkButton, Skeleton } from "../../ui";
import { EntryCard } from "../identity/EntryCard";
import { failed } from "./data";
import { PageBadge, PageFacts } from "./PageFacts";

/** Where the link in a mail or a message leads: one button, for a thumb. Nobody has to sign in, and opening it does nothing. */
export default function AckPage() {
  const { token = "" } = useParams();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const path = `/page-links/${encodeURIComponent(token)}`;
  const link = useQuery({ queryKey: ["page-link", token], queryFn: () => api<PageLink>(path), retry: false, staleTime: 10_000 });
  useTitle(t("onCall.page"));
  async function acknowledge(): Promise<void> {
    setBusy(true);
    try {
      cache.setQueryData(["page-link", token], await api<PageLink>(path, { body: {} }));
    } catch (error) {
      failed(error);
      await cache.invalidateQueries({ queryKey: ["page-link", token] });
    }
    setBusy(false);
  }
  const p = link.data?.page;
  return (
    <EntryCard title={p?.ticket.title ?? t("onCall.page")} {...(link.data && p ? { text: `${link.data.organisation} · ${p.ticket.number} · ${p.chain.name}` } : {})} wide>
      {link.isPending && <Skeleton lines={4} />}
      {link.error && <ErrorState error={link.error} />}
      {link.data && p && (
        <div className="oc-ack">
          <div role="status"><PageBadge state={p.state} /></div>
          <PageFacts page={p} />
          {link.data.open
            ? <Button kind="primary" icon="check" disabled={busy} onClick={() => void acknowledge()}>{t("onCall.acknowledgeAs", { name: link.data.person })}</Button>
            : <p className="muted">{t("onCall.linkOver")}</p>}
          <LinkButton to={`/work/t/${p.ticket.number}`}>{t("onCall.openTicket")}</LinkButton>
        </div>
      )}
    </EntryCard>
  );
}
