import { useEffect, useRef } from "react";

/** The server has cleaned this already; it is cleaned again, so that no single mistake lets anything run. */
const TAGS = new Set("A B BLOCKQUOTE BR CITE CODE DD DIV DL DT EM H1 H2 H3 H4 HR I IMG LI OL P PRE Q S SMALL SPAN STRIKE STRONG SUB SUP TABLE TBODY TD TH THEAD TR U UL".split(" "));
const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH NOSCRIPT TITLE HEAD LINK META FORM".split(" "));

function copy(from: Node, to: Node): void {
  for (const child of Array.from(from.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.textContent ?? ""));
    if (!(child instanceof Element)) continue;
    const name = child.tagName.toUpperCase();
    if (DROPPED.has(name)) continue;
    if (!TAGS.has(name)) {
      copy(child, to);
      continue;
    }
    const made = document.createElement(name);
    if (name === "A") {
      const href = child.getAttribute("href") ?? "";
      if (/^(https?:|mailto:|tel:)/i.test(href)) made.setAttribute("href", href);
      made.setAttribute("rel", "noopener noreferrer nofollow");
      made.setAttribute("target", "_blank");
    }
    if (name === "IMG") {
      const src = child.getAttribute("src") ?? "";
      if (!/^\/api\/v1\/attachments\/[0-9a-f-]{36}(\?inline=1)?$/.test(src)) continue;
      made.setAttribute("src", src);
      made.setAttribute("alt", child.getAttribute("alt") ?? "");
    }
    copy(child, made);
    to.appendChild(made);
  }
}

export function clean(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment);
  return fragment;
}

export function SafeHtml({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.replaceChildren(clean(html));
  }, [html]);
  return <div ref={ref} />;
}
