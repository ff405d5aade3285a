import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { api } from "../../api/client";
import type { Completion, QueryCheck } from "../../api/types";
import { t } from "../../i18n";
import { Icon, IconButton } from "../../ui";
import { complete } from "./completion";
import { useSettled } from "./data";

/** The query as text: checked and completed as one types, wrong places underlined. */
export function QueryBar({ value, suspect, onSearch, children }: { value: string; /** The server refused it as it stands: it is checked though nobody typed. */ suspect?: boolean; onSearch: (q: string) => void; children?: ReactNode }) {
  const [text, setText] = useState(value);
  const [caret, setCaret] = useState(value.length);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const settled = useSettled(text, 180);
  const asked = useSettled(open ? `${caret}\u0000${text}` : "", 80);
  const check = useQuery({ queryKey: ["query-check", settled], queryFn: ({ signal }) => api<QueryCheck>("/query/check", { query: { q: settled }, signal }), enabled: settled.trim() !== "" && (settled !== value || suspect === true), staleTime: 60_000 });
  const offers = useQuery({
    queryKey: ["query-complete", asked],
    queryFn: ({ signal }) => { const [where, q] = asked.split("\u0000"); return api<Completion[]>("/query/complete", { query: { q: q ?? "", at: Number(where) }, signal }); },
    enabled: asked !== "", staleTime: 60_000, placeholderData: (before) => before,
  });
  const wrong = check.data && !check.data.ok && settled === text ? check.data : null;
  const shown = open ? (offers.data ?? []) : [];

  const take = (choice: Completion): void => {
    const done = complete(text, caret, choice.text);
    setText(done.text);
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
      else { setOpen(false); onSearch(text.trim()); }
    } else if (e.key === "Escape") {
      e.stopPropagation();
      if (shown.length) setOpen(false);
      else { setText(value); input.current?.blur(); }
    }
  };
  return (
    <div className="query" role="search">
      <Icon name="search" />
      <div className="query-box">
        <div ref={mirror} className="query-mirror" aria-hidden="true">
          {wrong ? <>{text.slice(0, wrong.at)}<span className="squiggle">{text.slice(wrong.at, wrong.at + Math.max(1, wrong.length)) || " "}</span>{text.slice(wrong.at + Math.max(1, wrong.length))}</> : text}
        </div>
        <input ref={input} className="query-input" role="combobox" aria-expanded={shown.length > 0} aria-controls="query-offers" aria-activedescendant={at >= 0 ? `query-${at}` : undefined} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? "query-error" : undefined}
          aria-label={t("query.label")} placeholder={t("query.placeholder")} spellCheck={false} autoComplete="off" value={text} onKeyDown={keys}
          onChange={(e) => { setText(e.target.value); setCaret(e.target.selectionStart ?? e.target.value.length); setOpen(true); setAt(-1); }}
          onClick={(e) => { setCaret(e.currentTarget.selectionStart ?? 0); setOpen(true); }}
          onScroll={(e) => { if (mirror.current) mirror.current.scrollLeft = e.currentTarget.scrollLeft; }}
          onBlur={() => setTimeout(() => setOpen(false), 150)} />
        {shown.length > 0 && (
          <div id="query-offers" role="listbox" className="query-offers" aria-label={t("query.offers")}>
            {shown.map((c, i) => (
              <div key={`${c.kind}${c.text}`} id={`query-${i}`} role="option" aria-selected={i === at} data-active={i === at} className="option" onPointerDown={(e) => { e.preventDefault(); take(c); }}>
                <code>{c.label}</code><span className="end">{c.kind}</span>
              </div>
            ))}
          </div>
        )}
        {wrong && <p id="query-error" className="query-error" role="alert">{wrong.message}</p>}
      </div>
      {text !== "" && <IconButton icon="close" small label={t("action.clear")} onClick={() => { setText(""); input.current?.focus(); }} />}
      {children}
    </div>
  );
}
