import type { KeyboardEvent, RefObject } from "react";
import type { Line } from "./rows";
import { groupKey } from "./rows";

interface Options {
  grid: RefObject<HTMLDivElement | null>; lines: Line[]; columns: number; at: number;
  reveal: (line: number) => void; onActive: (id: string) => void; onToggle: (group: string) => void;
}
const TRIES = 6;

/** Where an arrow leads from a cell: within the lines and columns there are. */
export function stepTo(key: string, line: number, column: number, lines: number, columns: number, rtl = false): { line: number; column: number } | undefined {
  const side = rtl ? -1 : 1;
  const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -side], ArrowRight: [0, side], Home: [0, -columns], End: [0, columns], PageUp: [-15, 0], PageDown: [15, 0] };
  const step = steps[key];
  if (!step) return undefined;
  return { line: Math.max(0, Math.min(lines - 1, line + step[0])), column: Math.max(0, Math.min(columns - 1, column + step[1])) };
}

/** The keys of a grid whose cells can be walked through: arrows go from cell to cell, Enter or F2 edits, Escape goes back to the rows. */
export function useCellKeys({ grid, lines, columns, at, reveal, onActive, onToggle }: Options) {
  const focus = (line: number, column: number, tries = TRIES): void => {
    const row = grid.current?.querySelector(`[data-line="${line}"]`);
    const cells = Array.from(row?.querySelectorAll<HTMLElement>("[data-col]") ?? []);
    // The head of a group reaches over several columns.
    const cell = cells.findLast((c) => Number(c.dataset["col"]) <= column) ?? cells[0];
    if (cell) { cell.focus({ preventScroll: false }); return; }
    if (tries > 0) requestAnimationFrame(() => focus(line, column, tries - 1));
  };
  const go = (line: number, column: number): void => {
    reveal(line);
    const there = lines[line];
    if (there?.kind === "row") onActive(there.row.id);
    focus(line, column);
  };
  return (e: KeyboardEvent<HTMLDivElement>): void => {
    const target = e.target as HTMLElement;
    if (e.ctrlKey || e.metaKey || e.altKey || target.closest(".popover, dialog, [role=columnheader]")) return;
    const rtl = getComputedStyle(target).direction === "rtl";
    if (target === grid.current) {
      if (e.key !== (rtl ? "ArrowLeft" : "ArrowRight") || !lines.length) return;
      e.preventDefault();
      go(Math.max(0, at), 1);
      return;
    }
    const cell = target.closest<HTMLElement>("[data-col]");
    if (!cell) return;
    const line = Number(cell.closest<HTMLElement>("[data-line]")?.dataset["line"]);
    const within = target !== cell;
    if (e.key === "Escape") {
      e.preventDefault();
      (within ? cell : grid.current)?.focus({ preventScroll: true });
    } else if (!within && (e.key === "Enter" || e.key === "F2" || e.key === " ")) {
      e.preventDefault();
      const there = lines[line];
      if (there?.kind === "group") onToggle(groupKey(there.group.value));
      else if (e.key === "F2") (cell.querySelector<HTMLElement>("button, input") ?? cell.querySelector<HTMLElement>("a"))?.click();
      else cell.querySelector<HTMLElement>("a, button, input")?.click();
    } else if (!within || !(target instanceof HTMLInputElement && target.type !== "checkbox")) {
      const to = stepTo(e.key, line, Number(cell.dataset["col"]), lines.length, columns, rtl);
      if (!to) return;
      e.preventDefault();
      go(to.line, to.column);
    }
  };
}
