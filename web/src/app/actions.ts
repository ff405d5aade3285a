import { useEffect, useRef, useSyncExternalStore } from "react";
import type { IconName } from "../ui/Icon";

/** Everything that can be done right now: one list feeds the palette, the keys and the help. */
export interface Action {
  id: string;
  label: string;
  group: "ticket" | "list" | "go" | "app";
  /** One key, such as "r" or "Enter", or two one after the other, such as "g n". */
  keys?: string;
  icon?: IconName;
  /** Other words people may look for. */
  words?: string;
  /** Keys only: of no use in the palette, such as "next row". */
  hidden?: boolean;
  run: () => void;
}

const sources = new Map<symbol, Action[]>();
const listeners = new Set<() => void>();
let all: Action[] = [];
const publish = (): void => {
  all = Array.from(sources.values()).flat();
  listeners.forEach((tell) => tell());
};

export function register(actions: Action[]): () => void {
  const source = Symbol("actions");
  sources.set(source, actions);
  publish();
  return () => { sources.delete(source); publish(); };
}

/** Offers actions while the component is there. What they run is always the newest version of it. */
export function useActions(actions: Action[]): void {
  const newest = useRef(actions);
  useEffect(() => { newest.current = actions; });
  const shape = actions.map((a) => `${a.id}\u0000${a.label}\u0000${a.keys ?? ""}`).join("\u0001");
  useEffect(
    () => register(newest.current.map((a) => ({ ...a, run: () => newest.current.find((n) => n.id === a.id)?.run() }))),
    [shape],
  );
}

export const useAllActions = (): Action[] =>
  useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => all);

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && target.type === "checkbox");

/** The first of two keys, and until when the second may follow. */
let begun: { key: string; until: number } | undefined;
const PATIENCE = 1500;

/** The newest action for a key press, if it is meant for one: not while typing, and not behind a dialog. */
export function actionFor(e: KeyboardEvent): Action | undefined {
  if (e.defaultPrevented || e.isComposing) return undefined;
  const mod = e.ctrlKey || e.metaKey;
  const keys = mod ? `mod+${e.key.toLowerCase()}` : e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (!mod && (e.altKey || typing(e.target) || document.querySelector("dialog[open], .popover"))) return undefined;
  // Enter and Space on a focused button or link belong to that button.
  if (keys === "Enter" && e.target instanceof HTMLElement && e.target.closest("a, button")) return undefined;
  const first = begun && begun.until > Date.now() ? begun.key : undefined;
  begun = undefined;
  const both = first && all.findLast((a) => a.keys === `${first} ${keys}`);
  if (both) return both;
  if (all.some((a) => a.keys?.startsWith(`${keys} `))) begun = { key: keys, until: Date.now() + PATIENCE };
  return all.findLast((a) => a.keys === keys);
}
