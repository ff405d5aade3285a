import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Proposal } from "../../api/types";
import { t } from "../../i18n";
import { Button, Dialog, ErrorState, explain, Skeleton, toast } from "../../ui";
import { because } from "./Why";
import "../configuration/configuration.css";

/** The open tickets of somebody who is away, and who could take each: given on one by one, or all that somebody can take. */
export function Handover({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const plan = useQuery({ queryKey: ["assignment", "handover", personId], queryFn: () => api<Proposal[]>(`/assignment/people/${personId}/handover`), gcTime: 0 });
  const rows = plan.data ?? [];
  const possible = rows.filter((p) => p.decision.chosenId);
  async function give(all: Proposal[]): Promise<void> {
    setBusy(true);
    let given = 0;
    for (const p of all) {
      try {
        await api(`/tickets/${p.id}`, { method: "PATCH", body: { assigneeId: p.decision.chosenId }, version: p.version });
        given++;
      } catch (error) {
        toast(`${p.number}: ${explain(problemOf(error)).text}`, { bad: true });
      }
    }
    if (given) toast(t("assign.given", { count: given }));
    await Promise.all([["assignment"], ["tickets"], ["ticket"], ["queues"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
    setBusy(false);
  }
  return (
    <Dialog title={t("assign.handoverOf", { name })} onClose={onClose} wide>
      <p className="muted">{t("assign.handoverText")}</p>
      {plan.error ? <ErrorState error={plan.error} retry={() => void plan.refetch()} /> : plan.isPending ? <Skeleton lines={4} /> : !rows.length ? <p>{t("assign.nothingOpen")}</p> : (
        <ul className="ci-list">
          {rows.map((p) => (
            <li key={p.id}>
              <Link className="grow truncate" to={`/work/t/${p.number}`}><span className="muted">{p.number}</span> {p.title}</Link>
              <span className="small">{p.decision.chosenName ?? t("ticket.nobody")} <span className="muted">– {because(p.decision)}</span></span>
              <Button small disabled={busy || !p.decision.chosenId} onClick={() => void give([p])}>{t("assign.give")}</Button>
            </li>
          ))}
        </ul>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.close")}</Button><Button kind="primary" disabled={busy || !possible.length} onClick={() => void give(possible)}>{t("assign.giveAll", { count: possible.length })}</Button></div>
    </Dialog>
  );
}
