import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { api } from "../api/client";
import type { SearchAnswer } from "../api/types";
import { t, type Key } from "../i18n";
import { Highlighted, Icon, StatusBadge } from "../ui";
import { useAllActions } from "./actions";
import { rank } from "./fuzzy";
import { keyName } from "./Keys";
import { useSession } from "./session";

interface Line { id: string; group: string; view: ReactNode; run: () => void }

/** Do anything, go anywhere, find any ticket, from one line of text. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const session = useSession();
  const actions = useAllActions();
  const go = useNavigate();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => api<SearchAnswer>("/search", { query: { q: asked, limit: 8 }, signal }),
    enabled: session.isAgent && asked.length >= 2,
    placeholderData: keepPreviousData,
  });

  useEffect(() => {
    const el = dialog.current;
    if (el && !el.open) el.showModal?.();
    return () => el?.close?.();
  }, []);

  const lines = useMemo<Line[]>(() => {
    const commands = rank(asked, actions.filter((a) => !a.hidden && a.id !== "app.palette"), (a) => `${a.label} ${a.words ?? ""}`).map((a): Line => ({
      id: a.id, group: t(`actions.${a.group}` as Key), run: a.run,
      view: <><Icon name={a.icon ?? "right"} /><span className="truncate">{a.label}</span>{a.keys && <span className="end"><kbd>{keyName(a.keys)}</kbd></span>}</>,
    }));
    if (asked.length < 2) return commands;
    const tickets = (found.data?.tickets ?? []).map((x): Line => ({
      id: x.id, group: t("palette.tickets"), run: () => go(`/work/t/${x.number}`),
      view: (
        <span className="palette-ticket">
          <span className="row"><span className="muted small">{x.number}</span><span className="truncate grow"><Highlighted text={x.title} words={asked} /></span><StatusBadge category={x.statusCategory} name={session.type(x.typeId)?.statuses.find((s) => s.key === x.status)?.name ?? x.status} /></span>
          {x.snippet && <span className="small muted truncate"><Highlighted text={x.snippet} words={asked} /></span>}
        </span>
      ),
    }));
    const people = (found.data?.people ?? []).map((p): Line => ({
      id: p.id, group: t("palette.people"), run: () => go(`/work/search?q=${encodeURIComponent(`requester = "${p.email ?? p.name}"`)}`),
      view: <><Icon name="person" /><span>{p.name}</span><span className="end">{p.email}</span></>,
    }));
    const all: Line = {
      id: "search-all", group: t("palette.tickets"), run: () => go(`/work/search?q=${encodeURIComponent(`"${asked.replace(/["\\]/g, " ")}"`)}`),
      view: <><Icon name="search" /><span>{t("palette.searchAll", { text: asked })}</span></>,
    };
    const best = commands.slice(0, 5);
    return session.isAgent ? [...best, ...tickets, ...people, all] : commands;
  }, [asked, actions, found.data, session, go]);

  const chosen = Math.min(at, lines.length - 1);
  useEffect(() => { list.current?.querySelector("[data-active=true]")?.scrollIntoView?.({ block: "nearest" }); }, [chosen]);
  const run = (line: Line | undefined): void => {
    if (!line) return;
    onClose();
    // After the dialog has given the focus back, so that what opens next can take it.
    setTimeout(line.run, 0);
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (lines.length) setAt((chosen + (e.key === "ArrowDown" ? 1 : lines.length - 1)) % lines.length);
    } else if (e.key === "Enter" && !e.nativeEvent.isComposing) {
      e.preventDefault();
      run(lines[chosen]);
    }
  };
  return (
    <dialog ref={dialog} className="dialog palette" aria-label={t("palette.title")} onCancel={(e) => { e.preventDefault(); onClose(); }} onClick={(e) => { if (e.target === dialog.current) onClose(); }}>
      <input className="palette-input" autoFocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={`palette-${chosen}`} aria-label={t("palette.title")} placeholder={t(session.isAgent ? "palette.placeholder" : "palette.placeholderPortal")} value={text} onChange={(e) => { setText(e.target.value); setAt(0); }} onKeyDown={keys} />
      <div ref={list} id="palette-list" role="listbox" className="palette-list" aria-label={t("palette.title")}>
        {lines.map((line, i) => (
          <div key={line.id}>
            {lines[i - 1]?.group !== line.group && <div className="palette-group" role="presentation">{line.group}</div>}
            <div id={`palette-${i}`} role="option" aria-selected={i === chosen} data-active={i === chosen} className="option" onPointerMove={() => setAt(i)} onClick={() => run(line)}>{line.view}</div>
          </div>
        ))}
        {!lines.length && <p className="state">{found.isFetching ? t("state.loading") : t("palette.nothing")}</p>}
      </div>
    </dialog>
  );
}
