import { useRef, useState, type KeyboardEvent } from "react";
import { t } from "../i18n";

interface Props { label: string; value: string; placeholder?: string; maxLength: number; required?: boolean; onSave: (value: string) => void }

/** A text that is edited where it is read: Enter or leaving it keeps what was typed, Escape does not. */
export function InPlace({ label, value, placeholder, maxLength, required, onSave }: Props) {
  const [text, setText] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const done = (): void => {
    if (text !== null && text.trim() !== value && (text.trim() || !required)) onSave(text.trim());
    setText(null);
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key !== "Enter" && e.key !== "Escape") return;
    e.preventDefault();
    e.stopPropagation();
    if (e.key === "Enter") done();
    else setText(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (text !== null) return <input className="input in-place" autoFocus aria-label={label} value={text} maxLength={maxLength} onChange={(e) => setText(e.target.value)} onBlur={done} onKeyDown={keys} />;
  return <button ref={button} type="button" className="cell-button in-place" aria-label={`${label}: ${value || (placeholder ?? t("ticket.none"))}`} onClick={() => setText(value)}>{value || <span className="muted">{placeholder ?? t("ticket.none")}</span>}</button>;
}
