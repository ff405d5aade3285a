import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from "react";
import { upload } from "../../api/client";
import type { Attachment } from "../../api/types";
import { size, t } from "../../i18n";

export interface Attaching { files: Attachment[]; clear: () => void; view: ReactNode; paste: (e: ClipboardEvent) => void; drop: (e: DragEvent) => void }

/** Files for a form: chosen, dropped or pasted; each is uploaded at once. */
export function useAttach(): Attaching {
  const [files, setFiles] = useState<Attachment[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState("");
  async function add(list: File[]): Promise<void> {
    setError("");
    for (const file of list) {
      try {
        setProgress(0);
        const made = await upload<Attachment>("/files", file, setProgress);
        setFiles((old) => [...old, made]);
      } catch (e) {
        setError(`${file.name}: ${(e as Error).message}`);
      }
    }
    setProgress(null);
  }
  const view = (
    <div>
      <label className="field"><span>{t("portal.attach")}</span><input type="file" multiple onChange={(e) => { void add(Array.from(e.target.files ?? [])); e.target.value = ""; }} /></label>
      {progress !== null && <progress value={progress} aria-label={t("composer.uploading")} />}
      {error && <p className="error" role="alert">{error}</p>}
      {files.length > 0 && <ul className="files">{files.map((f) => <li key={f.id}>{f.name} <span className="muted">{size(f.size)}</span> <button type="button" className="btn link" onClick={() => setFiles(files.filter((x) => x.id !== f.id))}>{t("action.remove")}</button></li>)}</ul>}
    </div>
  );
  return {
    files, clear: () => setFiles([]), view,
    paste: (e) => { const images = Array.from(e.clipboardData.files); if (images.length) { e.preventDefault(); void add(images); } },
    drop: (e) => { e.preventDefault(); void add(Array.from(e.dataTransfer.files)); },
  };
}
