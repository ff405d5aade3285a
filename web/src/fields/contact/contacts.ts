import { t } from "../../i18n";
import type { Parsed } from "../kind";

/** An address of the web; "https" when nothing is said. Nothing that could run as a script is one. */
export function parseUrl(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/:]+:\d+(\/|$)/.test(typed) ? typed : `https://${typed}`;
  try {
    const url = new URL(full);
    if (/^https?:$/.test(url.protocol) && /[^.]\.[^.]|^localhost$|^\[/.test(url.hostname)) return { value: full };
  } catch {
    // Said below.
  }
  return { wrong: t("fields.noUrl") };
}

export function parseEmail(text: string): Parsed {
  const typed = text.trim();
  if (!typed) return { value: null };
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(typed) && typed.length <= 254 ? { value: typed } : { wrong: t("fields.noEmail") };
}

export function parsePhone(text: string): Parsed {
  const typed = text.replace(/\s+/g, " ").trim();
  if (!typed) return { value: null };
  return /^\+?[\d\s()/.–-]{3,40}(?:\s*(?:x|ext\.?|#)\s*\d{1,8})?$/i.test(typed) && /\d{3}/.test(typed.replace(/\D/g, "")) ? { value: typed } : { wrong: t("fields.noPhone") };
}

export function parseColour(text: string): Parsed {
  const typed = text.trim().toLowerCase();
  if (!typed) return { value: null };
  const found = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(typed)?.[1];
  if (!found) return { wrong: t("fields.noColour") };
  return { value: `#${found.length === 3 ? found.replace(/./g, "$&$&") : found}` };
}
