import type { UploadedFile } from "../../../api/types";

export interface Draft { body: string; files: UploadedFile[] }
const EMPTY: Draft = { body: "", files: [] };
const name = (ticketId: string, mode: string): string => `steward.draft.${mode}.${ticketId}`;

/** What was being written survives a reload, and a crash. */
export function readDraft(ticketId: string, mode: string): Draft {
  try {
    const draft = JSON.parse(localStorage.getItem(name(ticketId, mode)) ?? "null") as Draft | null;
    return draft && typeof draft.body === "string" && Array.isArray(draft.files) ? draft : EMPTY;
  } catch {
    return EMPTY;
  }
}

export function keepDraft(ticketId: string, mode: string, draft: Draft): void {
  try {
    if (draft.body || draft.files.length) localStorage.setItem(name(ticketId, mode), JSON.stringify(draft));
    else localStorage.removeItem(name(ticketId, mode));
  } catch {
    // Storage may be full; the text is still on the screen.
  }
}
