import { useState, type PointerEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { Figures } from "../../api/types";
import { day, number, t } from "../../i18n";
import { roundUp } from "./days";

type Rows = Figures["daily"];
const W = 640;
const H = 220;
const LEFT = 34;
const BOTTOM = 24;
const TOP = 8;

/** Created against resolved, day by day. */
export function DailyLines({ rows, table, link }: { rows: Rows; table: boolean; link: (query: string) => string }) {
  const go = useNavigate();
  const [at, setAt] = useState<number | null>(null);
  const most = roundUp(Math.max(...rows.map((r) => Math.max(r.created, r.resolved)), 0));
  const x = (i: number): number => LEFT + ((W - LEFT - 6) * i) / Math.max(1, rows.length - 1);
  const y = (v: number): number => TOP + (H - TOP - BOTTOM) * (1 - v / most);
  const line = (of: "created" | "resolved"): string => rows.map((r, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(r[of]).toFixed(1)}`).join("");
  const point = (e: PointerEvent<SVGSVGElement>): void => {
    const box = e.currentTarget.getBoundingClientRect();
    const share = ((e.clientX - box.left) / box.width) * W;
    setAt(Math.max(0, Math.min(rows.length - 1, Math.round(((share - LEFT) / (W - LEFT - 6)) * (rows.length - 1)))));
  };
  if (table) return <DailyTable rows={rows} link={link} />;
  const shown = at === null ? undefined : rows[at];
  const every = Math.max(1, Math.ceil(rows.length / 6));
  return (
    <figure className="lines">
      <figcaption className="row wrap">
        <span className="key created">{t("figures.created")}</span><span className="key resolved">{t("figures.resolved")}</span>
        <span className="grow" />
        <span className="small" aria-live="off">{shown ? <><strong>{day(shown.day)}</strong>: {t("figures.dayNumbers", { created: shown.created, resolved: shown.resolved })}</> : <span className="muted">{t("figures.pointHint")}</span>}</span>
      </figcaption>
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t("figures.dailyAlt")} onPointerMove={point} onPointerLeave={() => setAt(null)} onClick={() => { if (shown) void go(link(shown.createdQuery)); }}>
        {[0, 0.5, 1].map((share) => <g key={share}><line className="axis" x1={LEFT} x2={W - 6} y1={y(most * share)} y2={y(most * share)} /><text x={LEFT - 6} y={y(most * share) + 4} textAnchor="end">{number(most * share)}</text></g>)}
        {rows.map((r, i) => (i % every === 0 ? <text key={r.day} x={x(i)} y={H - 6} textAnchor={i === 0 ? "start" : "middle"}>{day(r.day)}</text> : null))}
        <path className="created" d={line("created")} />
        <path className="resolved" d={line("resolved")} />
        {shown && at !== null && <><line className="cursor" x1={x(at)} x2={x(at)} y1={TOP} y2={H - BOTTOM} /><circle className="created" cx={x(at)} cy={y(shown.created)} r="3.5" /><circle className="resolved" cx={x(at)} cy={y(shown.resolved)} r="3.5" /></>}
      </svg>
    </figure>
  );
}

function DailyTable({ rows, link }: { rows: Rows; link: (query: string) => string }) {
  return (
    <div className="table-wrap daily-table" tabIndex={0} role="region" aria-label={t("figures.daily")}>
      <table className="table"><thead><tr><th scope="col">{t("figures.day")}</th><th scope="col" className="num">{t("figures.created")}</th><th scope="col" className="num">{t("figures.resolved")}</th></tr></thead>
        <tbody>{rows.toReversed().map((r) => <tr key={r.day}><th scope="row">{day(r.day)}</th><td className="num"><Link to={link(r.createdQuery)}>{number(r.created)}</Link></td><td className="num"><Link to={link(r.resolvedQuery)}>{number(r.resolved)}</Link></td></tr>)}</tbody></table>
    </div>
  );
}
