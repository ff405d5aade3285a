import { t } from "../../i18n";
import type { SendImage } from "./uploads";

export interface Mentionable { id: string; name: string; hint?: string }
export interface RichTextHandle {
  focus: () => void;
  /** Puts safe HTML where the caret is. */
  insert: (html: string) => void;
}
export interface RichTextProps {
  label: string;
  /** Safe HTML; empty when nothing is written. */
  value: string;
  onChange: (html: string) => void;
  /** Files that were pasted or dropped and are not shown in the text. */
  onFiles?: ((files: File[]) => void) | undefined;
  /** Sends a picture that is to be shown in the text; without it pictures are files like others. */
  onImage?: SendImage | undefined;
  /** How many pictures are on their way. */
  onBusy?: ((count: number) => void) | undefined;
  /** Called on Ctrl+Enter. */
  onSubmit?: (() => void) | undefined;
  /** Finds whom an @ may name; without it there are no mentions. */
  mention?: ((text: string) => Promise<Mentionable[]>) | undefined;
  placeholder?: string | undefined;
  /** With a frame of its own, in forms. */
  boxed?: boolean;
  /** Only what everybody knows: bold, italic, lists and links. */
  simple?: boolean;
  id?: string;
  "aria-invalid"?: true | undefined;
  "aria-describedby"?: string | undefined;
}

/** What was typed before the editor had come: after what was there, and where the caret was, counted from the end. */
export interface Handover { before: string; text: string; fromEnd: number | null }

/** Screenshots on the clipboard all have the same name, or none. */
export const named = (files: File[]): File[] =>
  files.map((f, i) => (f.name && f.name !== "image.png" ? f : new File([f], `${t("attach.screenshot")}-${Date.now()}${i ? `-${i}` : ""}.png`, { type: f.type })));

export const isEmptyHtml = (html: string): boolean => !/<(img|hr|table)\b/i.test(html) && !html.replace(/<[^>]*>|&nbsp;|\s/g, "");
