/**
 * The server has cleaned every body already. It is cleaned here once more, by copying only what is known to be
 * harmless into new elements, so that no single mistake lets anything run.
 */
const KEPT = new Set(
  ("A ABBR B BLOCKQUOTE BR CITE CODE DD DEL DIV DL DT EM FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR I IMG INS LI OL P PRE Q S SMALL SPAN STRIKE " +
    "STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TR U UL").split(" "),
);
/** Dropped with everything inside; other unknown elements only lose their tag. */
const DROPPED = new Set(
  ("SCRIPT STYLE TEMPLATE NOSCRIPT NOEMBED NOFRAMES IFRAME FRAME FRAMESET OBJECT EMBED APPLET SVG MATH TITLE HEAD LINK META BASE FORM INPUT BUTTON SELECT TEXTAREA " +
    "AUDIO VIDEO CANVAS XMP PLAINTEXT").split(" "),
);
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const OWN_IMAGE = /^\/api\/v1\/attachments\/[0-9a-f-]{36}(\?inline=1)?$/;
const PERSON = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LANGUAGE = /^language-[a-z0-9+#-]{1,30}$/;
const DEEPEST = 60;

/** An attribute is copied only with a value it is allowed for. */
function keep(from: Element, to: Element, name: string, allowed: RegExp): boolean {
  const value = from.getAttribute(name);
  if (value === null || !allowed.test(value)) return false;
  to.setAttribute(name, value);
  return true;
}

function made(from: Element, name: string): HTMLElement | null {
  const to = document.createElement(name);
  if (name === "A") {
    if (keep(from, to, "data-mention", PERSON)) return to;
    const href = from.getAttribute("href")?.trim() ?? "";
    if (!SAFE_LINK.test(href)) return to;
    to.setAttribute("href", href);
    to.setAttribute("rel", "noopener noreferrer nofollow");
    to.setAttribute("target", "_blank");
  }
  if (name === "IMG") {
    const src = from.getAttribute("src") ?? "";
    // Pictures from elsewhere would tell the sender who reads, and when.
    if (!OWN_IMAGE.test(src)) return null;
    to.setAttribute("src", src.includes("?") ? src : `${src}?inline=1`);
    to.setAttribute("alt", from.getAttribute("alt") ?? "");
    to.setAttribute("loading", "lazy");
  }
  if (name === "TD" || name === "TH") {
    keep(from, to, "colspan", /^[1-9]\d?$/);
    keep(from, to, "rowspan", /^[1-9]\d?$/);
  }
  if (name === "CODE") keep(from, to, "class", LANGUAGE);
  if (name === "UL") keep(from, to, "data-type", /^taskList$/);
  if (name === "LI") keep(from, to, "data-checked", /^(true|false)$/);
  if (name === "OL") keep(from, to, "start", /^\d{1,6}$/);
  return to;
}

function copy(from: Node, to: Node, depth: number): void {
  for (const child of Array.from(from.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.textContent ?? ""));
    if (!(child instanceof Element)) continue;
    const name = child.tagName.toUpperCase();
    if (DROPPED.has(name) || depth > DEEPEST) continue;
    const next = KEPT.has(name) ? made(child, name) : to;
    if (!next) continue;
    copy(child, next, depth + 1);
    if (next !== to) to.appendChild(next);
  }
}

export function clean(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  copy(new DOMParser().parseFromString(html, "text/html").body, fragment, 0);
  return fragment;
}

export function cleanHtml(html: string): string {
  const box = document.createElement("div");
  box.appendChild(clean(html));
  return box.innerHTML;
}

/** Plain text as the paragraphs the server keeps. */
export function textToHtml(text: string): string {
  const box = document.createElement("div");
  for (const part of text.trim().split(/\n{2,}/)) {
    const p = document.createElement("p");
    part.split("\n").forEach((line, i) => {
      if (i) p.appendChild(document.createElement("br"));
      p.appendChild(document.createTextNode(line));
    });
    box.appendChild(p);
  }
  return text.trim() ? box.innerHTML : "";
}
