import { useEffect, useRef, type ReactNode } from "react";
import type { Problem } from "../api/client";
import type { Attachment } from "../api/types";
import { exact, maybe, relative, size, t } from "../i18n";
import { SafeHtml } from "./SafeHtml";

/** A labelled input with its help and its error. */
export function Field({ label, error, help, children }: { label: string; error?: string | undefined; help?: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {help && <small>{help}</small>}
      {children}
      {error && <small className="error" role="alert">{error}</small>}
    </label>
  );
}

export const StatusBadge = ({ category, name }: { category: string; name?: string }) => (
  <span className={`badge ${category}`}>{name ?? maybe(`status.${category}`, category)}</span>
);


export const Priority = ({ value }: { value: number }) => (
  <span className={`prio p${value}`} title={t(`priority.${value}` as "priority.1")}>
    <span aria-hidden="true">{value === 1 ? "»" : value === 2 ? "›" : value === 3 ? "=" : "–"}</span> P{value}
  </span>
);

export const When = ({ at }: { at: string }) => <time dateTime={at} title={exact(at)}>{relative(at)}</time>;

export const Loading = ({ lines = 6 }: { lines?: number }) => (
  <div aria-busy="true" aria-label={t("state.loading")}>{Array.from({ length: lines }, (_, i) => <div key={i} className="skeleton" style={{ width: `${90 - ((i * 17) % 40)}%` }} />)}</div>
);

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => <div className="state"><h2>{title}</h2>{children}</div>;

export function Failed({ problem, retry }: { problem: Error; retry?: () => void }) {
  const known = problem as Problem;
  return (
    <div className="state" role="alert">
      <h2>{t("state.failed")}</h2>
      <p>{problem.message}</p>
      {known.correlation && <p className="muted">{t("state.correlation", { id: known.correlation })}</p>}
      {retry && <button className="btn" onClick={retry}>{t("action.retry")}</button>}
    </div>
  );
}

export function Dialog({ open, onClose, title, className, children }: { open: boolean; onClose: () => void; title: string; className?: string; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog ref={ref} className={className} aria-label={title} onClose={onClose} onCancel={onClose}>
      {open && children}
    </dialog>
  );
}

/** Attached files; harmless images are shown small. */
export function Files({ files }: { files: Attachment[] }) {
  if (!files.length) return null;
  return (
    <ul className="files">
      {files.map((f) => (
        <li key={f.id}>
          <a href={`/api/v1/attachments/${f.id}`} download={f.name}>
            {/^image\/(png|jpeg|gif|webp)$/.test(f.type) ? <img src={`/api/v1/attachments/${f.id}?inline=1`} alt={f.name} loading="lazy" /> : f.name}
            <span className="muted">{size(f.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A body with its folded part behind a small button. */
export function Body({ html, folded }: { html: string | null; folded?: string | null }) {
  return (
    <>
      {html && <SafeHtml html={html} />}
      {folded && (
        <details><summary className="muted" title={t("entry.folded")}>…</summary><SafeHtml html={folded} /></details>
      )}
    </>
  );
}

/** Typed text as the HTML the server takes. */
export const toHtml = (text: string): string =>
  text.trim().split(/\n{2,}/).map((p) => `<p>${p.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>")}</p>`).join("");
