import type { PointerEventHandler } from "react";
import { Link } from "react-router";
import type { TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { Button, ErrorState, IconButton, Pager, PriorityBadge, Skeleton } from "../../ui";
import { ticketPath, type Place } from "../agent/place";
import type { useUnscheduled } from "./useRange";

interface Props { list: ReturnType<typeof useUnscheduled>; field: string; place: Place; may: (row: TicketRow) => boolean; onToday: (row: TicketRow) => void; onPointerDown?: (row: TicketRow) => PointerEventHandler; onClose: () => void }

/** Tickets that have no day yet, beside those that have. They are pulled to a day, or put on today. */
export function Unscheduled({ list, field, place, may, onToday, onPointerDown, onClose }: Props) {
  return (
    <aside className="unscheduled" aria-label={t("dates.unscheduled")}>
      <div className="row"><h2>{t("dates.unscheduled")}</h2><span className="grow" /><IconButton small icon="close" label={t("dates.hideUnscheduled")} onClick={onClose} /></div>
      <p className="muted small">{t("dates.unscheduledHint", { field })}</p>
      {list.error && !list.rows.length ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Skeleton lines={5} /> : (
        <ul>
          {list.rows.map((row) => (
            <li key={row.id} className={may(row) ? "can-pull" : ""} onPointerDown={may(row) ? onPointerDown?.(row) : undefined} onDragStart={(e) => e.preventDefault()}>
              <span className="row small"><span className="muted num">{row.number}</span><PriorityBadge value={row.priority} /><span className="grow" />{may(row) && <Button small kind="quiet" aria-label={t("dates.putToday", { number: row.number })} onClick={() => onToday(row)}>{t("dates.today")}</Button>}</span>
              <Link className="title-link" to={ticketPath(row.number, place)} draggable={false}>{row.title}</Link>
            </li>
          ))}
          {!list.rows.length && <li className="muted small">{t("dates.allScheduled")}</li>}
        </ul>
      )}
      <Pager more={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </aside>
  );
}
