import { useEffect, useRef, useSyncExternalStore } from "react";
import { t } from "../i18n";

export interface ToastAction { label: string; run: () => void }
interface Toast { id: number; text: string; bad: boolean; action: ToastAction | undefined }
let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const publish = (now: Toast[]): void => {
  toasts = now;
  listeners.forEach((tell) => tell());
};

export const dismiss = (id: number): void => publish(toasts.filter((x) => x.id !== id));

/** A short message at the foot of the page. One with something to press stays longer. */
export function toast(text: string, options: { action?: ToastAction | undefined; bad?: boolean } = {}): number {
  const made: Toast = { id: next++, text, bad: options.bad ?? false, action: options.action };
  publish([...toasts.slice(-2), made]);
  setTimeout(() => dismiss(made.id), options.action || options.bad ? 12_000 : 5000);
  return made.id;
}

/** A message with "Undo"; the way back runs at most once. */
export function toastUndo(text: string, undo: () => void): number {
  let used = false;
  return toast(text, { action: { label: t("action.undo"), run: () => { if (!used) { used = true; undo(); } } } });
}

/** Presses the newest "Undo" there is: what the z key does. */
export function undoLast(): boolean {
  const last = toasts.findLast((x) => x.action);
  if (!last) return false;
  dismiss(last.id);
  last.action?.run();
  return true;
}

export function Toasts() {
  const shown = useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => toasts);
  const box = useRef<HTMLDivElement>(null);
  const any = shown.length > 0;
  useEffect(() => {
    // Into the top layer again each time, so that a message is never hidden behind a dialog opened before it.
    box.current?.hidePopover?.();
    if (any) box.current?.showPopover?.();
  }, [any, shown]);
  return (
    <div ref={box} popover="manual" className="toasts" role="status" aria-live="polite">
      {shown.map((x) => (
        <div key={x.id} className={`toast ${x.bad ? "bad" : ""}`}>
          <span>{x.text}</span>
          {x.action && <button type="button" onClick={() => { dismiss(x.id); x.action?.run(); }}>{x.action.label}</button>}
        </div>
      ))}
    </div>
  );
}
