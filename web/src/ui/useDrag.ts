import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { t } from "../i18n";

/** A place in a zone: its index among the others, and the item that it comes before (null: after all). */
export interface Drop { zone: string; index: number; anchor: string | null }
interface Options {
  /** Puts an item at a place; `index` counts the others of the zone. */
  onDrop: (item: string, drop: Drop) => void;
  /** One step by an arrow key; says where it is now. */
  onStep: (item: string, by: 1 | -1) => string | undefined;
  /** What the arrows to the sides do, if anything. */
  onSide?: (item: string, by: 1 | -1) => string | undefined;
}

/** The place among the items of a zone before which the pointer is; items may stand beside one another. */
export function indexAt(rects: readonly DOMRect[], zone: DOMRect, x: number, y: number): number {
  const at = rects.findIndex((r) => y < r.top || (y <= r.bottom && (r.width > zone.width * 0.7 ? y < r.top + r.height / 2 : x < r.left + r.width / 2)));
  return at < 0 ? rects.length : at;
}

/**
 * Moving things by pointer (mouse, pen, finger) or by arrow keys on their handle. Zones are marked by `data-zone`, items
 * in them by `data-item`. Nothing moves until it is dropped; Escape lets go.
 */
export function useDrag({ onDrop, onStep, onSide }: Options) {
  const [dragging, setDragging] = useState<{ item: string; drop: Drop | null } | null>(null);
  const [said, say] = useState("");
  const cleanup = useRef<(() => void) | null>(null);
  useEffect(() => () => cleanup.current?.(), []);

  const grab = (item: string, e: PointerEvent<HTMLElement>): void => {
    if (e.button !== 0) return;
    const handle = e.currentTarget;
    const start = { x: e.clientX, y: e.clientY };
    let drop: Drop | null = null;
    let moving = false;
    const move = (m: globalThis.PointerEvent): void => {
      if (!moving && Math.hypot(m.clientX - start.x, m.clientY - start.y) < 5) return;
      moving = true;
      const zone = document.elementFromPoint(m.clientX, m.clientY)?.closest<HTMLElement>("[data-zone]");
      if (!zone) drop = null;
      else {
        const items = Array.from(zone.querySelectorAll<HTMLElement>("[data-item]")).filter((i) => i.closest("[data-zone]") === zone && i.dataset["item"] !== item);
        const index = indexAt(items.map((i) => i.getBoundingClientRect()), zone.getBoundingClientRect(), m.clientX, m.clientY);
        drop = { zone: zone.dataset["zone"] ?? "", index, anchor: items[index]?.dataset["item"] ?? null };
      }
      setDragging({ item, drop });
    };
    const end = (): void => {
      cleanup.current?.();
      if (moving && drop) onDrop(item, drop);
      if (moving) handle.addEventListener("click", (c) => { c.stopPropagation(); c.preventDefault(); }, { capture: true, once: true });
    };
    const escape = (k: globalThis.KeyboardEvent): void => { if (k.key === "Escape") { k.stopPropagation(); cleanup.current?.(); } };
    cleanup.current = () => {
      cleanup.current = null;
      setDragging(null);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", escape, true);
    };
    const cancel = (): void => cleanup.current?.();
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape, true);
  };
  const keys = (item: string, e: KeyboardEvent<HTMLElement>): void => {
    const by = e.key === "ArrowDown" || e.key === "ArrowRight" ? 1 : e.key === "ArrowUp" || e.key === "ArrowLeft" ? -1 : null;
    if (by === null || e.ctrlKey || e.metaKey || e.altKey) return;
    const side = e.key === "ArrowLeft" || e.key === "ArrowRight";
    const run = side ? onSide : onStep;
    if (!run) return;
    e.preventDefault();
    e.stopPropagation();
    const words = run(item, by);
    if (words !== undefined) say(words);
    const selector = `[data-handle="${CSS.escape(item)}"]`;
    // The item may have been drawn anew elsewhere: the handle keeps the focus.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  };
  return {
    dragging, said,
    /** What makes a button the handle of an item. */
    handle: (item: string, name: string) => ({
      "data-handle": item, "aria-label": t("drag.handle", { name }), title: t("drag.hint"), className: "drag-handle",
      onPointerDown: (e: PointerEvent<HTMLElement>) => grab(item, e), onKeyDown: (e: KeyboardEvent<HTMLElement>) => keys(item, e),
    }),
    /** Where the dragged item would come: before this one, or after all of the zone. */
    mark: (zone: string, item: string | null): string => (dragging?.drop?.zone === zone && dragging.drop.anchor === item ? (item === null ? "drop-end" : "drop-before") : ""),
  };
}
export type Drag = ReturnType<typeof useDrag>;
