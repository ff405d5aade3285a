import { useId, type KeyboardEvent, type ReactNode } from "react";

export function Tabs<T extends string>({ label, tabs, value, onChange, children }: { label: string; tabs: { id: T; label: string }[]; value: T; onChange: (to: T) => void; children: ReactNode }) {
  const id = useId();
  const move = (e: KeyboardEvent): void => {
    const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const at = tabs.findIndex((x) => x.id === value);
    const to = tabs[(at + step + tabs.length) % tabs.length];
    if (to) { onChange(to.id); document.getElementById(`${id}-${to.id}`)?.focus(); }
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((x) => (
          <button key={x.id} id={`${id}-${x.id}`} type="button" role="tab" aria-selected={x.id === value} aria-controls={`${id}-panel`} tabIndex={x.id === value ? 0 : -1} onClick={() => onChange(x.id)}>{x.label}</button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`}>{children}</div>
    </>
  );
}
