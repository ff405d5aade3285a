import { useCallback, useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from "react";
import type { TicketRow } from "../../../api/types";
import { nextAllowed } from "./arrange";

export interface Cell { column: string; lane: string }
export interface Dragged { row: TicketRow; from: Cell; over: Cell | null; allowed: ReadonlySet<string>; keys: boolean }
interface Options {
  columns: string[]; lanes: string[];
  allowed: (row: TicketRow) => ReadonlySet<string>;
  onStart: (row: TicketRow) => void; onDrop: (row: TicketRow, to: Cell, from: Cell) => void; say: (what: "taken" | "over" | "dropped" | "back", row: TicketRow, cell: Cell) => void;
}
const FROM = 6;
const EDGE = 48;

const cellAt = (x: number, y: number): Cell | null => {
  const el = document.elementsFromPoint(x, y).map((e) => e.closest<HTMLElement>("[data-cell]")).find(Boolean);
  return el ? { column: el.dataset["cell"] ?? "", lane: el.dataset["lane"] ?? "" } : null;
};
const same = (a: Cell | null, b: Cell | null): boolean => a?.column === b?.column && a?.lane === b?.lane;

/** Cards are taken and put down by pointer, and by keys: Space takes, arrows choose the column, Space puts down, Escape lets go. */
export function useDrag(options: Options) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const now = useRef<Dragged | null>(null);
  /** The picture of the card that follows the pointer: moved by hand, so that the board is not drawn anew with each step. */
  const ghost = useRef<HTMLDivElement>(null);
  const at = useRef({ x: 0, y: 0 });
  // The click that the browser makes of the end of a pull is not one.
  const ended = useRef(0);
  const start = useRef<{ x: number; y: number; row: TicketRow; from: Cell } | null>(null);
  const newest = useRef(options);
  useEffect(() => { newest.current = options; });
  const follow = useCallback((): void => { if (ghost.current) ghost.current.style.transform = `translate(${at.current.x + 8}px, ${at.current.y + 8}px)`; }, []);
  const put = (to: Dragged | null): void => { now.current = to; setDragged(to); };
  const end = (drop: boolean): void => {
    const d = now.current;
    start.current = null;
    put(null);
    if (!d) return;
    ended.current = Date.now();
    const there = drop && d.over && d.allowed.has(d.over.column) && !same(d.over, d.from) ? d.over : null;
    newest.current.say(there ? "dropped" : "back", d.row, there ?? d.from);
    if (there) newest.current.onDrop(d.row, there, d.from);
  };
  // What the workflow allows for this very ticket comes a moment after it was taken.
  const refresh = (): void => {
    const d = now.current;
    if (d) put({ ...d, allowed: newest.current.allowed(d.row) });
  };

  const pointer = (row: TicketRow, from: Cell) => ({
    onPointerDown: (e: PointerEvent<HTMLElement>) => {
      if (e.button !== 0 || (e.pointerType === "touch" && !(e.target as Element).closest(".grip"))) return;
      start.current = { x: e.clientX, y: e.clientY, row, from };
    },
    onPointerMove: (e: PointerEvent<HTMLElement>) => {
      const s = start.current;
      if (!s || s.row.id !== row.id) return;
      // Let go somewhere else, before it was a pull.
      if (!now.current && e.buttons === 0) { start.current = null; return; }
      if (!now.current) {
        if (Math.hypot(e.clientX - s.x, e.clientY - s.y) < FROM) return;
        e.currentTarget.setPointerCapture(e.pointerId);
        newest.current.onStart(row);
      }
      const board = e.currentTarget.closest<HTMLElement>(".board");
      const box = board?.getBoundingClientRect();
      if (board && box) board.scrollLeft += e.clientX > box.right - EDGE ? 14 : e.clientX < box.left + EDGE ? -14 : 0;
      at.current = { x: e.clientX, y: e.clientY };
      follow();
      const over = cellAt(e.clientX, e.clientY);
      if (!now.current || !same(now.current.over, over)) put({ row, from, keys: false, over, allowed: now.current?.allowed ?? newest.current.allowed(row) });
    },
    onPointerUp: () => end(true),
    onPointerCancel: () => end(false),
    onClickCapture: (e: MouseEvent) => { if (Date.now() - ended.current < 80) { e.preventDefault(); e.stopPropagation(); } },
    onDragStart: (e: DragEvent) => e.preventDefault(),
  });
  const ending = useRef(end);
  useEffect(() => { ending.current = end; });
  const lifted = dragged !== null;
  useEffect(() => {
    if (!lifted) return undefined;
    follow();
    const escape = (e: globalThis.KeyboardEvent): void => { if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); ending.current(false); } };
    document.addEventListener("keydown", escape, true);
    return () => document.removeEventListener("keydown", escape, true);
  }, [lifted, follow]);

  const keys = (row: TicketRow, from: Cell) => (e: KeyboardEvent<HTMLElement>): void => {
    const d = now.current;
    const { columns, lanes, allowed, onStart, say } = newest.current;
    if (!d?.keys) {
      if (e.key !== " " && e.key !== "Enter") return;
      e.preventDefault();
      onStart(row);
      put({ row, from, keys: true, over: from, allowed: allowed(row) });
      say("taken", row, from);
      return;
    }
    e.preventDefault();
    e.stopPropagation();
    if (e.key === " " || e.key === "Enter") { end(true); return; }
    const over = d.over ?? from;
    const rtl = getComputedStyle(e.currentTarget).direction === "rtl";
    const side = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    const down = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (!side && !down) return;
    const column = side ? nextAllowed(columns, over.column, (rtl ? -side : side) as 1 | -1, d.allowed) : over.column;
    const lane = down && lanes.length ? (lanes[Math.max(0, Math.min(lanes.length - 1, lanes.indexOf(over.lane) + down))] ?? over.lane) : over.lane;
    const to = { column, lane };
    put({ ...d, over: to });
    say("over", row, to);
  };
  return { dragged, ghost, pointer, keys, refresh, leave: () => { if (now.current?.keys) end(false); } };
}
