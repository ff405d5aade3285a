import { useRef, useState, type PointerEvent as ReactPointer } from "react";
import { useNavigate } from "react-router";
import type { TicketRow } from "../../../api/types";
import { currentLocale, t } from "../../../i18n";
import { Button, ErrorState, IconButton } from "../../../ui";
import { useChange } from "../../agent/change";
import { ticketPath, type Place } from "../../agent/place";
import type { Catalogue } from "../catalogue";
import type { Looking } from "../data";
import { datesWish, mayPull, shifted, spanOf, type Days } from "../dates";
import { daysBetween, monthStart } from "../days";
import { today } from "../today";
import { Unscheduled } from "../Unscheduled";
import { useRange, useUnscheduled } from "../useRange";
import { step, weeks, type Span } from "./layout";
import { Week } from "./Week";
import "./calendar.css";

/** The first day of a week where the reader is: Monday, unless the browser knows better. */
function firstDay(): number {
  const here = new Intl.Locale(currentLocale()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return here.getWeekInfo?.().firstDay ?? here.weekInfo?.firstDay ?? 1;
}
const FROM = 6;
const dayUnder = (x: number, y: number): string | null => document.elementsFromPoint(x, y).map((e) => e.closest<HTMLElement>("[data-day]")?.dataset["day"]).find(Boolean) ?? null;

/** Tickets on the days of a month or a week. */
export default function Calendar({ place, looking, catalogue }: { place: Place; looking: Looking; catalogue: Catalogue }) {
  const go = useNavigate();
  const change = useChange();
  const [day, setDay] = useState(today());
  const [span, setSpan] = useState<Span>("month");
  const [beside, setBeside] = useState(true);
  const [pull, setPull] = useState<{ row: TicketRow; to: Days } | null>(null);
  const pulling = useRef<{ row: TicketRow; x: number; y: number; grabbed: string | null; span: Days | null; moved: boolean; to: Days | null } | null>(null);
  const ended = useRef(0);
  const rows = weeks(day, span, firstDay());
  const { range, items, dates, columns, asking } = useRange(looking, catalogue, rows[0]?.[0] ?? day, rows.at(-1)?.at(-1) ?? day);
  const start = catalogue.find(dates.start);
  const unscheduled = useUnscheduled(asking, dates, columns, Boolean(start?.field) && beside);

  const put = (row: TicketRow, to: Days): void => {
    const wish = datesWish(row, dates, to);
    if (wish) void change(row, wish);
  };
  const move = (row: TicketRow, by: number): void => {
    const now = spanOf(row, dates);
    if (now && mayPull(row, dates).start) put(row, shifted(now, by));
  };
  const grab = (row: TicketRow) => (e: ReactPointer): void => {
    if (e.button !== 0 || e.pointerType === "touch" || !mayPull(row, dates).start) return;
    pulling.current = { row, x: e.clientX, y: e.clientY, grabbed: dayUnder(e.clientX, e.clientY), span: spanOf(row, dates), moved: false, to: null };
    const follow = (m: PointerEvent): void => {
      const p = pulling.current;
      if (!p || (!p.moved && Math.hypot(m.clientX - p.x, m.clientY - p.y) < FROM)) return;
      p.moved = true;
      const over = dayUnder(m.clientX, m.clientY);
      p.to = over ? (p.span && p.grabbed ? shifted(p.span, daysBetween(p.grabbed, over)) : { from: over, to: over }) : null;
      setPull(p.to && { row: p.row, to: p.to });
    };
    const stop = (drop: boolean): void => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", escape, true);
      const p = pulling.current;
      pulling.current = null;
      setPull(null);
      if (p?.moved) ended.current = Date.now();
      if (drop && p?.moved && p.to) put(p.row, p.to);
    };
    const up = (): void => stop(true);
    const cancel = (): void => stop(false);
    const escape = (k: KeyboardEvent): void => { if (k.key === "Escape") { k.preventDefault(); k.stopPropagation(); stop(false); } };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape, true);
  };
  const shown = pull ? [...items.filter((i) => i.id !== pull.row.id), { id: pull.row.id, row: pull.row, ...pull.to }] : items;
  const title = new Intl.DateTimeFormat(currentLocale(), { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${span === "month" ? monthStart(day) : day}T00:00:00Z`));
  if (range.error && !range.data) return <ErrorState error={range.error} retry={() => void range.refetch()} />;
  return (
    <div className="dated">
      <div className="dated-bar">
        <IconButton small icon="left" label={t("dates.before")} onClick={() => setDay(step(day, span, -1))} />
        <IconButton small icon="right" label={t("dates.after")} onClick={() => setDay(step(day, span, 1))} />
        <Button small onClick={() => setDay(today())}>{t("dates.today")}</Button>
        <h2 aria-live="polite">{title}</h2>
        <span className="muted small truncate">{start?.name}</span>
        <span className="grow" />
        {range.data?.more && <span className="small unsaved" role="status">{t("dates.tooMany")}</span>}
        {start?.field && !beside && <Button small kind="quiet" onClick={() => setBeside(true)}>{t("dates.unscheduled")}</Button>}
        <div className="layouts" role="group" aria-label={t("dates.span")}>
          {(["month", "week"] as const).map((s) => <button key={s} type="button" className="layout words" aria-pressed={span === s} onClick={() => setSpan(s)}>{t(`dates.${s}`)}</button>)}
        </div>
      </div>
      <div className="dated-body">
        <div className={`calendar ${span} ${range.isPending ? "is-loading" : ""}`} role="region" aria-label={t("layout.calendar")} aria-busy={range.isPending}>
          <div className="calendar-heads">{(rows[0] ?? []).map((d) => <span key={d} className="small muted">{new Intl.DateTimeFormat(currentLocale(), { weekday: "short", timeZone: "UTC" }).format(new Date(`${d}T00:00:00Z`))}</span>)}</div>
          {rows.map((week) => (
            <Week key={week[0]} week={week} items={shown} span={span} month={day.slice(0, 7)} dates={dates} colourBy={looking.settings.colourBy} pulled={pull?.row.id ?? null} grab={grab}
              onOpen={(row) => { if (Date.now() - ended.current > 80) void go(ticketPath(row.number, place)); }} onMove={move} />
          ))}
        </div>
        {start?.field && beside && <Unscheduled list={unscheduled} field={start.name} place={place} may={(row) => mayPull(row, dates).start} onToday={(row) => put(row, { from: today(), to: today() })} onPointerDown={grab} onClose={() => setBeside(false)} />}
      </div>
    </div>
  );
}
