import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from "react";
import { api, upload, type Problem } from "../../api/client";
import type { Attachment, Entry, Ticket, TicketType } from "../../api/types";
import { useKey } from "../../app/keys";
import { size, t } from "../../i18n";
import { toHtml } from "../../ui";
import { toast } from "../../ui/toasts";

type Kind = "replies" | "notes";
interface Draft { text: string; kind: Kind; key: string }

const fresh = (): Draft => ({ text: "", kind: "replies", key: crypto.randomUUID() });
const name = (id: string): string => `draft:${id}`;

function stored(id: string): Draft {
  try {
    return { ...fresh(), ...(JSON.parse(localStorage.getItem(name(id)) ?? "{}") as Partial<Draft>) };
  } catch {
    return fresh();
  }
}

/** Where one writes. Public and internal differ in colour and in words; what is typed survives a reload. */
export function Composer({ ticket, type, posted, typing }: { ticket: Ticket; type: TicketType | undefined; posted: () => void; typing: (on: boolean) => void }) {
  const [draft, setDraft] = useState(() => stored(ticket.id));
  const [files, setFiles] = useState<Attachment[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const internal = draft.kind === "notes";
  useEffect(() => {
    if (draft.text) localStorage.setItem(name(ticket.id), JSON.stringify(draft));
    else localStorage.removeItem(name(ticket.id));
    typing(draft.text.length > 0 && draft.kind === "replies");
  }, [draft, ticket.id, typing]);
  const write = (kind: Kind): void => { setDraft((d) => ({ ...d, kind })); area.current?.focus(); };
  useKey("r", () => write("replies"));
  useKey("n", () => write("notes"));
  async function attach(list: Iterable<File>): Promise<void> {
    for (const file of list) {
      try {
        setProgress(0);
        const made = await upload<Attachment>("/files", file, setProgress);
        setFiles((old) => [...old, made]);
      } catch (error) {
        toast(`${file.name}: ${(error as Error).message}`);
      }
    }
    setProgress(null);
  }
  async function send(status?: string): Promise<void> {
    setBusy(true);
    try {
      await api<Entry>(`/tickets/${ticket.id}/${draft.kind}`, { key: draft.key, body: { body: toHtml(draft.text), attachments: files.map((f) => f.id), status: status ?? null } });
      setDraft({ ...fresh(), kind: draft.kind });
      setFiles([]);
      posted();
    } catch (error) {
      const problem = error as Problem;
      // A refused post may be changed and sent again: under a key of its own.
      setDraft((d) => ({ ...d, key: problem.status === 0 ? d.key : crypto.randomUUID() }));
      toast(problem.message);
    } finally {
      setBusy(false);
    }
  }
  const pasted = (e: ClipboardEvent): void => { const images = Array.from(e.clipboardData.files); if (images.length) { e.preventDefault(); void attach(images); } };
  const dropped = (e: DragEvent): void => { e.preventDefault(); void attach(Array.from(e.dataTransfer.files)); };
  const next = ticket.transitions.map((key) => type?.statuses.find((s) => s.key === key)).filter((s) => s !== undefined);
  const empty = !draft.text.trim() && !files.length;
  return (
    <section className={internal ? "composer internal" : "composer"} aria-label={t("composer.title")} onDragOver={(e) => e.preventDefault()} onDrop={dropped}>
      <div className="between">
        <div className="switch" role="group" aria-label={t("composer.audience")}>
          <button aria-pressed={!internal} onClick={() => write("replies")}>{t("composer.public")}</button>
          <button aria-pressed={internal} onClick={() => write("notes")}>🔒 {t("composer.internal")}</button>
        </div>
        <span className="muted">{internal ? t("composer.internalHint") : t("composer.publicHint", { name: ticket.requester.name })}</span>
      </div>
      <textarea ref={area} className="input" aria-label={internal ? t("composer.internal") : t("composer.public")} value={draft.text} onChange={(e) => setDraft({ ...draft, text: e.target.value })} onPaste={pasted}
        onKeyDown={(e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !empty) void send(); }} />
      {files.length > 0 && <ul className="files">{files.map((f) => <li key={f.id}>{f.name} <span className="muted">{size(f.size)}</span> <button className="btn link" onClick={() => setFiles(files.filter((x) => x.id !== f.id))}>{t("action.remove")}</button></li>)}</ul>}
      {progress !== null && <progress value={progress} aria-label={t("composer.uploading")} />}
      <div className="row wrap">
        <button className="btn primary" disabled={busy || empty} onClick={() => void send()}>{internal ? t("composer.addNote") : t("composer.send")}</button>
        {next.length > 0 && (
          <select className="input" style={{ width: "auto" }} aria-label={t("composer.andSet")} value="" disabled={busy || empty} onChange={(e) => void send(e.target.value)}>
            <option value="">{t("composer.andSet")}</option>{next.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}
          </select>
        )}
        <label className="btn">{t("composer.attach")}<input type="file" multiple hidden onChange={(e) => { void attach(Array.from(e.target.files ?? [])); e.target.value = ""; }} /></label>
      </div>
    </section>
  );
}
