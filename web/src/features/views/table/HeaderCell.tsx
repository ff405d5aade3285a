import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { t } from "../../../i18n";
import type { Column } from "../catalogue";
import { NARROWEST, WIDEST, type Placed } from "./columns";
import { cellStyle } from "./Row";

export interface HeadActions { onSort: (field: string, add: boolean) => void; onResize: (field: string, width: number | null) => void; onMove: (field: string, to: number) => void }
interface Props { column: Column; placed: Placed; index: number; sort: { at: number; descending: boolean; of: number } | null; act: HeadActions }

const DRAG_FROM = 6;
const sign = (el: Element): number => (getComputedStyle(el).direction === "rtl" ? -1 : 1);

/** The head of a column: pressed it sorts, pulled it moves, at its end it is made wider. */
export function HeaderCell({ column, placed, index, sort, act }: Props) {
  const cell = useRef<HTMLSpanElement>(null);
  const [over, setOver] = useState<number | null>(null);
  const drag = useRef<{ x: number; moved: boolean; to: number } | null>(null);

  /** Which column the pointer is over, and on which half of it. */
  const target = (x: number): number => {
    const heads = Array.from(cell.current?.parentElement?.querySelectorAll("[data-head]") ?? []);
    const way = cell.current ? sign(cell.current) : 1;
    return heads.filter((h) => { const b = h.getBoundingClientRect(); return (x - (b.left + b.width / 2)) * way > 0; }).length;
  };
  const down = (e: PointerEvent<HTMLButtonElement>): void => {
    if (e.button !== 0) return;
    // A quick hand is off the small button before its first step is told.
    e.currentTarget.setPointerCapture(e.pointerId);
    drag.current = { x: e.clientX, moved: false, to: index };
  };
  const move = (e: PointerEvent<HTMLButtonElement>): void => {
    const d = drag.current;
    if (!d || (!d.moved && Math.abs(e.clientX - d.x) < DRAG_FROM)) return;
    d.moved = true;
    d.to = target(e.clientX);
    setOver(d.to);
  };
  const up = (): void => {
    const d = drag.current;
    setOver(null);
    if (d?.moved) act.onMove(column.id, d.to > index ? d.to - 1 : d.to);
    // The click that follows a pull is not one.
    setTimeout(() => { drag.current = null; });
  };
  const keys = (e: KeyboardEvent): void => {
    if (!(e.ctrlKey || e.metaKey) || (e.key !== "ArrowLeft" && e.key !== "ArrowRight")) return;
    e.preventDefault();
    e.stopPropagation();
    act.onMove(column.id, index + (e.key === "ArrowRight" ? 1 : -1) * (cell.current ? sign(cell.current) : 1));
  };
  const arrow = sort ? (sort.descending ? " ↓" : " ↑") + (sort.of > 1 ? String(sort.at + 1) : "") : "";
  return (
    <span ref={cell} role="columnheader" data-head={column.id} className={`cell c-${column.id} ${column.numeric ? "num" : ""} ${placed.frozen ? "frozen" : ""} ${over !== null ? "pulled" : ""}`} style={cellStyle(placed)}
      aria-sort={sort && sort.at === 0 ? (sort.descending ? "descending" : "ascending") : undefined}>
      <button type="button" className="head-button truncate" title={t("table.headHint", { name: column.name })} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={() => { drag.current = null; setOver(null); }} onKeyDown={keys}
        onClick={(e) => { if (!drag.current?.moved && column.sorts) act.onSort(column.id, e.shiftKey); }}>{column.name}{arrow}</button>
      <Resizer name={column.name} width={placed.width} onResize={(w) => act.onResize(column.id, w)} />
      {over !== null && <Mark cell={cell.current} at={over} />}
    </span>
  );
}

/** Where the column would come to stand. */
function Mark({ cell, at }: { cell: HTMLElement | null; at: number }) {
  const heads = Array.from(cell?.parentElement?.querySelectorAll<HTMLElement>("[data-head]") ?? []);
  const last = heads.at(-1);
  const here = heads[at];
  const left = here ? here.offsetLeft : last ? last.offsetLeft + last.offsetWidth : 0;
  return <span className="drop-mark" aria-hidden="true" style={{ left: left - (cell?.offsetLeft ?? 0) }} />;
}

function Resizer({ name, width, onResize }: { name: string; width: number; onResize: (to: number | null) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const move = (e: PointerEvent<HTMLSpanElement>): void => {
    if (from.current) onResize(from.current.width + (e.clientX - from.current.x) * sign(e.currentTarget));
  };
  const keys = (e: KeyboardEvent<HTMLSpanElement>): void => {
    const by = e.key === "ArrowRight" ? 16 : e.key === "ArrowLeft" ? -16 : 0;
    if (!by) return;
    e.preventDefault();
    e.stopPropagation();
    onResize(width + by * sign(e.currentTarget));
  };
  return (
    <span role="separator" aria-orientation="vertical" aria-label={t("table.width", { name })} aria-valuenow={Math.round(width)} aria-valuemin={NARROWEST} aria-valuemax={WIDEST} tabIndex={0} className="resizer"
      onKeyDown={keys} onDoubleClick={() => onResize(null)} onPointerMove={move} onPointerUp={() => { from.current = null; }} onPointerCancel={() => { from.current = null; }}
      onPointerDown={(e) => {
        e.preventDefault();
        e.currentTarget.setPointerCapture(e.pointerId);
        // A column that takes what room is left is as wide as it is drawn, not as it was set.
        from.current = { x: e.clientX, width: e.currentTarget.parentElement?.offsetWidth ?? width };
      }} />
  );
}
