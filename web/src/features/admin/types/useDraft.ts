import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { begin, changed, redone, undone } from "./history";
import { definitionOf, NO_PROBLEMS, Problems, type Definition, type DefinitionView, type Forms } from "./model";
import { Saver, type Saving } from "./saver";

export interface DraftOf {
  now: Definition;
  /** A change; the same tag in quick succession is one step of undo. */
  change: (make: (now: Definition) => Definition, tag?: string) => void;
  undo: (() => void) | null; redo: (() => void) | null;
  saving: Saving; problems: Problems; saver: Saver; version: number; defaultForms: Forms;
}

/** What could not be saved since it was not right yet, kept by this window until it is. */
const place = (id: string): string => `steward.type.${id}`;
function kept(id: string, version: number): Definition | null {
  try {
    const there = JSON.parse(sessionStorage.getItem(place(id)) ?? "null") as { version: number; now: Definition } | null;
    return there?.version === version ? there.now : null;
  } catch { return null; }
}
export function keep(id: string, version: number, now: Definition | null): void {
  try {
    if (now) sessionStorage.setItem(place(id), JSON.stringify({ version, now }));
    else sessionStorage.removeItem(place(id));
  } catch { /* A browser that keeps nothing: the draft at the server is what there is. */ }
}

export function useDraft(view: DefinitionView): DraftOf {
  const { id } = view.type;
  const [first] = useState(() => view.draft?.definition ?? definitionOf(view.type));
  const [saver] = useState(() => new Saver(id, view, first));
  const [history, set] = useState(() => { const h = begin(first); const rest = kept(id, view.draft?.version ?? 0); return rest ? changed(h, rest, "", 0) : h; });
  const saving = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const change = useCallback((make: (now: Definition) => Definition, tag = "") => set((h) => changed(h, make(h.now), tag, Date.now())), []);
  useEffect(() => saver.want(history.now), [saver, history.now]);
  useEffect(() => { keep(id, saver.version, saver.pending ? history.now : null); }, [id, saver, saving, history.now]);
  useEffect(() => {
    const ask = (e: BeforeUnloadEvent): void => { if (saver.pending) { void saver.flush(true); e.preventDefault(); } };
    addEventListener("beforeunload", ask);
    return () => { removeEventListener("beforeunload", ask); if (saver.pending) void saver.flush(true); };
  }, [saver]);
  const canUndo = history.past.length > 0;
  const canRedo = history.future.length > 0;
  const undo = useMemo(() => (canUndo ? () => set(undone) : null), [canUndo]);
  const redo = useMemo(() => (canRedo ? () => set(redone) : null), [canRedo]);
  useKeys(undo, redo);
  const problems = useMemo(() => (saving.kind === "wrong" ? new Problems(saving.errors) : NO_PROBLEMS), [saving]);
  return { now: history.now, change, undo, redo, saving, problems, saver, version: saver.version, defaultForms: saver.defaultForms };
}

const TEXTS = new Set(["text", "search", "url", "email", "number", "tel", "password", "date", "datetime-local", "time"]);
/** Where letters are typed, the browser's own undo is meant. */
const typing = (at: EventTarget | null): boolean =>
  at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && TEXTS.has(at.type)) || (at instanceof HTMLElement && at.isContentEditable);

function useKeys(undo: (() => void) | null, redo: (() => void) | null): void {
  useEffect(() => {
    const press = (e: KeyboardEvent): void => {
      if (!(e.ctrlKey || e.metaKey) || e.altKey || typing(e.target) || document.querySelector("dialog[open]")) return;
      const key = e.key.toLowerCase();
      const run = key === "z" && !e.shiftKey ? undo : key === "y" || (key === "z" && e.shiftKey) ? redo : null;
      if (run) { e.preventDefault(); e.stopPropagation(); run(); }
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [undo, redo]);
}
