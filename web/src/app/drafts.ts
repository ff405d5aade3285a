import { useCallback, useEffect, useRef, useState } from "react";
import type { UploadedFile } from "../api/types";
import { useSession } from "./session";

/** What somebody is writing; `seen` is the newest message that was there when they began. */
export interface Draft { body: string; files: UploadedFile[]; title?: string; seen?: number }
interface Kept extends Draft { at: number; rev: string }

const PREFIX = "steward.draft/";
const DAYS_30 = 30 * 86_400_000;
const EMPTY: Draft = { body: "", files: [] };
export const isBegun = (d: Draft): boolean => d.body !== "" || d.files.length > 0 || Boolean(d.title);

function parse(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? "null") as Kept | null;
    return kept && typeof kept.body === "string" && Array.isArray(kept.files) && typeof kept.at === "number" && typeof kept.rev === "string" ? kept : null;
  } catch {
    return null;
  }
}
const get = (slot: string): Kept | null => { try { return parse(localStorage.getItem(slot)); } catch { return null; } };
const drop = (slot: string): void => { try { localStorage.removeItem(slot); } catch { /* Without storage there is nothing to remove. */ } };
const random = (): string => crypto.getRandomValues(new Uint32Array(2)).join("-");

/** Drafts that nobody came back to, and what can no longer be read. */
export function forgetOldDrafts(now = Date.now()): void {
  try {
    for (const slot of Object.keys(localStorage)) {
      if (!slot.startsWith("steward.draft")) continue;
      const kept = slot.startsWith(PREFIX) ? get(slot) : null;
      if (!kept || now - kept.at > DAYS_30) localStorage.removeItem(slot);
    }
  } catch { /* Without storage there are no drafts. */ }
}

/** Every draft under this name, newest first: more than one when two tabs wrote at the same time. */
function slots(name: string): { slot: string; kept: Kept }[] {
  try {
    return Object.keys(localStorage).filter((k) => k.startsWith(`${PREFIX}${name}/`)).map((slot) => ({ slot, kept: get(slot) }))
      .filter((x): x is { slot: string; kept: Kept } => x.kept !== null && Date.now() - x.kept.at <= DAYS_30).toSorted((a, b) => b.kept.at - a.kept.at);
  } catch {
    return [];
  }
}
const words = ({ body, files, title }: Draft): string => JSON.stringify([body, files.map((f) => f.id), title ?? ""]);
const nameOf = (person: string, kind: string, about: string): string => `${person}/${kind}/${about}`;
export const readDraft = (person: string, kind: string, about: string): Draft => slots(nameOf(person, kind, about))[0]?.kept ?? EMPTY;

export interface DraftKeeper {
  /** As it was when the place was opened. */
  first: Draft;
  keep: (draft: Draft) => void;
  /** After sending, or when it was emptied. */
  clear: () => void;
  /** Another draft under the same name: written in another tab, or before this one. */
  other: Draft | null;
  dropOther: () => void;
}

/**
 * Keeps what is written under this person's name, through reloads and crashes, for 30 days. Tabs never overwrite each
 * other: the second that writes goes on under a slot of its own, and each is told of the other.
 */
export function useDraft(kind: string, about: string): DraftKeeper {
  const name = nameOf(useSession().person.id, kind, about);
  const [begin] = useState(() => { forgetOldDrafts(); return slots(name); });
  const mine = useRef({ slot: begin[0]?.slot ?? `${PREFIX}${name}/${random()}`, rev: begin[0]?.kept.rev ?? "" });
  const last = useRef(words(begin[0]?.kept ?? EMPTY));
  const [other, setOther] = useState<{ slot: string; kept: Kept } | null>(begin[1] ?? null);

  const look = useCallback((): void => setOther(slots(name).find((x) => x.slot !== mine.current.slot) ?? null), [name]);
  const keep = useCallback((draft: Draft): void => {
    // Showing what was kept is no writing.
    if (words(draft) === last.current) return;
    last.current = words(draft);
    const at = mine.current;
    const stored = get(at.slot);
    if (!isBegun(draft)) {
      if (stored?.rev === at.rev) drop(at.slot);
      at.rev = "";
      return;
    }
    const { body, files, title, seen } = draft;
    // Somebody else, which is the same person in another tab, wrote here since: both texts stay.
    if (stored && stored.rev !== at.rev) at.slot = `${PREFIX}${name}/${random()}`;
    at.rev = random();
    try {
      localStorage.setItem(at.slot, JSON.stringify({ body, files, ...(title ? { title } : {}), ...(seen === undefined ? {} : { seen }), at: Date.now(), rev: at.rev } satisfies Kept));
    } catch { /* Storage may be full; the text is still on the screen. */ }
    look();
  }, [name, look]);
  const clear = useCallback((): void => {
    if (get(mine.current.slot)?.rev === mine.current.rev) drop(mine.current.slot);
    mine.current = { slot: `${PREFIX}${name}/${random()}`, rev: "" };
    last.current = words(EMPTY);
    look();
  }, [name, look]);
  const dropOther = useCallback((): void => { if (other) drop(other.slot); look(); }, [other, look]);

  useEffect(() => {
    const told = (e: StorageEvent): void => {
      if (!e.key?.startsWith(`${PREFIX}${name}/`)) return;
      // What another tab does to the very slot this one began from is its draft from now on.
      if (e.key === mine.current.slot && parse(e.newValue)?.rev !== mine.current.rev) mine.current = { slot: `${PREFIX}${name}/${random()}`, rev: "" };
      look();
    };
    addEventListener("storage", told);
    return () => removeEventListener("storage", told);
  }, [name, look]);

  return { first: begin[0]?.kept ?? EMPTY, keep, clear, other: other?.kept ?? null, dropOther };
}
