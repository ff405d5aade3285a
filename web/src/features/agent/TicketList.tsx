import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { TicketRow } from "../../api/types";
import { t, type Key } from "../../i18n";
import type { Wish } from "./change";
import { ListRow } from "./ListRow";
import type { Place } from "./place";

export interface Editing { id: string; field: "status" | "assignee" | "priority" }
interface Props {
  rows: TicketRow[]; compact: boolean; active: string | null; selected: ReadonlySet<string>; editing: Editing | null;
  sort: { field: string; descending: boolean }; place: Place; more: boolean;
  onActive: (id: string) => void; onSelect: (id: string, range: boolean) => void; onSelectAll: () => void;
  onEdit: (editing: Editing | null) => void; onWish: (row: TicketRow, wish: Wish) => void; onSort: (field: string) => void;
  onHover: (number: string) => void; onMore: () => void;
}

const COLUMNS: { id: string; sort?: string }[] = [
  { id: "number", sort: "number" }, { id: "priority", sort: "priority" }, { id: "title" }, { id: "requester" },
  { id: "status" }, { id: "assignee" }, { id: "updated", sort: "updated" },
];
export const ROW_HEIGHT = 36;
const COMPACT_HEIGHT = 58;

/** Only the rows one sees are in the page, however long the list is. */
export function TicketList(p: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, compact, active, more, onMore } = p;
  const virtual = useVirtualizer({
    count: rows.length + (more ? 1 : 0), getScrollElement: () => scroll.current, estimateSize: () => (compact ? COMPACT_HEIGHT : ROW_HEIGHT),
    overscan: 12, getItemKey: (i) => rows[i]?.id ?? "more",
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => { virtual.measure(); }, [compact, virtual]);
  // The next page is asked for well before its first row is needed.
  useEffect(() => { if (more && last >= rows.length - 30) onMore(); }, [last, more, rows.length, onMore]);
  const at = rows.findIndex((r) => r.id === active);
  useEffect(() => { if (at >= 0) virtual.scrollToIndex(at, { align: "auto" }); }, [at, virtual]);

  const every = rows.length > 0 && p.selected.size >= rows.length;
  return (
    <div className="grid" role="grid" tabIndex={0} data-keys aria-activedescendant={active ? `row-${active}` : undefined} aria-label={t("list.label")} aria-rowcount={more ? -1 : rows.length + 1} aria-multiselectable="true">
      {!compact && (
        <div className="grid-row grid-head" role="row" aria-rowindex={1}>
          <span role="columnheader" className="c-select"><input type="checkbox" aria-label={t("list.selectAll")} checked={every} onChange={p.onSelectAll} /></span>
          {COLUMNS.map((c) => {
            const sorted = c.sort && p.sort.field === c.sort;
            return (
              <span key={c.id} role="columnheader" className={`c-${c.id}`} aria-sort={sorted ? (p.sort.descending ? "descending" : "ascending") : undefined}>
                {c.sort ? <button type="button" onClick={() => p.onSort(c.sort ?? "")}>{t(`field.${c.id}` as Key)}{sorted ? (p.sort.descending ? " ↓" : " ↑") : ""}</button> : t(`field.${c.id}` as Key)}
              </span>
            );
          })}
        </div>
      )}
      <div ref={scroll} className="grid-scroll" role="rowgroup">
        <div className="grid-space" style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <ListRow key={item.key} row={row} index={item.index} top={item.start} compact={compact} active={row.id === active} selected={p.selected.has(row.id)} editing={p.editing?.id === row.id ? p.editing.field : null} place={p.place}
                onActive={p.onActive} onSelect={p.onSelect} onEdit={p.onEdit} onWish={p.onWish} onHover={p.onHover} />
            ) : (
              <div key="more" className="grid-row more" style={{ transform: `translateY(${item.start}px)` }}><span className="skeleton" style={{ inlineSize: "60%" }} /></div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
