import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import { Popover } from "./Popover";

export interface MenuItem { id: string; label: string; icon?: IconName; end?: string; danger?: boolean; checked?: boolean; run: () => void }

/** A button that opens a list of things to do. */
export function Menu({ label, trigger, items, className = "btn quiet" }: { label: string; trigger: ReactNode; items: MenuItem[]; className?: string }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={button} type="button" className={className} aria-haspopup="menu" aria-expanded={open} aria-label={label} title={label} onClick={(e) => { e.stopPropagation(); setOpen(!open); }}>
        {trigger}
      </button>
      {open && (
        <Popover anchor={button} onClose={() => setOpen(false)} label={label} role="menu">
          <MenuList items={items} done={() => { setOpen(false); button.current?.focus(); }} />
        </Popover>
      )}
    </>
  );
}

function MenuList({ items, done }: { items: MenuItem[]; done: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => { list.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus(); }, []);
  const move = (e: KeyboardEvent): void => {
    const all = Array.from(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <div ref={list} onKeyDown={move}>
      {items.map((item) => (
        <button key={item.id} type="button" className={`option ${item.danger ? "danger" : ""}`} role={item.checked === undefined ? "menuitem" : "menuitemradio"} aria-checked={item.checked} onClick={() => { done(); item.run(); }}>
          {item.icon && <Icon name={item.icon} />}
          {item.label}
          {item.end && <span className="end">{item.end}</span>}
          {item.checked && <span className="end"><Icon name="check" /></span>}
        </button>
      ))}
    </div>
  );
}
