import { useLayoutEffect, useRef } from "react";
import { t } from "../../i18n";
import { Avatar } from "../badges";
import type { MentionState } from "./mentions";

/** Lives in the browser's top layer, beside the @; the focus stays in the text. */
export function MentionList({ id, state, onChoose }: { id: string; state: MentionState; onChoose: (index: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    if (!el.matches(":popover-open")) el.showPopover?.();
    const below = innerHeight - state.bottom > el.offsetHeight + 8;
    el.style.left = `${Math.max(6, Math.min(state.left, innerWidth - el.offsetWidth - 6))}px`;
    el.style.top = `${below ? state.bottom + 4 : Math.max(6, state.top - el.offsetHeight - 4)}px`;
    el.querySelector("[data-active=true]")?.scrollIntoView?.({ block: "nearest" });
  }, [state]);
  return (
    <div ref={box} popover="manual" className="popover mention-list" id={id} role="listbox" aria-label={t("editor.people")}>
      {state.choices.map((c, i) => (
        <div key={c.id} id={`${id}-${i}`} role="option" aria-selected={i === state.at} data-active={i === state.at} className="option" onPointerDown={(e) => { e.preventDefault(); onChoose(i); }}>
          <Avatar name={c.name} size={20} /><span className="truncate">{c.name}</span>{c.hint && <span className="end truncate">{c.hint}</span>}
        </div>
      ))}
    </div>
  );
}
