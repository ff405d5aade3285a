import "./query.css";
import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { api } from "../../api/client";
import type { Completion, QueryCheck } from "../../api/types";
import { t } from "../../i18n";
import { complete } from "./completion";
import { useSettled } from "./data";

interface Props {
  label: string; placeholder?: string; text: string;
  onText: (text: string) => void;
  onEnter?: () => void;
  onEscape?: () => void;
  /** Known to be good, so that it need not be checked. */ good?: string;
  /** The type in whose draft the query stands: fields that are not published yet may be named. */ typeId?: string;
  /** The only types of whose custom fields it speaks. */ among?: string[];
  id?: string; describedBy?: string | undefined; invalid?: boolean;
}

/** A query as text: checked and completed as one types, wrong places underlined. */
export function QueryInput({ label, placeholder, text, onText, onEnter, onEscape, good, typeId, among, id, describedBy, invalid }: Props) {
  const own = useId();
  const [caret, setCaret] = useState(text.length);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const settled = useSettled(text, 180);
  const asked = useSettled(open ? `${caret}\u0000${text}` : "", 80);
  const check = useQuery({ queryKey: ["query-check", typeId ?? among?.join() ?? "", settled], queryFn: ({ signal }) => api<QueryCheck>("/query/check", { query: { q: settled, type: typeId, among: among?.join() }, signal }), enabled: settled.trim() !== "" && settled !== good, staleTime: 60_000 });
  const offers = useQuery({
    queryKey: ["query-complete", asked],
    queryFn: ({ signal }) => { const [where, q] = asked.split("\u0000"); return api<Completion[]>("/query/complete", { query: { q: q ?? "", at: Number(where) }, signal }); },
    enabled: asked !== "", staleTime: 60_000, placeholderData: (before) => before,
  });
  const wrong = check.data && !check.data.ok && settled === text ? check.data : null;
  const shown = open ? (offers.data ?? []) : [];

  const take = (choice: Completion): void => {
    const done = complete(text, caret, choice.text);
    onText(done.text);
    setCaret(done.caret);
    setAt(-1);
    requestAnimationFrame(() => { input.current?.focus(); input.current?.setSelectionRange(done.caret, done.caret); });
  };
  const keys = (e: KeyboardEvent<HTMLInputElement>): void => {
    if ((e.key === "ArrowDown" || e.key === "ArrowUp") && shown.length) {
      e.preventDefault();
      setAt(e.key === "ArrowDown" ? (at + 1) % shown.length : (at <= 0 ? shown.length : at) - 1);
    } else if (e.key === "Tab" && shown.length && !e.shiftKey && at >= 0) {
      e.preventDefault();
      const choice = shown[at];
      if (choice) take(choice);
    } else if (e.key === "Enter") {
      e.preventDefault();
      const choice = shown[at];
      if (choice) take(choice);
      else { setOpen(false); onEnter?.(); }
    } else if (e.key === "Escape") {
      if (shown.length) { e.stopPropagation(); setOpen(false); }
      else if (onEscape) { e.stopPropagation(); onEscape(); input.current?.blur(); }
    }
  };
  const described = [wrong ? `${own}-error` : "", describedBy ?? ""].filter(Boolean).join(" ");
  return (
    <div className="query-box">
      <div ref={mirror} className="query-mirror" aria-hidden="true">
        {wrong ? <>{text.slice(0, wrong.at)}<span className="squiggle">{text.slice(wrong.at, wrong.at + Math.max(1, wrong.length)) || " "}</span>{text.slice(wrong.at + Math.max(1, wrong.length))}</> : text}
      </div>
      <input ref={input} id={id} className="query-input" role="combobox" aria-expanded={shown.length > 0} aria-controls={`${own}-offers`} aria-activedescendant={at >= 0 ? `${own}-${at}` : undefined} aria-invalid={wrong || invalid ? true : undefined} aria-describedby={described || undefined}
        aria-label={id ? undefined : label} placeholder={placeholder} spellCheck={false} autoComplete="off" value={text} onKeyDown={keys}
        onChange={(e) => { onText(e.target.value); setCaret(e.target.selectionStart ?? e.target.value.length); setOpen(true); setAt(-1); }}
        onClick={(e) => { setCaret(e.currentTarget.selectionStart ?? 0); setOpen(true); }}
        onScroll={(e) => { if (mirror.current) mirror.current.scrollLeft = e.currentTarget.scrollLeft; }}
        onBlur={() => setTimeout(() => setOpen(false), 150)} />
      {shown.length > 0 && (
        <div id={`${own}-offers`} role="listbox" className="query-offers" aria-label={t("query.offers")}>
          {shown.map((c, i) => (
            <div key={`${c.kind}${c.text}`} id={`${own}-${i}`} role="option" aria-selected={i === at} data-active={i === at} className="option" onPointerDown={(e) => { e.preventDefault(); take(c); }}>
              <code>{c.label}</code><span className="end">{c.kind}</span>
            </div>
          ))}
        </div>
      )}
      {wrong && <p id={`${own}-error`} className="query-error" role="alert">{wrong.message}</p>}
    </div>
  );
}
