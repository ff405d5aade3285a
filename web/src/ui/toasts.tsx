import { useSyncExternalStore } from "react";

/** Short messages at the foot of the page, with an undo where there is one. */
interface Toast { id: number; text: string; undo?: () => void; label?: string }
let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const emit = (): void => listeners.forEach((l) => l());

export function toast(text: string, undo?: () => void, label?: string): void {
  const made: Toast = { id: next++, text, ...(undo && { undo }), ...(label && { label }) };
  toasts = [...toasts.slice(-2), made];
  emit();
  setTimeout(() => dismiss(made.id), undo ? 10000 : 5000);
}

function dismiss(id: number): void {
  toasts = toasts.filter((x) => x.id !== id);
  emit();
}

export function Toasts({ undoLabel }: { undoLabel: string }) {
  const shown = useSyncExternalStore((l) => { listeners.add(l); return () => listeners.delete(l); }, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((x) => (
        <div key={x.id} className="toast">{x.text}{x.undo && <button onClick={() => { x.undo?.(); dismiss(x.id); }}>{x.label ?? undoLabel}</button>}</div>
      ))}
    </div>
  );
}
