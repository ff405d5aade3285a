import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { address, api } from "../../api/client";
import type { TimeReport as Report, TimeSum } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { day, duration, percent, t } from "../../i18n";
import { EmptyState, ErrorState, Icon, Skeleton, Table } from "../../ui";
import { dayBefore, today } from "../analytics/days";
import { useManagedDesks } from "./managed";
import "../analytics/figures.css";
import "./task.css";

/** Who spent how much time on what, for the desk's managers. */
export default function TimeReport() {
  useTitle(t("timeReport.title"));
  const session = useSession();
  const desks = useManagedDesks();
  const [params, setParams] = useSearchParams();
  const end = params.get("to") ?? today();
  const start = params.get("from") ?? dayBefore(end, 29);
  const desk = params.get("desk") ?? "";
  const type = params.get("type") ?? "";
  const person = params.get("person") ?? "";
  // Both days chosen are meant; the server counts up to the start of its last one.
  const query = { from: start, to: dayBefore(end, -1), desk, type, person };
  const report = useQuery({ queryKey: ["time-report", query], queryFn: () => api<Report>("/time/report", { query }), placeholderData: (before) => before, enabled: start <= end });
  const set = (values: Record<string, string>): void => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(values)) if (value) next.set(name, value); else next.delete(name);
    setParams(next, { replace: true });
  };
  const types = session.types.filter((x) => !desk || x.deskId === desk);
  const r = report.data;
  return (
    <div className="page figures">
      <div className="page-head">
        <h1>{t("timeReport.title")}</h1>
        <div className="row wrap">
          <Link className="btn quiet small" to="/figures">{t("nav.figures")}</Link>
          <label className="row small">{t("figures.from")}<input className="input" type="date" value={start} max={end} onChange={(e) => { if (e.target.value) set({ from: e.target.value, to: end }); }} /></label>
          <label className="row small">{t("figures.to")}<input className="input" type="date" value={end} min={start} max={today()} onChange={(e) => { if (e.target.value) set({ from: start, to: e.target.value }); }} /></label>
          <select className="input" aria-label={t("field.desk")} value={desk} onChange={(e) => set({ desk: e.target.value, type: "", person: "" })}><option value="">{t("figures.allDesks")}</option>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>
          <select className="input" aria-label={t("field.type")} value={type} onChange={(e) => set({ type: e.target.value })}><option value="">{t("figures.allTypes")}</option>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select>
          <a className="btn" href={address("/time/export", query)} download><Icon name="down" />{t("timeReport.export")}</a>
        </div>
      </div>
      {report.error && !r ? <ErrorState error={report.error} retry={() => void report.refetch()} /> : !r ? <Skeleton lines={8} height={20} gap={30} /> : !r.minutes ? <EmptyState icon="clock" title={t("timeReport.empty")} text={t("timeReport.emptyText")} /> : (
        <div aria-busy={report.isPlaceholderData} className={report.isPlaceholderData ? "is-stale" : undefined}>
          <div className="tiles time-tiles">
            <div className="tile"><h2>{t("timeReport.all")}</h2><strong>{duration(r.minutes / 60)}</strong></div>
            <div className="tile"><h2>{t("time.billable")}</h2><strong>{duration(r.billable / 60)}</strong><p>{percent(r.billable / r.minutes)}</p></div>
            <div className="tile"><h2>{t("timeReport.people")}</h2><strong>{r.byPerson.length}</strong></div>
          </div>
          <div className="time-tables">
            <Sums title={t("timeReport.byPerson")} rows={r.byPerson} all={r.minutes} onChoose={person ? undefined : (key) => set({ person: key })} />
            {person && <p><button type="button" className="btn link" onClick={() => set({ person: "" })}>{t("timeReport.everybody")}</button></p>}
            <Sums title={t("timeReport.byType")} rows={r.byType} all={r.minutes} />
            {r.byDesk.length > 1 && <Sums title={t("timeReport.byDesk")} rows={r.byDesk} all={r.minutes} />}
            <Sums title={t("timeReport.byDay")} rows={r.byDay.map((x) => ({ ...x, label: day(x.key) }))} all={Math.max(...r.byDay.map((x) => x.minutes))} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Length beside the number, so that one sees before one reads. */
function Sums({ title, rows, all, onChoose }: { title: string; rows: TimeSum[]; all: number; onChoose?: ((key: string) => void) | undefined }) {
  return (
    <section>
      <h2>{title}</h2>
      <Table label={title} rows={rows} rowKey={(x) => x.key} columns={[
        { id: "label", title: "", cell: (x) => (onChoose ? <button type="button" className="btn link" onClick={() => onChoose(x.key)}>{x.label}</button> : x.label) },
        { id: "bar", title: t("timeReport.share"), cell: (x) => <meter className="time-bar" min={0} max={all} value={x.minutes} aria-hidden="true" /> },
        { id: "minutes", title: t("timeReport.spent"), num: true, cell: (x) => duration(x.minutes / 60) },
        { id: "billable", title: t("time.billable"), num: true, cell: (x) => (x.billable ? duration(x.billable / 60) : "–") },
      ]} />
    </section>
  );
}
