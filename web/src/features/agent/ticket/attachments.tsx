import { useRef, useState, type DragEvent } from "react";
import { upload } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import type { UploadedFile } from "../../../api/types";
import { fileSize, t } from "../../../i18n";
import { Button, explain, Icon, IconButton } from "../../../ui";

interface Uploading { key: number; name: string; share: number; error?: string; stop: () => void }
export interface Attachments {
  files: UploadedFile[]; uploading: Uploading[]; ids: string[]; busy: boolean;
  add: (files: File[]) => void; remove: (id: string) => void; forget: (key: number) => void; clear: () => void; set: (files: UploadedFile[]) => void;
  drop: { onDragOver: (e: DragEvent) => void; onDrop: (e: DragEvent) => void };
}

let nextKey = 1;

/** Files that go with what is being written: each is sent at once, and says how far it is. */
export function useAttachments(first: UploadedFile[] = []): Attachments {
  const [files, setFiles] = useState(first);
  const [uploading, setUploading] = useState<Uploading[]>([]);
  const add = (list: File[]): void => {
    for (const file of list) {
      const key = nextKey++;
      const stop = new AbortController();
      const patch = (part: Partial<Uploading>): void => setUploading((all) => all.map((u) => (u.key === key ? { ...u, ...part } : u)));
      setUploading((all) => [...all, { key, name: file.name, share: 0, stop: () => stop.abort() }]);
      upload<UploadedFile>("/files", file, (share) => patch({ share }), stop.signal).then(
        (made) => { setFiles((all) => [...all, made]); setUploading((all) => all.filter((u) => u.key !== key)); },
        (error: unknown) => { if (!stop.signal.aborted) patch({ error: explain(problemOf(error)).text }); },
      );
    }
  };
  return {
    files, uploading, ids: files.map((f) => f.id), busy: uploading.some((u) => !u.error), add, set: setFiles,
    remove: (id) => setFiles((all) => all.filter((f) => f.id !== id)),
    forget: (key) => setUploading((all) => all.filter((u) => { if (u.key === key) u.stop(); return u.key !== key; })),
    clear: () => { setFiles([]); setUploading([]); },
    drop: {
      onDragOver: (e) => { if (e.dataTransfer.types.includes("Files")) e.preventDefault(); },
      onDrop: (e) => { if (e.dataTransfer.files.length) { e.preventDefault(); add(Array.from(e.dataTransfer.files)); } },
    },
  };
}

export function AttachBar({ attachments: a, button = true }: { attachments: Attachments; button?: boolean }) {
  if (!button && !a.files.length && !a.uploading.length) return null;
  return (
    <div className="attach-bar">
      {button && <AttachButton onFiles={a.add} />}
      <ul className="files" aria-label={t("attach.list")}>
        {a.files.map((f) => <li key={f.id}><Icon name="clip" /><span className="truncate">{f.name}</span><span className="muted small">{fileSize(f.size)}</span><IconButton small icon="close" label={t("attach.remove", { name: f.name })} onClick={() => a.remove(f.id)} /></li>)}
        {a.uploading.map((u) => (
          <li key={u.key}>
            <Icon name={u.error ? "warning" : "upload"} /><span className="truncate">{u.name}</span>
            {u.error ? <span className="error-text small">{u.error}</span> : <progress value={u.share} aria-label={t("attach.progress", { name: u.name })} />}
            <IconButton small icon="close" label={t("attach.remove", { name: u.name })} onClick={() => a.forget(u.key)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function AttachButton({ onFiles, small }: { onFiles: (files: File[]) => void; small?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={small ? "quiet" : "default"} small={small ?? false} icon="clip" onClick={() => input.current?.click()}>{t("attach.add")}</Button>
      <input ref={input} type="file" multiple hidden aria-label={t("attach.add")} onChange={(e) => { onFiles(Array.from(e.target.files ?? [])); e.target.value = ""; }} />
    </>
  );
}
