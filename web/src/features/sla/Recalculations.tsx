import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Recalculation } from "../../api/types";
import { useSave } from "../../app/useSave";
import { number, short, t } from "../../i18n";
import { Button, EmptyState, ErrorState, FormError, SelectField, Skeleton, Table } from "../../ui";

const SPANS = ["", "30", "90", "365", "36500"] as const;

/** Clocks of the whole desk counted anew by today's policies, or only compared with what is kept. */
export function Recalculations({ deskId }: { deskId: string }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, run } = useSave();
  const [days, setDays] = useState<(typeof SPANS)[number]>("");
  const all = useQuery({ queryKey: ["sla", "recalculations", deskId], queryFn: () => api<Recalculation[]>("/sla/recalculations", { query: { desk: deskId } }), refetchInterval: (q) => (q.state.data?.some((r) => r.state === "running") ? 1_500 : false) });
  const changed = () => cache.invalidateQueries({ queryKey: ["sla", "recalculations", deskId] });
  const start = (kind: Recalculation["kind"]): void => void run(async () => {
    const body = { deskId, kind, days: days ? Number(days) : null };
    await api("/sla/recalculations", { body, key: key.for({ ...body, n: all.data?.length, last: all.data?.[0]?.id }) });
    await changed();
  });
  const stop = (r: Recalculation): void => void run(async () => {
    await api(`/sla/recalculations/${r.id}/stop`, { body: {} });
    await changed();
  });
  const running = all.data?.some((r) => r.state === "running") ?? false;
  return (
    <section className="section">
      <h2>{t("sla.recalculate")}</h2>
      <p className="muted small">{t("sla.recalculateText")}</p>
      <FormError error={error} />
      <div className="row wrap sla-recalculate">
        <SelectField label={t("sla.overWhich")} value={days} onChange={(e) => setDays(e.target.value as (typeof SPANS)[number])}>{SPANS.map((s) => <option key={s} value={s}>{s === "" ? t("sla.openOnly") : s === "36500" ? t("sla.everything") : t("sla.lastDays", { count: Number(s) })}</option>)}</SelectField>
        <Button kind="primary" disabled={busy || running} onClick={() => start("apply")}>{t("sla.apply")}</Button>
        <Button disabled={busy || running} onClick={() => start("check")}>{t("sla.check")}</Button>
      </div>
      <div aria-live="polite">
        {all.error ? <ErrorState error={all.error} retry={() => void all.refetch()} /> : !all.data ? <Skeleton lines={3} /> : !all.data.length ? <EmptyState icon="clock" title={t("sla.noRuns")} text={t("sla.noRunsText")} /> : (
          <Table label={t("sla.recalculate")} rows={all.data} rowKey={(r) => r.id} columns={[
            { id: "when", title: t("sla.started"), cell: (r) => short(r.created) },
            { id: "kind", title: t("sla.what"), cell: (r) => t(`sla.run.${r.kind}`) },
            { id: "state", title: t("field.status"), cell: (r) => t(`sla.runState.${r.state}`) },
            { id: "tickets", title: t("sla.tickets"), num: true, cell: (r) => number(r.tickets) },
            { id: "clocks", title: t("sla.clockCount"), num: true, cell: (r) => number(r.clocks) },
            { id: "changed", title: t("sla.different"), num: true, cell: (r) => number(r.changed) },
            { id: "missed", title: t("sla.standing.missed"), num: true, cell: (r) => number(r.missed) },
            { id: "do", title: "", cell: (r) => (r.state === "running" ? <Button small onClick={() => stop(r)}>{t("sla.stopRun")}</Button> : r.examples.length ? <details><summary className="small">{t("sla.examples")}</summary><ul className="plain-list small">{r.examples.map((e) => <li key={e.number + e.clock}><Link to={`/work/t/${e.number}`}>{e.number}</Link> {e.clock}: {e.before || "–"} → {e.after}</li>)}</ul></details> : null) },
          ]} />
        )}
      </div>
    </section>
  );
}
