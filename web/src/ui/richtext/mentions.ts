import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Mentionable } from "./types";

interface Asked { from: number; to: number; text: string }
export interface MentionState { choices: Mentionable[]; at: number; left: number; top: number; bottom: number }

const WORD = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u;

/** The name being typed after an @ right before the caret. */
function asked(editor: Editor): Asked | null {
  const { selection } = editor.state;
  const { $from } = selection;
  if (!selection.empty || $from.parent.type.spec.code || editor.isActive("code")) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 60), $from.parentOffset, undefined, "\ufffc");
  const text = WORD.exec(before)?.[1];
  return text === undefined ? null : { from: selection.from - text.length - 1, to: selection.from, text };
}

/** The list of people under an @: found as one types, chosen with arrows and Enter. */
export function useMentions(editor: Editor, find: ((text: string) => Promise<Mentionable[]>) | undefined) {
  const [state, setState] = useState<MentionState | null>(null);
  const now = useRef<{ asked: Asked; state: MentionState } | null>(null);
  const dismissed = useRef<number | null>(null);
  const finder = useRef(find);
  useEffect(() => { finder.current = find; });

  const show = useCallback((next: { asked: Asked; state: MentionState } | null): void => {
    now.current = next;
    setState(next?.state ?? null);
  }, []);

  useEffect(() => {
    let turn = 0;
    const look = (): void => {
      const mine = ++turn;
      const want = finder.current && editor.isFocused ? asked(editor) : null;
      if (!want || want.from === dismissed.current) { if (!want) dismissed.current = null; if (now.current) show(null); return; }
      void finder.current?.(want.text).then((choices) => {
        if (mine !== turn || editor.isDestroyed) return;
        const box = editor.view.coordsAtPos(want.from);
        show(choices.length ? { asked: want, state: { choices, at: 0, left: box.left, top: box.top, bottom: box.bottom } } : null);
      }, () => undefined);
    };
    const close = (): void => { turn++; show(null); };
    editor.on("transaction", look);
    editor.on("blur", close);
    return () => { editor.off("transaction", look); editor.off("blur", close); };
  }, [editor, show]);

  const choose = useCallback((index: number): void => {
    const had = now.current;
    const who = had?.state.choices[index];
    if (!had || !who) return;
    show(null);
    editor.chain().focus().insertContentAt({ from: had.asked.from, to: had.asked.to }, [{ type: "mention", attrs: { id: who.id, label: who.name } }, { type: "text", text: " " }]).run();
  }, [editor, show]);

  /** True when the key was meant for the list. */
  const keys = useCallback((e: KeyboardEvent): boolean => {
    const had = now.current;
    if (!had) return false;
    const { choices, at } = had.state;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      show({ ...had, state: { ...had.state, at: (at + (e.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length } });
      return true;
    }
    if ((e.key === "Enter" && !e.ctrlKey && !e.metaKey) || e.key === "Tab") { choose(at); return true; }
    if (e.key === "Escape") { dismissed.current = had.asked.from; show(null); e.stopPropagation(); return true; }
    return false;
  }, [choose, show]);

  return { state, choose, keys };
}
