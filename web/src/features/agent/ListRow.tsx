import { memo, useRef } from "react";
import { Link } from "react-router";
import type { TicketRow } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { PriorityBadge, RelativeTime, StatusBadge } from "../../ui";
import type { Wish } from "./change";
import { Assignee, AssigneePicker, Editable, PriorityPicker, StatusPicker } from "./pickers";
import { ticketPath, type Place } from "./place";
import type { Editing } from "./TicketList";

interface Props {
  row: TicketRow; index: number; top: number; compact: boolean; active: boolean; selected: boolean; editing: Editing["field"] | null; place: Place;
  onActive: (id: string) => void; onSelect: (id: string, range: boolean) => void; onEdit: (editing: Editing | null) => void;
  onWish: (row: TicketRow, wish: Wish) => void; onHover: (number: string) => void;
}
/** How long the pointer rests on a row before its ticket is fetched: passing over costs nothing. */
const REST = 60;

export const ListRow = memo(function ListRow(p: Props) {
  const { row, compact } = p;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = useSession().type(row.typeId);
  const status = type?.statuses.find((s) => s.key === row.status)?.name ?? row.status;
  const edit = (field: Editing["field"]) => (to: boolean): void => { p.onActive(row.id); p.onEdit(to ? { id: row.id, field } : null); };
  const wish = (w: Wish): void => p.onWish(row, w);
  const title = (
    <Link to={ticketPath(row.number, p.place)} className="title-link truncate" onClick={() => p.onActive(row.id)}>
      {row.unread && <><span className="unread-dot" aria-hidden="true" /><span className="sr-only">{t("list.unread")} </span></>}
      {row.title}
    </Link>
  );
  const badge = <StatusBadge category={row.statusCategory} name={status} />;
  return (
    <div role="row" id={`row-${row.id}`} aria-rowindex={p.index + 2} aria-selected={p.selected} className={`grid-row ${p.active ? "active" : ""} ${p.selected ? "selected" : ""} ${row.unread ? "unread" : ""}`} style={{ transform: `translateY(${p.top}px)` }}
      onPointerEnter={() => { timer.current = setTimeout(() => p.onHover(row.number), REST); }} onPointerLeave={() => clearTimeout(timer.current)}>
      {compact ? (
        <div role="gridcell" className="compact-cell">
          <span className="row"><PriorityBadge value={row.priority} /><span className="muted small">{row.number}</span><span className="grow" /><span className="muted small"><RelativeTime at={row.updated} /></span></span>
          <span className="row">{title}<span className="grow" />{badge}</span>
        </div>
      ) : (
        <>
          <span role="gridcell" className="c-select"><input type="checkbox" aria-label={t("list.selectOne", { number: row.number })} checked={p.selected} onChange={() => undefined} onClick={(e) => p.onSelect(row.id, e.shiftKey)} /></span>
          <span role="gridcell" className="c-number muted">{row.number}</span>
          <span role="gridcell" className="c-priority">
            <Editable label={`${t("field.priority")}: P${row.priority}`} open={p.editing === "priority"} onOpen={edit("priority")} picker={(a, close) => <PriorityPicker anchor={a} row={row} onClose={close} onWish={wish} />}><PriorityBadge value={row.priority} /></Editable>
          </span>
          <span role="gridcell" className="c-title">{title}{row.tags.slice(0, 2).map((tag) => <span key={tag} className="tag">{tag}</span>)}</span>
          <span role="gridcell" className="c-requester truncate">{row.requester.name}</span>
          <span role="gridcell" className="c-status">
            <Editable label={`${t("field.status")}: ${status}`} open={p.editing === "status"} onOpen={edit("status")} picker={(a, close) => <StatusPicker anchor={a} row={row} onClose={close} onWish={wish} />}>{badge}</Editable>
          </span>
          <span role="gridcell" className="c-assignee">
            <Editable label={`${t("field.assignee")}: ${row.assignee?.name ?? t("ticket.nobody")}`} open={p.editing === "assignee"} onOpen={edit("assignee")} picker={(a, close) => <AssigneePicker anchor={a} row={row} onClose={close} onWish={wish} />}><Assignee person={row.assignee} /></Editable>
          </span>
          <span role="gridcell" className="c-updated muted num"><RelativeTime at={row.updated} /></span>
        </>
      )}
    </div>
  );
});
