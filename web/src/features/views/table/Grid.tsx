import { useVirtualizer } from "@tanstack/react-virtual";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TicketRow, ViewColumn } from "../../../api/types";
import { t } from "../../../i18n";
import { Button } from "../../../ui";
import { later } from "../../../ui/later";
import type { Catalogue, Column } from "../catalogue";
import { sortKeys } from "../query";
import type { Settings } from "../settings";
import type { CellActions } from "./Cell";
import { moved, placed, resized } from "./columns";
import { HeaderCell } from "./HeaderCell";
import { useCellKeys } from "./keys";
import { Row } from "./Row";
import { groupKey, wanted, type Line } from "./rows";

const GroupRow = later(() => import("./GroupRow"));

export interface Editing { id: string; field: string }
interface Props {
  lines: Line[]; compact: boolean; catalogue: Catalogue; settings: Settings; order: string; active: string | null; selected: ReadonlySet<string>; editing: Editing | null; act: CellActions; total: number;
  onColumns: (columns: ViewColumn[]) => void; onSort: (field: string, add: boolean) => void; onSelect: (id: string, range: boolean) => void; onSelectAll: () => void; onHover: (number: string) => void;
  onToggle: (group: string) => void; onMore: (groups: string[]) => void; onRetry: (group: string) => void;
}
export const ROW_HEIGHT = 36;
const COMPACT_HEIGHT = 58;
const BOXES = 34;
/** How many lines ahead of those in sight the next page is asked for. */
const AHEAD = 30;

/** Only the lines one sees are in the page, however long the list is. */
export function Grid(p: Props) {
  const { lines, compact, active, onMore, catalogue, settings } = p;
  const grid = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const height = compact ? COMPACT_HEIGHT : ROW_HEIGHT;
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroll.current, estimateSize: () => height, overscan: 12, getItemKey: (i) => lines[i]?.key ?? i, scrollPaddingStart: compact ? 0 : 32 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const first = items[0]?.index ?? 0;

  // While a head is pulled wider, only what is drawn changes; the address follows when it is let go.
  const [draft, setDraft] = useState<ViewColumn[] | null>(null);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => { setDraft(null); return () => clearTimeout(settle.current); }, [settings.columns]);
  const chosen = useMemo(() => (draft ?? settings.columns).filter((c) => catalogue.find(c.field)), [draft, settings.columns, catalogue]);
  const columns = useMemo(() => placed(chosen, (id) => catalogue.find(id)?.width ?? 120, BOXES), [chosen, catalogue]);
  const numeric = useMemo(() => new Set(columns.filter((c) => catalogue.find(c.field)?.numeric).map((c) => c.field)), [columns, catalogue]);
  const template = useMemo(() => {
    const loose = (field: string): boolean => field === "title" && !chosen.find((c) => c.field === field)?.width;
    const some = columns.some((c) => loose(c.field) && !c.frozen);
    return `${BOXES}px ${columns.map((c) => (loose(c.field) && !c.frozen ? `minmax(${Math.min(c.width, 200)}px, 1fr)` : `${c.width}px`)).join(" ")}${some ? "" : " minmax(0, 1fr)"}`;
  }, [columns, chosen]);
  const width = BOXES + columns.reduce((sum, c) => sum + c.width, 0);

  const latest = useRef({ chosen, tell: p.onColumns });
  useEffect(() => { latest.current = { chosen, tell: p.onColumns }; });
  const resize = useCallback((field: string, to: number | null): void => {
    const all = latest.current.chosen;
    const now = to === null ? all.map(({ width: was, ...c }) => (c.field === field || was === undefined ? c : { ...c, width: was })) : resized(all, field, to);
    setDraft(now);
    clearTimeout(settle.current);
    settle.current = setTimeout(() => latest.current.tell(now), 350);
  }, []);

  useEffect(() => { virtual.measure(); }, [height, virtual]);
  useEffect(() => {
    const groups = wanted(lines, first, last + AHEAD);
    if (groups.length) onMore(groups);
  }, [lines, first, last, onMore]);
  const at = useMemo(() => (active === null ? -1 : lines.findIndex((l) => l.kind === "row" && l.row.id === active)), [lines, active]);
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    // Only a row that has just become the active one is brought into sight, not one that moved because others came.
    if (at >= 0 && shownFor.current !== active) virtual.scrollToIndex(at, { align: "auto" });
    shownFor.current = at >= 0 ? active : null;
  }, [at, active, virtual]);

  const keys = useCellKeys({ grid, lines, columns: columns.length + 1, at, reveal: (i) => virtual.scrollToIndex(i, { align: "auto" }), onActive: p.act.onActive, onToggle: p.onToggle });
  const rows = useMemo(() => lines.reduce((n, l) => n + Number(l.kind === "row"), 0), [lines]);
  const every = rows > 0 && p.selected.size >= rows;
  const { onSort, onColumns, onSelectAll } = p;
  // While one scrolls the heads stay as they are.
  const heads = useMemo(() => {
    const order = sortKeys(p.order);
    const now = columns.map(({ field, frozen }) => ({ ...(chosen.find((x) => x.field === field) ?? { field }), frozen }));
    return (
      <div role="rowgroup" className="grid-heads" style={{ minInlineSize: width }}>
        <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          <span role="columnheader" className="c-select frozen"><input type="checkbox" aria-label={t("list.selectAll")} checked={every} onChange={onSelectAll} /></span>
          {columns.map((c, i) => {
            const column = catalogue.find(c.field) as Column;
            const sorted = order.findIndex((k) => k.field === c.field);
            const key = order[sorted];
            return <HeaderCell key={c.field} column={column} placed={c} index={i} sort={key ? { at: sorted, descending: key.descending, of: order.length } : null} act={{ onSort, onResize: resize, onMove: (field, to) => onColumns(moved(now, field, to)) }} />;
          })}
        </div>
      </div>
    );
  }, [p.order, columns, chosen, width, template, every, catalogue, onSort, onColumns, onSelectAll, resize]);
  return (
    <div ref={grid} className={`grid ${compact ? "compact" : ""}`} role="grid" tabIndex={0} data-keys aria-activedescendant={at >= 0 ? `row-${active}` : undefined} aria-label={t("list.label")} aria-rowcount={p.total} aria-multiselectable="true" onKeyDown={keys}>
      <div ref={scroll} className="grid-scroll" role="presentation">
        {!compact && heads}
        <div role="rowgroup" className="grid-space" style={{ blockSize: virtual.getTotalSize(), minInlineSize: compact ? 0 : width }}>
          {items.map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            if (line.kind === "group") return <Suspense key={item.key} fallback={null}><GroupRow group={line.group} by={settings.groupBy} open={line.open} index={item.index} top={item.start} columns={columns} template={template} aggregates={settings.aggregates} catalogue={catalogue} onToggle={() => p.onToggle(groupKey(line.group.value))} /></Suspense>;
            if (line.kind === "more") return <Waiting key={item.key} top={item.start} failed={line.failed} onRetry={() => p.onRetry(line.group)} />;
            const { row } = line;
            return <Row key={item.key} row={row} index={item.index} top={item.start} compact={compact} columns={columns} numeric={numeric} template={template} active={row.id === active} selected={p.selected.has(row.id)} editing={p.editing?.id === row.id ? p.editing.field : null} act={p.act} onSelect={p.onSelect} onHover={p.onHover} />;
          })}
        </div>
      </div>
    </div>
  );
}

const Waiting = ({ top, failed, onRetry }: { top: number; failed: boolean; onRetry: () => void }) => (
  <div role="row" className="grid-row more" style={{ insetBlockStart: top }}>
    <span role="gridcell" className="more-cell">{failed ? <Button small onClick={onRetry}>{t("table.again")}</Button> : <span className="skeleton" style={{ inlineSize: "60%" }} />}</span>
  </div>
);

export const rowsIn = (lines: Line[]): TicketRow[] => {
  const seen = new Set<string>();
  return lines.flatMap((l) => (l.kind === "row" && !seen.has(l.row.id) && seen.add(l.row.id) ? [l.row] : []));
};
