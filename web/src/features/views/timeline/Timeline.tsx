import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { TicketRow } from "../../../api/types";
import { currentLocale, day as dayText, t } from "../../../i18n";
import { Button, EmptyState, ErrorState, IconButton, PriorityBadge, Skeleton } from "../../../ui";
import { useChange } from "../../agent/change";
import { ticketPath, type Place } from "../../agent/place";
import type { Catalogue } from "../catalogue";
import type { Looking } from "../data";
import { datesWish, lookOf, mayPull, type DateFields, type Days } from "../dates";
import { addDays, daysBetween, weekday } from "../days";
import { today } from "../today";
import { Unscheduled } from "../Unscheduled";
import { useRange, useUnscheduled, type Scheduled } from "../useRange";
import { barOf, daysIn, lengthOf, pulled, REACH, SCALES, ticks, windowAround, type Grip, type Scale, type Window } from "./bars";
import "./timeline.css";

const ROW = 36;
const HEAD = 48;
const FROM = 4;

/** Tickets as bars from their start to their end. */
export default function Timeline({ place, looking, catalogue }: { place: Place; looking: Looking; catalogue: Catalogue }) {
  const change = useChange();
  const [middle, setMiddle] = useState(today());
  const [scale, setScale] = useState<Scale>("weeks");
  const [beside, setBeside] = useState(true);
  const window = useMemo(() => windowAround(middle, scale), [middle, scale]);
  const { range, items, dates, columns, asking } = useRange(looking, catalogue, window.from, window.to);
  const start = catalogue.find(dates.start);
  const unscheduled = useUnscheduled(asking, dates, columns, Boolean(start?.field) && beside);
  const scroll = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => items.toSorted((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id)), [items]);
  const virtual = useVirtualizer({ count: sorted.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 10, getItemKey: (i) => sorted[i]?.id ?? i, scrollMargin: HEAD });
  const px = SCALES[scale];
  const width = lengthOf(window) * px;

  const ready = !range.isPending && sorted.length > 0;
  useEffect(() => {
    const el = scroll.current;
    if (!ready || !el) return;
    const way = getComputedStyle(el).direction === "rtl" ? -1 : 1;
    el.scrollLeft = way * Math.max(0, daysBetween(window.from, middle) * px - el.clientWidth / 4);
  }, [ready, window.from, middle, px]);

  const put = (row: TicketRow, to: Days): void => {
    const wish = datesWish(row, dates, to);
    if (wish) void change(row, wish);
  };
  if (range.error && !range.data) return <ErrorState error={range.error} retry={() => void range.refetch()} />;
  const by = Math.round(REACH[scale] / 2);
  return (
    <div className="dated">
      <div className="dated-bar">
        <IconButton small icon="left" label={t("dates.before")} onClick={() => setMiddle(addDays(middle, -by))} />
        <IconButton small icon="right" label={t("dates.after")} onClick={() => setMiddle(addDays(middle, by))} />
        <Button small onClick={() => setMiddle(today())}>{t("dates.today")}</Button>
        <span className="muted small truncate">{start?.name}{dates.end && ` – ${catalogue.find(dates.end)?.name ?? ""}`}</span>
        <span className="grow" />
        {range.data?.more && <span className="small unsaved" role="status">{t("dates.tooMany")}</span>}
        {start?.field && !beside && <Button small kind="quiet" onClick={() => setBeside(true)}>{t("dates.unscheduled")}</Button>}
        <div className="layouts" role="group" aria-label={t("dates.scale")}>
          {(Object.keys(SCALES) as Scale[]).map((s) => <button key={s} type="button" className="layout words" aria-pressed={scale === s} onClick={() => setScale(s)}>{t(`dates.${s}`)}</button>)}
        </div>
      </div>
      <div className="dated-body">
        {range.isPending ? <div className="grow"><Skeleton lines={10} height={16} gap={20} /></div> : !sorted.length ? <div className="grow"><EmptyState icon="bars" title={t("dates.nothing")} text={t("dates.nothingText")} /></div> : (
          <div ref={scroll} className="timeline" tabIndex={0} role="region" aria-label={t("layout.timeline")}>
            <Heads window={window} scale={scale} width={width} />
            <ul className="timeline-rows" style={{ blockSize: virtual.getTotalSize(), inlineSize: `calc(var(--names) + ${width}px)` }}>
              {today() >= window.from && today() <= window.to && <li className="timeline-today" aria-hidden="true" style={{ insetInlineStart: `calc(var(--names) + ${daysBetween(window.from, today()) * px + px / 2}px)` }} />}
              {virtual.getVirtualItems().map((item) => {
                const one = sorted[item.index];
                return one && <Line key={one.id} item={one} top={item.start - HEAD} window={window} scale={scale} dates={dates} colourBy={looking.settings.colourBy} place={place} onPut={put} />;
              })}
            </ul>
          </div>
        )}
        {start?.field && beside && <Unscheduled list={unscheduled} field={start.name} place={place} may={(row) => mayPull(row, dates).start} onToday={(row) => put(row, { from: today(), to: today() })} onClose={() => setBeside(false)} />}
      </div>
    </div>
  );
}

function Heads({ window, scale, width }: { window: Window; scale: Scale; width: number }) {
  const { upper, lower } = useMemo(() => ticks(window, scale), [window, scale]);
  const month = new Intl.DateTimeFormat(currentLocale(), { month: scale === "months" ? "short" : "long", year: "numeric", timeZone: "UTC" });
  return (
    <div className="timeline-heads" aria-hidden="true" style={{ inlineSize: `calc(var(--names) + ${width}px)` }}>
      <span className="timeline-corner" />
      {upper.map((x) => <span key={x.day} className="tick upper" style={{ insetInlineStart: `calc(var(--names) + ${x.left}px)`, inlineSize: x.width }}><span>{month.format(new Date(`${x.day}T00:00:00Z`))}</span></span>)}
      {lower.map((x) => <span key={x.day} className={`tick lower ${scale === "days" && weekday(x.day) > 5 ? "weekend" : ""}`} style={{ insetInlineStart: `calc(var(--names) + ${x.left}px)`, inlineSize: x.width }}>{scale === "days" ? Number(x.day.slice(8)) : dayText(x.day)}</span>)}
    </div>
  );
}

interface LineProps { item: Scheduled; top: number; window: Window; scale: Scale; dates: DateFields; colourBy: string; place: Place; onPut: (row: TicketRow, to: Days) => void }
/** One ticket: its name, which stays in sight, and its bar, which is pulled as a whole or at its ends. */
function Line({ item, top, window, scale, dates, colourBy, place, onPut }: LineProps) {
  const go = useNavigate();
  const { row } = item;
  const may = mayPull(row, dates);
  const [draft, setDraft] = useState<Days | null>(null);
  const pull = useRef<{ x: number; grip: Grip; to: Days | null } | null>(null);
  const ended = useRef(0);
  const days = draft ?? item;
  const bar = barOf(days.from, days.to, window, scale);
  const look = lookOf(row, colourBy, dates.fieldOf);
  const side = (el: Element): number => (getComputedStyle(el).direction === "rtl" ? -1 : 1);

  const down = (e: PointerEvent<HTMLButtonElement>): void => {
    const grip = ((e.target as HTMLElement).dataset["grip"] as Grip | undefined) ?? "move";
    if (e.button !== 0 || (grip === "end" ? !may.end : !may.start)) return;
    pull.current = { x: e.clientX, grip, to: null };
    e.currentTarget.setPointerCapture(e.pointerId);
  };
  const move = (e: PointerEvent<HTMLButtonElement>): void => {
    const p = pull.current;
    if (!p || (!p.to && Math.abs(e.clientX - p.x) < FROM)) return;
    p.to = pulled(item.from, item.to, p.grip, daysIn((e.clientX - p.x) * side(e.currentTarget), scale));
    setDraft(p.to);
  };
  const stop = (drop: boolean): void => {
    const p = pull.current;
    pull.current = null;
    setDraft(null);
    if (!p?.to) return;
    ended.current = Date.now();
    if (drop) onPut(row, p.to);
  };
  const keys = (e: KeyboardEvent<HTMLButtonElement>): void => {
    if (e.key === "Escape" && pull.current) { e.preventDefault(); e.stopPropagation(); stop(false); return; }
    const by = (e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0) * side(e.currentTarget);
    if (!by || !e.altKey) return;
    e.preventDefault();
    e.stopPropagation();
    if (e.shiftKey ? may.end : may.start) onPut(row, pulled(item.from, item.to, e.shiftKey ? "end" : "move", by));
  };
  const when = days.from === days.to ? dayText(days.from) : `${dayText(days.from)} – ${dayText(days.to)}`;
  return (
    <li className="timeline-row" style={{ insetBlockStart: top }}>
      <span className="timeline-name"><span className="muted small num">{row.number}</span><PriorityBadge value={row.priority} /><Link className="title-link truncate" to={ticketPath(row.number, place)}>{row.title}</Link></span>
      <button type="button" className={`event bar ${look.className} ${draft ? "pulled-bar" : ""} ${may.start ? "can-pull" : ""}`} style={{ insetInlineStart: `calc(var(--names) + ${bar.left}px)`, inlineSize: bar.width }}
        aria-label={`${row.number} ${row.title}, ${when}`} title={`${when}${may.start ? `\n${t("dates.pullHint")}` : ""}`} onPointerDown={down} onPointerMove={move} onPointerUp={() => stop(true)} onPointerCancel={() => stop(false)} onKeyDown={keys}
        onClick={() => { if (Date.now() - ended.current > 80) void go(ticketPath(row.number, place)); }}>
        {may.end && may.start && <span className="bar-end start" data-grip="start" />}
        {look.colour && <span className="swatch" style={{ background: look.colour }} aria-hidden="true" />}<span className="truncate">{row.title}</span>
        {may.end && <span className="bar-end end" data-grip="end" />}
      </button>
      {draft && <span className="bar-when small" style={{ insetInlineStart: `calc(var(--names) + ${bar.left + bar.width + 6}px)` }}>{when}</span>}
    </li>
  );
}
