import type { ClipboardEvent } from "react";
import { t } from "../../i18n";

/** A screenshot in the clipboard becomes an attachment; pasted text stays text. */
export const pastedFiles = (add: (files: File[]) => void) => (e: ClipboardEvent): void => {
  const files = Array.from(e.clipboardData.files);
  if (!files.length) return;
  e.preventDefault();
  add(files.map((f) => (f.name === "image.png" ? new File([f], `${t("attach.screenshot")}-${Date.now()}.png`, { type: f.type }) : f)));
};
