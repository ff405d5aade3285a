import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api, query } from "../../api/client";
import type { Figures as Data } from "../../api/types";
import { useSession } from "../../app/session";
import { number, t } from "../../i18n";
import { Failed, Field, Loading } from "../../ui";
import { Bars, Lines } from "./charts";

const day = (back: number): string => new Date(Date.now() - back * 86400000).toISOString().slice(0, 10);
const to = (q: string): string => `/work/search?q=${encodeURIComponent(q)}`;

/** The manager's page. Behind every number are the tickets it counts. */
export default function Figures() {
  const session = useSession();
  const [from, setFrom] = useState(day(90));
  const [until, setUntil] = useState(day(-1));
  const [desk, setDesk] = useState("");
  const figures = useQuery({ queryKey: ["figures", from, until, desk], queryFn: () => api<Data>(`/figures${query({ from, to: until, desk })}`), placeholderData: keepPreviousData });
  const f = figures.data;
  const hours = (n: number | null): string => (n === null ? "–" : n < 48 ? t("figures.hours", { n: number(n, 1) }) : t("figures.days", { n: number(n / 24, 1) }));
  return (
    <div className="page">
      <header className="row wrap">
        <h1 className="grow">{t("nav.figures")}</h1>
        <div className="row">{[30, 90, 365].map((n) => <button key={n} className="btn" onClick={() => { setFrom(day(n)); setUntil(day(-1)); }}>{t("figures.last", { n })}</button>)}</div>
      </header>
      <div className="row wrap">
        <Field label={t("figures.from")}><input className="input" type="date" value={from} onChange={(e) => setFrom(e.target.value)} /></Field>
        <Field label={t("figures.to")}><input className="input" type="date" value={until} onChange={(e) => setUntil(e.target.value)} /></Field>
        <Field label={t("field.desk")}><select className="input" value={desk} onChange={(e) => setDesk(e.target.value)}><option value="">{t("figures.all")}</option>{session.desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select></Field>
      </div>
      {figures.isPending ? <Loading /> : figures.error ? <Failed problem={figures.error} retry={() => void figures.refetch()} /> : f && (
        <>
          <div className="tiles">
            <Link className="tile" to={to(f.created.query)}><b>{number(f.created.count)}</b><span>{t("figures.created")}</span></Link>
            <Link className="tile" to={to(f.resolved.query)}><b>{number(f.resolved.count)}</b><span>{t("figures.resolved")}</span></Link>
            <Link className="tile" to={to(f.resolution.query)}><b>{hours(f.resolution.medianHours)}</b><span>{t("figures.median")}</span></Link>
            <Link className="tile" to={to(f.resolution.query)}><b>{hours(f.resolution.p90Hours)}</b><span>{t("figures.p90")}</span></Link>
            <Link className="tile" to={to(f.resolution.query)}><b>{hours(f.resolution.meanHours)}</b><span>{t("figures.mean")}</span></Link>
            <Link className="tile" to={to(f.firstContact.query)}><b>{f.firstContact.share === null ? "–" : `${number(f.firstContact.share * 100, 1)} %`}</b><span>{t("figures.first")}</span></Link>
            <Link className="tile" to={to(f.csat.query)}><b>{f.csat.average === null ? "–" : number(f.csat.average, 2)}</b><span>{t("figures.csat", { n: f.csat.count })}</span></Link>
            <Link className="tile" to={to(f.reopened.query)}><b>{number(f.reopened.count)}</b><span>{t("figures.reopened")}</span></Link>
          </div>
          <h2>{t("figures.open")}</h2>
          <Bars bars={f.openByAge.map((b) => ({ label: t(`age.${b.bucket}` as "age.<1d"), value: b.count, to: to(b.query) }))} />
          <h2>{t("figures.daily")}</h2>
          <Lines days={f.daily} names={[t("figures.created"), t("figures.resolved")]} />
          <details><summary>{t("figures.table")}</summary>
            <table className="plain"><thead><tr><th>{t("figures.day")}</th><th className="num">{t("figures.created")}</th><th className="num">{t("figures.resolved")}</th></tr></thead>
              <tbody>{f.daily.map((d) => <tr key={d.day}><td>{d.day}</td><td className="num"><Link to={to(d.createdQuery)}>{d.created}</Link></td><td className="num"><Link to={to(d.resolvedQuery)}>{d.resolved}</Link></td></tr>)}</tbody></table>
          </details>
        </>
      )}
    </div>
  );
}
