import { useContext, useLayoutEffect, useRef, useState, type MouseEvent } from "react";
import { t } from "../i18n";
import { clean } from "./sanitise";
import { linkWords, WordLinks } from "./wordLinks";

/** The only place where markup of others becomes part of the page. */
export function SafeHtml({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const links = useContext(WordLinks);
  useLayoutEffect(() => {
    const safe = clean(html);
    if (links) linkWords(safe, links);
    ref.current?.replaceChildren(safe);
  }, [html, links]);
  const go = (e: MouseEvent): void => {
    const to = e.target instanceof Element ? e.target.closest("a.word-link")?.getAttribute("href") : null;
    if (!to || !links || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    links.open(to);
  };
  return <div className="rich" ref={ref} onClick={go} />;
}

/** A body, and what it quotes or signs with behind a small button. */
export function Body({ html, folded }: { html: string | null; folded?: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {html && <SafeHtml html={html} />}
      {folded && <button type="button" className="fold-button" aria-expanded={open} aria-label={t("entry.folded")} title={t("entry.folded")} onClick={() => setOpen(!open)}>…</button>}
      {folded && open && <div className="muted"><SafeHtml html={folded} /></div>}
    </>
  );
}
