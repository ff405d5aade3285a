import { memo, useRef, type CSSProperties } from "react";
import { Link } from "react-router";
import type { TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { PriorityBadge, RelativeTime, StatusBadge } from "../../../ui";
import { ticketPath } from "../../agent/place";
import { Cell, TimeLeftOf, type CellActions } from "./Cell";
import type { Placed } from "./columns";

interface Props {
  row: TicketRow; index: number; top: number; compact: boolean; active: boolean; selected: boolean; editing: string | null;
  columns: Placed[]; numeric: ReadonlySet<string>; template: string; act: CellActions;
  onSelect: (id: string, range: boolean) => void; onHover: (number: string) => void;
}
/** How long the pointer rests on a row before its ticket is fetched: passing over costs nothing. */
const REST = 60;
export const cellStyle = (c: Placed): CSSProperties | undefined => (c.frozen ? { insetInlineStart: c.offset } : undefined);

export const Row = memo(function Row(p: Props) {
  const { row, compact, act } = p;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (
    <div role="row" id={`row-${row.id}`} data-line={p.index} aria-rowindex={p.index + 2} aria-selected={p.selected} style={{ insetBlockStart: p.top, ...(compact ? {} : { gridTemplateColumns: p.template }) }}
      className={`grid-row ${p.active ? "active" : ""} ${p.selected ? "selected" : ""} ${row.unread ? "unread" : ""}`}
      onPointerEnter={() => { timer.current = setTimeout(() => p.onHover(row.number), REST); }} onPointerLeave={() => clearTimeout(timer.current)}>
      {compact ? <Short row={row} act={act} /> : (
        <>
          <span role="gridcell" className="c-select frozen" tabIndex={-1} data-col={0}><input type="checkbox" aria-label={t("list.selectOne", { number: row.number })} checked={p.selected} onChange={() => undefined} onClick={(e) => p.onSelect(row.id, e.shiftKey)} /></span>
          {p.columns.map((c, i) => (
            <span key={c.field} role="gridcell" tabIndex={-1} data-col={i + 1} className={`cell c-${c.field} ${p.numeric.has(c.field) ? "num" : ""} ${c.frozen ? "frozen" : ""}`} style={cellStyle(c)}>
              <Cell row={row} id={c.field} open={p.editing === c.field} act={act} />
            </span>
          ))}
        </>
      )}
    </div>
  );
});

/** A ticket in two lines, where there is no room for columns. */
function Short({ row, act }: { row: TicketRow; act: CellActions }) {
  const status = useSession().type(row.typeId)?.statuses.find((s) => s.key === row.status)?.name ?? row.status;
  return (
    <div role="gridcell" className="compact-cell">
      <span className="row"><PriorityBadge value={row.priority} /><span className="muted small">{row.number}</span><span className="grow" />{row.fields?.["sla"] && <span className="small"><TimeLeftOf bar={row.fields["sla"]} /></span>}<span className="muted small"><RelativeTime at={row.updated} /></span></span>
      <span className="row">
        <Link to={ticketPath(row.number, act.place)} className="title-link truncate" onClick={() => act.onActive(row.id)}>
          {row.unread && <><span className="unread-dot" aria-hidden="true" /><span className="sr-only">{t("list.unread")} </span></>}{row.title}
        </Link>
        <span className="grow" /><StatusBadge category={row.statusCategory} name={status} />
      </span>
    </div>
  );
}
