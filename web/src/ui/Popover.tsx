import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";

interface Props { anchor: RefObject<HTMLElement | null>; onClose: () => void; label: string; role?: "dialog" | "listbox" | "menu"; className?: string; children: ReactNode }

/**
 * Where the focus goes when a panel closes: to what opened it, or, in a list that is worked by keys, to the list,
 * so that the next Enter opens the row and not the panel again.
 */
export function giveBack(anchor: HTMLElement | null): void {
  (anchor?.closest<HTMLElement>("[data-keys]") ?? anchor)?.focus({ preventScroll: true });
}

/**
 * A small panel beside the thing that opened it. It lives in the browser's top layer, so neither scrolling lists nor
 * dialogs cut it off, and it stays inside its dialog in the document, so it is not inert there.
 */
export function Popover({ anchor, onClose, label, role = "dialog", className, children }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => { close.current = onClose; });

  useLayoutEffect(() => {
    const el = panel.current;
    const from = anchor.current;
    if (!el || !from) return;
    el.showPopover?.();
    const place = (): void => {
      const a = from.getBoundingClientRect();
      const { offsetWidth: w, offsetHeight: h } = el;
      const below = innerHeight - a.bottom > h + 8 || a.top < h + 8;
      const rtl = getComputedStyle(from).direction === "rtl";
      const left = rtl ? a.right - w : a.left;
      el.style.left = `${Math.max(6, Math.min(left, innerWidth - w - 6))}px`;
      el.style.top = `${Math.max(6, Math.min(below ? a.bottom + 4 : a.top - h - 4, innerHeight - h - 6))}px`;
    };
    place();
    const watch = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(place);
    watch?.observe(el);
    addEventListener("resize", place);
    return () => { watch?.disconnect(); removeEventListener("resize", place); };
  }, [anchor]);

  useEffect(() => {
    const outside = (e: Event): void => {
      const target = e.target as Node;
      if (!panel.current?.contains(target) && !anchor.current?.contains(target)) close.current();
    };
    const escape = (e: KeyboardEvent): void => {
      // A panel that was opened from this one is closed first.
      if (e.key !== "Escape" || panel.current?.querySelector(".popover")) return;
      e.preventDefault();
      e.stopPropagation();
      close.current();
      giveBack(anchor.current);
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("keydown", escape, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", escape, true);
    };
  }, [anchor]);

  return (
    <div ref={panel} popover="manual" className={`popover ${className ?? ""}`} role={role} aria-label={label} onClick={(e) => e.stopPropagation()} onKeyDown={(e) => e.stopPropagation()}>
      {children}
    </div>
  );
}
