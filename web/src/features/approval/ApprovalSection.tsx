import { useState } from "react";
import type { Ticket } from "../../api/types";
import { t } from "../../i18n";
import { Button, ErrorState } from "../../ui";
import { ApprovalCard } from "./ApprovalCard";
import { useTicketApprovals } from "./data";
import "./approval.css";

/** What was asked about a ticket: what waits first, what is over behind a button. */
export default function ApprovalSection({ ticket }: { ticket: Ticket }) {
  const [all, setAll] = useState(false);
  const found = useTicketApprovals(ticket.id);
  const rows = found.data ?? [];
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!rows.length) return null;
  const first = rows.filter((a, i) => i === 0 || a.state === "pending");
  return (
    <section className="side-block approval-block" aria-label={t("approval.section")}>
      <h2>{t("approval.section")}</h2>
      {(all ? rows : first).map((a) => <ApprovalCard key={a.id} approval={a} level={3} />)}
      {first.length < rows.length && !all && <Button kind="link" onClick={() => setAll(true)}>{t("approval.earlier", { count: rows.length - first.length })}</Button>}
    </section>
  );
}
