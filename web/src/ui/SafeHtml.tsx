import { useLayoutEffect, useRef, useState } from "react";
import { t } from "../i18n";
import { clean } from "./sanitise";

/** The only place where markup of others becomes part of the page. */
export function SafeHtml({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => { ref.current?.replaceChildren(clean(html)); }, [html]);
  return <div className="rich" ref={ref} />;
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
