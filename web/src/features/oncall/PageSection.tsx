import { useState } from "react";
import type { Ticket } from "../../api/types";
import { t } from "../../i18n";
import { Button, ErrorState } from "../../ui";
import { useTicketPages } from "./data";
import { PageCard } from "./PageCard";

/** Who was called about a ticket: what stands first, what is over behind a button. */
export default function PageSection({ ticket }: { ticket: Ticket }) {
  const [all, setAll] = useState(false);
  const found = useTicketPages(ticket.id);
  const rows = found.data ?? [];
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!rows.length) return null;
  const first = rows.filter((p, i) => i === 0 || p.state === "triggered" || p.state === "acknowledged");
  return (
    <section className="side-block" aria-label={t("onCall.pages")}>
      <h2>{t("onCall.pages")}</h2>
      {(all ? rows : first).map((p) => <PageCard key={p.id} page={p} />)}
      {first.length < rows.length && !all && <Button kind="link" onClick={() => setAll(true)}>{t("onCall.earlier", { count: rows.length - first.length })}</Button>}
    </section>
  );
}
