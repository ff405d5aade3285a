import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { ComplianceRow, ForecastHour } from "../../api/types";
import { currentLocale, number, percent, t } from "../../i18n";
import { EmptyState, ErrorState, SelectField, Skeleton, Table, TextField } from "../../ui";

const to = (query: string): string => `/work/search?q=${encodeURIComponent(query)}`;
const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const DIMENSIONS = ["team", "priority", "type", "category", "assignee", "channel"] as const;

/** How well promises were kept, and which targets run out next; behind each number are its tickets. */
export function Outlook({ deskId }: { deskId: string }) {
  return <><Forecast deskId={deskId} /><Compliance deskId={deskId} /></>;
}

function Forecast({ deskId }: { deskId: string }) {
  const hours = useQuery({ queryKey: ["sla", "forecast", deskId], queryFn: () => api<ForecastHour[]>("/sla/forecast", { query: { desk: deskId, hours: 24 } }), refetchInterval: 60_000 });
  const most = Math.max(1, ...(hours.data ?? []).map((h) => h.tickets));
  const time = (iso: string): string => new Intl.DateTimeFormat(currentLocale(), { hour: "2-digit" }).format(new Date(iso));
  const sum = (hours.data ?? []).reduce((n, h) => n + h.tickets, 0);
  return (
    <section className="section">
      <h2>{t("sla.forecast")}</h2>
      {hours.error ? <ErrorState error={hours.error} retry={() => void hours.refetch()} /> : !hours.data ? <Skeleton lines={3} /> : (
        <>
          <p className="muted small">{sum ? t("sla.forecastText", { count: sum }) : t("sla.forecastNone")}</p>
          <ol className="sla-forecast">{hours.data.map((h) => (
            <li key={h.from}>{h.tickets > 0 && <Link to={to(h.query)} style={{ blockSize: `${(h.tickets / most) * 60}px` }} title={t("sla.runOut", { count: h.tickets })} aria-label={`${time(h.from)}: ${t("sla.runOut", { count: h.tickets })}`} />}<span>{h.tickets > 0 ? number(h.tickets) : ""}</span><span>{time(h.from)}</span></li>
          ))}</ol>
        </>
      )}
    </section>
  );
}

function Compliance({ deskId }: { deskId: string }) {
  const [by, setBy] = useState<(typeof DIMENSIONS)[number]>("team");
  const [from, setFrom] = useState(day(30));
  const [until, setUntil] = useState(day(0));
  const rows = useQuery({ queryKey: ["sla", "compliance", deskId, by, from, until], queryFn: () => api<ComplianceRow[]>("/sla/compliance", { query: { desk: deskId, by, from, to: until } }), enabled: Boolean(from && until), placeholderData: (before) => before });
  const share = (r: ComplianceRow): number => (r.kept + r.excused + r.missed ? (r.kept + r.excused) / (r.kept + r.excused + r.missed) : 1);
  const count = (n: number, query: string, r: ComplianceRow) => (n ? <Link to={to(query)}>{number(n)}{r.exact ? "" : "+"}</Link> : "0");
  return (
    <section className="section">
      <h2>{t("sla.compliance")}</h2>
      <p className="muted small">{t("sla.complianceText")}</p>
      <div className="form-grid three">
        <SelectField label={t("sla.by")} value={by} onChange={(e) => setBy(e.target.value as (typeof DIMENSIONS)[number])}>{DIMENSIONS.map((d) => <option key={d} value={d}>{t(`field.${d}`)}</option>)}</SelectField>
        <TextField label={t("sla.createdFrom")} type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
        <TextField label={t("sla.createdTo")} type="date" value={until} onChange={(e) => setUntil(e.target.value)} />
      </div>
      {rows.error ? <ErrorState error={rows.error} retry={() => void rows.refetch()} /> : !rows.data ? <Skeleton lines={4} /> : !rows.data.length ? <EmptyState icon="clock" title={t("sla.nothingYet")} text={t("sla.nothingYetText")} /> : (
        <Table label={t("sla.compliance")} rows={rows.data} rowKey={(r) => r.keptQuery} columns={[
          { id: "by", title: t(`field.${by}`), cell: (r) => r.label ?? t("ticket.none") },
          { id: "share", title: t("sla.kept"), cell: (r) => <><span className="sla-share" aria-hidden="true"><span style={{ inlineSize: `${share(r) * 100}%` }} /></span> {percent(share(r))}</> },
          { id: "kept", title: t("sla.standing.met"), num: true, cell: (r) => count(r.kept, r.keptQuery, r) },
          { id: "missed", title: t("sla.standing.missed"), num: true, cell: (r) => count(r.missed, r.missedQuery, r) },
          { id: "excused", title: t("sla.standing.excused"), num: true, cell: (r) => count(r.excused, r.excusedQuery, r) },
        ]} />
      )}
    </section>
  );
}
