import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { api } from "../../api/client";
import type { Figures as Numbers } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { duration, number, percent, t } from "../../i18n";
import { Button, EmptyState, ErrorState, Skeleton } from "../../ui";
import { AgeBars } from "./AgeBars";
import { DailyLines } from "./DailyLines";
import { dayBefore, today } from "./days";
import { Kept } from "./Kept";
import { Tile, to } from "./Tile";
import "./figures.css";

const RANGES = [30, 90, 365] as const;

/** What happened, as numbers; each one opens the tickets behind it. */
export default function Figures() {
  useTitle(t("nav.figures"));
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const end = params.get("to") ?? today();
  const start = params.get("from") ?? dayBefore(end, 29);
  const desk = params.get("desk") ?? "";
  const type = params.get("type") ?? "";
  // The days chosen are both meant; the server counts up to the start of its last one.
  const until = dayBefore(end, -1);
  const figures = useQuery({ queryKey: ["figures", start, end, desk, type], queryFn: () => api<Numbers>("/figures", { query: { from: start, to: until, desk, type } }), placeholderData: (before) => before, enabled: start <= end });
  const set = (values: Record<string, string>): void => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(values)) if (value) next.set(name, value); else next.delete(name);
    setParams(next, { replace: true });
  };
  const managed = session.desks.filter((d) => d.role === "manager" || session.admin);
  const types = session.types.filter((x) => !desk || x.deskId === desk);
  const chosen = types.find((x) => x.id === type);
  return (
    <div className="page figures">
      <div className="page-head">
        <h1>{t("nav.figures")}</h1>
        <div className="row wrap">
          <Link className="btn quiet small" to="/figures/time">{t("timeReport.title")}</Link>
          <div className="segments" role="group" aria-label={t("figures.range")}>
            {RANGES.map((days) => <Button key={days} small aria-pressed={end === today() && start === dayBefore(end, days - 1)} onClick={() => set({ from: dayBefore(today(), days - 1), to: today() })}>{t("figures.days", { count: days })}</Button>)}
          </div>
          <label className="row small">{t("figures.from")}<input className="input" type="date" value={start} max={end} onChange={(e) => { if (e.target.value) set({ from: e.target.value, to: end }); }} /></label>
          <label className="row small">{t("figures.to")}<input className="input" type="date" value={end} min={start} max={today()} onChange={(e) => { if (e.target.value) set({ from: start, to: e.target.value }); }} /></label>
          <select className="input" aria-label={t("field.desk")} value={desk} onChange={(e) => set({ desk: e.target.value, type: "" })}><option value="">{t("figures.allDesks")}</option>{managed.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>
          <select className="input" aria-label={t("field.type")} value={type} onChange={(e) => set({ type: e.target.value })}><option value="">{t("figures.allTypes")}</option>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select>
        </div>
      </div>
      {figures.error && !figures.data ? <ErrorState error={figures.error} retry={() => void figures.refetch()} /> : !figures.data ? <Skeleton lines={8} height={20} gap={30} /> : <Shown figures={figures.data} stale={figures.isPlaceholderData} kept={<Kept desks={managed.filter((d) => (!desk || d.id === desk) && (!chosen || d.id === chosen.deskId))} type={chosen?.name} from={start} to={end} />} />}
    </div>
  );
}

function Shown({ figures: f, stale, kept }: { figures: Numbers; stale: boolean; kept: ReactNode }) {
  const [tables, setTables] = useState(false);
  const none = t("figures.none");
  const open = f.openByAge.reduce((sum, b) => sum + b.count, 0);
  if (!open && !f.created.count && !f.resolved.count) return <EmptyState icon="chart" title={t("figures.empty")} text={t("figures.emptyText")} />;
  return (
    <div aria-busy={stale} className={stale ? "is-stale" : undefined}>
      <div className="tiles">
        <Tile label={t("figures.created")} value={number(f.created.count)} query={f.created.query} />
        <Tile label={t("figures.resolved")} value={number(f.resolved.count)} query={f.resolved.query} />
        <Tile label={t("figures.median")} value={f.resolution.medianHours === null ? none : duration(f.resolution.medianHours)} query={f.resolution.query} note={f.resolution.p90Hours === null || f.resolution.meanHours === null ? undefined : t("figures.medianNote", { p90: duration(f.resolution.p90Hours), mean: duration(f.resolution.meanHours) })} />
        <Tile label={t("figures.first")} value={f.firstContact.share === null ? none : percent(f.firstContact.share)} query={f.firstContact.query} note={t("figures.firstNote", { n: f.firstContact.resolvedAtFirst, all: f.firstContact.resolved })} />
        {kept}
        <Tile label={t("figures.csat")} value={f.csat.average === null ? none : `${number(f.csat.average, 1)} / 5`} query={f.csat.query} note={t("figures.csatNote", { count: f.csat.count })} />
        <Tile label={t("figures.reopened")} value={number(f.reopened.count)} query={f.reopened.query} />
      </div>
      <p className="row end"><Button small kind="quiet" aria-pressed={tables} onClick={() => setTables(!tables)}>{t(tables ? "figures.asCharts" : "figures.asTables")}</Button></p>
      <div className="charts">
        <section><h2>{t("figures.age", { count: open })}</h2><AgeBars rows={f.openByAge} table={tables} link={to} /></section>
        <section><h2>{t("figures.daily")}</h2><DailyLines rows={f.daily} table={tables} link={to} /></section>
      </div>
      <p className="muted small">{t("figures.zone", { zone: f.timeZone })}</p>
    </div>
  );
}
