import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { t } from "../i18n";
import { Icon } from "./Icon";
import { giveBack, Popover } from "./Popover";

export interface Choice { id: string; label: string; hint?: string; view?: ReactNode; key?: string }
interface Props {
  anchor: RefObject<HTMLElement | null>;
  label: string;
  choices: Choice[];
  chosen?: string | null;
  onChoose: (id: string) => void;
  onClose: () => void;
  /** Given when the choices are fetched as one types; otherwise they are filtered here. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  /** Lets a text that is no choice be taken, such as a new tag. */
  onOther?: (text: string) => void;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A list to choose from, with a line to narrow it; arrows, Enter and Escape work everywhere in it. */
export function Picker({ anchor, label, choices, chosen, onChoose, onClose, onSearch, loading, onOther }: Props) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const shown = useMemo(() => {
    if (onSearch || !text.trim()) return choices;
    const words = plain(text).split(/\s+/);
    return choices.filter((c) => words.every((w) => plain(`${c.label} ${c.hint ?? ""}`).includes(w)));
  }, [choices, text, onSearch]);
  const other = onOther && text.trim() && !shown.some((c) => plain(c.label) === plain(text.trim())) ? text.trim() : null;
  const count = shown.length + (other ? 1 : 0);

  useEffect(() => { input.current?.focus(); }, []);
  useEffect(() => { list.current?.querySelector("[data-active=true]")?.scrollIntoView?.({ block: "nearest" }); }, [at]);

  const choose = (index: number): void => {
    const choice = shown[index];
    onClose();
    giveBack(anchor.current);
    if (choice) onChoose(choice.id);
    else if (other) onOther?.(other);
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (count) setAt((at + (e.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (e.key === "Enter") {
      e.preventDefault();
      if (count) choose(Math.min(at, count - 1));
    } else if (e.key === "Tab") {
      onClose();
    }
  };
  return (
    <Popover anchor={anchor} onClose={onClose} label={label}>
      <input ref={input} className="picker-search" role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={count ? `${id}-${at}` : undefined} aria-label={label} placeholder={label} value={text} autoComplete="off" onKeyDown={keys}
        onChange={(e) => { setText(e.target.value); setAt(0); onSearch?.(e.target.value); }} />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
        {shown.map((c, i) => (
          <div key={c.id} id={`${id}-${i}`} role="option" aria-selected={c.id === chosen} data-active={i === at} className="option" onPointerMove={() => setAt(i)} onClick={() => choose(i)}>
            {c.view ?? <span className="truncate">{c.label}</span>}
            {c.hint && <span className="end truncate">{c.hint}</span>}
            {c.id === chosen && <span className="end"><Icon name="check" /></span>}
          </div>
        ))}
        {other && (
          <div id={`${id}-${shown.length}`} role="option" aria-selected={false} data-active={at === shown.length} className="option" onClick={() => choose(shown.length)}>
            <Icon name="plus" /> {t("picker.add", { text: other })}
          </div>
        )}
        {!count && <div className="option" aria-disabled="true">{loading ? t("state.loading") : t("picker.nothing")}</div>}
      </div>
    </Popover>
  );
}
