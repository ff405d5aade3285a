import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { SlaPolicy } from "../../api/types";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, IconButton, Skeleton, Table, toast } from "../../ui";
import { useCalendars, usePolicies } from "./data";
import { clockName, spanText } from "./describe";
import { PolicyDialog } from "./PolicyDialog";

/** What the desk promises, in the order in which it is asked. */
export function Policies({ deskId }: { deskId: string }) {
  const cache = useQueryClient();
  const policies = usePolicies(deskId);
  const calendars = useCalendars(deskId);
  const [editing, setEditing] = useState<SlaPolicy | "new" | null>(null);
  const rows = policies.data ?? [];
  async function move(at: number, by: number): Promise<void> {
    const ids = rows.map((r) => r.id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    try {
      await api("/sla/policies/order", { method: "PUT", body: { deskId, ids } });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["sla"] });
  }
  const targets = (p: SlaPolicy): string => p.promises.map((x) => `${clockName(x)} ${Object.entries(x.targets).map(([n, m]) => `P${n} ${spanText(m)}`).join(", ")}`).join(" · ");
  const hours = (p: SlaPolicy): string => p.calendars.map((id) => calendars.data?.find((c) => c.id === id)?.name ?? "?").join(" + ") || t("sla.always");
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t("sla.policies")}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("sla.addPolicy")}</Button></div>
      <p className="muted small">{t("sla.policiesText")}</p>
      {policies.error ? <ErrorState error={policies.error} retry={() => void policies.refetch()} /> : policies.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="clock" title={t("sla.noPolicies")} text={t("sla.noPoliciesText")} /> : (
        <Table label={t("sla.policies")} rows={rows} rowKey={(r) => r.id} columns={[
          { id: "name", title: t("person.name"), cell: (r) => <><strong>{r.name}</strong>{!r.active && <span className="muted"> · {t("categories.off")}</span>}</> },
          { id: "kind", title: t("sla.agreement"), cell: (r) => t(`sla.agreement.${r.agreement}`) },
          { id: "for", title: t("assign.for"), cell: (r) => r.query || t("sla.allTickets") },
          { id: "targets", title: t("sla.targets"), cell: targets },
          { id: "hours", title: t("sla.hours"), cell: hours },
          { id: "do", title: "", cell: (r) => {
            const at = rows.indexOf(r);
            return <span className="row end"><IconButton small icon="up" label={t("taskTemplates.up", { name: r.name })} disabled={at === 0} onClick={() => void move(at, -1)} /><IconButton small icon="down" label={t("taskTemplates.down", { name: r.name })} disabled={at === rows.length - 1} onClick={() => void move(at, 1)} /><Button small kind="quiet" onClick={() => setEditing(r)}>{t("action.edit")}</Button></span>;
          } },
        ]} />
      )}
      {editing && <PolicyDialog policy={editing === "new" ? null : editing} deskId={deskId} onClose={() => setEditing(null)} />}
    </section>
  );
}
