import { useEffect, useRef, useState, type ClipboardEvent } from "react";
import type { Refs } from "../../api/types";
import { AttachBar, AttachButton, useAttachments } from "../../features/agent/ticket/attachments";
import { t } from "../../i18n";
import type { InputProps } from "../kind";
import { listOf, most, nameOf } from "../values";

const kindsOf = (types: unknown): string[] => (Array.isArray(types) ? types.filter((x): x is string => typeof x === "string") : []);
/** "image/*", "application/pdf" or ".pdf", as a file input has it. */
export const fits = (file: File, kinds: string[]): boolean =>
  kinds.length === 0 || kinds.some((k) => (k.startsWith(".") ? file.name.toLowerCase().endsWith(k.toLowerCase()) : k.endsWith("/*") ? file.type.startsWith(k.slice(0, -1)) : file.type === k));

/** Files by button, drag or paste; each is sent at once and says how far it is. */
export default function FileInput({ field, value, refs, onChange, onProblem }: InputProps) {
  const attachments = useAttachments(listOf(value).map((id) => ({ id, name: nameOf(id, refs), type: "", size: 0 })));
  const kinds = kindsOf(field.config["types"]);
  const { files } = attachments;
  const now = JSON.stringify(files.map((f) => f.id));
  const sent = useRef(now);
  const [refused, setRefused] = useState<string>();
  const tell = useRef(onChange);
  const say = useRef(onProblem);
  useEffect(() => { tell.current = onChange; say.current = onProblem; });
  // A form that is sent now would go without the file.
  const { busy } = attachments;
  const told = useRef<string>(undefined);
  useEffect(() => {
    const problem = busy ? t("fields.fileComing") : refused;
    if (problem !== told.current) say.current(problem);
    told.current = problem;
  }, [busy, refused]);
  useEffect(() => {
    if (sent.current === now) return;
    sent.current = now;
    const names: Refs = Object.fromEntries(files.map((f) => [f.id, { name: f.name }]));
    tell.current(files.length ? files.map((f) => f.id) : null, names);
  }, [now, files]);
  const add = (list: File[]): void => {
    const room = most(field) - files.length - attachments.uploading.length;
    const good = list.filter((f) => fits(f, kinds));
    setRefused(good.length < list.length ? t("fields.otherFiles", { types: kinds.join(", ") }) : good.length > room ? t("fields.most", { n: most(field) }) : undefined);
    attachments.add(good.slice(0, Math.max(0, room)));
  };
  const paste = (e: ClipboardEvent): void => {
    const pasted = Array.from(e.clipboardData.files);
    if (!pasted.length) return;
    e.preventDefault();
    e.stopPropagation();
    add(pasted);
  };
  return (
    <div className="file-drop" role="group" aria-label={field.name} tabIndex={-1} onPaste={paste} onDragOver={attachments.drop.onDragOver}
      onDrop={(e) => { if (e.dataTransfer.files.length) { e.preventDefault(); e.stopPropagation(); add(Array.from(e.dataTransfer.files)); } }}>
      <AttachBar attachments={attachments} button={false} />
      {files.length < most(field) && <AttachButton small onFiles={add} />}
    </div>
  );
}
