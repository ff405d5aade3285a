import { useEffect, useId, useRef, type ReactNode } from "react";
import { t } from "../i18n";
import { IconButton } from "./Button";

/** A native modal dialog: the browser keeps the focus in, and gives it back. */
export function Dialog({ title, onClose, wide, children }: { title: string; onClose: () => void; wide?: boolean; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal?.();
    // Without this the browser would choose the first button, which closes the dialog.
    const body = dialog?.querySelector(".dialog-body");
    (body?.querySelector<HTMLElement>("[data-first]") ?? body?.querySelector<HTMLElement>("input, select, textarea, .btn.primary"))?.focus();
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog ref={ref} className={`dialog ${wide ? "wide" : ""}`} aria-labelledby={id} onCancel={(e) => { if (e.target === e.currentTarget) { e.preventDefault(); onClose(); } }}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t("action.close")} onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
