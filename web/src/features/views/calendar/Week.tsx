import { useRef, useState, type KeyboardEvent, type PointerEventHandler } from "react";
import type { TicketRow } from "../../../api/types";
import { currentLocale, day as dayText, t } from "../../../i18n";
import { Popover } from "../../../ui";
import { lookOf, mayPull, type DateFields } from "../dates";
import { today } from "../today";
import type { Scheduled } from "../useRange";
import { fitting, lay, type Segment, type Span } from "./layout";

const LINES: Record<Span, number> = { month: 4, week: 30 };
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface Props {
  week: string[]; items: Scheduled[]; span: Span; month: string; dates: DateFields; colourBy: string; pulled: string | null;
  grab: (row: TicketRow) => PointerEventHandler; onOpen: (row: TicketRow) => void; onMove: (row: TicketRow, by: number) => void;
}

export function Week({ week, items, span, month, dates, colourBy, pulled, grab, onOpen, onMove }: Props) {
  const { shown, more } = fitting(lay(items, week), LINES[span]);
  const now = today();
  return (
    <div className="calendar-week">
      <div className="calendar-days">
        {week.map((d, i) => (
          <div key={d} data-day={d} className={`calendar-day ${span === "month" && !d.startsWith(month) ? "other" : ""} ${d === now ? "today" : ""}`}>
            <time dateTime={d} className="small num" aria-current={d === now ? "date" : undefined}>{span === "week" ? dayText(d) : Number(d.slice(8))}</time>
            {(more[i] ?? 0) > 0 && <More day={d} count={more[i] ?? 0} items={items.filter((x) => x.from <= d && x.to >= d)} onOpen={onOpen} />}
          </div>
        ))}
      </div>
      <ul className="calendar-items" aria-label={t("dates.weekOf", { day: dayText(week[0] ?? "") })}>
        {shown.map((s) => <Item key={`${s.item.id}`} segment={s} dates={dates} colourBy={colourBy} pulled={pulled === s.item.id} grab={grab} onOpen={onOpen} onMove={onMove} />)}
      </ul>
    </div>
  );
}

interface ItemProps { segment: Segment<Scheduled>; dates: DateFields; colourBy: string; pulled: boolean; grab: Props["grab"]; onOpen: Props["onOpen"]; onMove: Props["onMove"] }
function Item({ segment: s, dates, colourBy, pulled, grab, onOpen, onMove }: ItemProps) {
  const { row, from, to } = s.item;
  const look = lookOf(row, colourBy, dates.fieldOf);
  const may = mayPull(row, dates).start;
  const keys = (e: KeyboardEvent): void => {
    const by = e.altKey ? STEPS[e.key] : undefined;
    if (!by) return;
    e.preventDefault();
    e.stopPropagation();
    onMove(row, by);
  };
  const when = from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`;
  return (
    <li style={{ gridColumn: `${s.at + 1} / span ${s.days}`, gridRow: s.line + 1 }} className={`${s.before ? "before" : ""} ${s.after ? "after" : ""}`}>
      <button type="button" className={`event ${look.className} ${pulled ? "pulled" : ""} ${may ? "can-pull" : ""}`} aria-label={`${row.number} ${row.title}, ${when}`} title={`${row.number} ${row.title}\n${when}${may ? `\n${t("dates.moveHint")}` : ""}`}
        onPointerDown={grab(row)} onKeyDown={keys} onClick={() => onOpen(row)}>
        {look.colour && <span className="swatch" style={{ background: look.colour }} aria-hidden="true" />}<span className="truncate">{row.title}</span>
      </button>
    </li>
  );
}

/** What a day has no room for, in a list beside it. */
function More({ day, count, items, onOpen }: { day: string; count: number; items: Scheduled[]; onOpen: (row: TicketRow) => void }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const name = new Intl.DateTimeFormat(currentLocale(), { dateStyle: "full", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  return (
    <>
      <button ref={anchor} type="button" className="event-more small" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>{t("dates.more", { count })}</button>
      {open && <Popover anchor={anchor} onClose={() => setOpen(false)} label={name}>{items.map((i) => <button key={i.id} type="button" className="option" onClick={() => onOpen(i.row)}><span className="muted small">{i.row.number}</span><span className="truncate">{i.row.title}</span></button>)}</Popover>}
    </>
  );
}
