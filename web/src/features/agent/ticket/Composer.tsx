import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { Entry, Ticket, TicketTransition } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Button, FormError, Icon, Menu, toast, type MenuItem } from "../../../ui";
import { ticketsChanged } from "../cache";
import { askedFor, askTransition } from "../transition";
import { AttachBar, AttachButton, useAttachments } from "./attachments";
import { keepDraft, readDraft, type Draft } from "./drafts";
import { RichText, type RichTextHandle } from "./RichText";

export type Mode = "reply" | "note";
const started = (draft: Draft): boolean => draft.body !== "" || draft.files.length > 0;
export interface ComposerHandle { open: (mode: Mode) => void }

/** Where one writes. Colour, icon, words and button all say who will read it. */
export function Composer({ ticket, onWriting, ref }: { ticket: Ticket; onWriting: (writing: boolean) => void; ref: Ref<ComposerHandle> }) {
  const [mode, setMode] = useState<Mode | null>(() => (["reply", "note"] as const).find((m) => ticket.may[m] && started(readDraft(ticket.id, m))) ?? null);
  const box = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({ open: (to) => { if (ticket.may[to]) setMode(to); } }), [ticket.may]);
  useEffect(() => { onWriting(mode === "reply"); return () => onWriting(false); }, [mode, onWriting]);
  if (!mode)
    return (
      <div className="composer closed">
        {ticket.may.reply && <button type="button" className="composer-start" onClick={() => setMode("reply")}><Icon name="reply" />{t("composer.replyTo", { name: ticket.requester.name })}<kbd>R</kbd></button>}
        {ticket.may.note && <button type="button" className="composer-start note" onClick={() => setMode("note")}><Icon name="lock" />{t("composer.note")}<kbd>N</kbd></button>}
      </div>
    );
  return (
    <div ref={box} className={`composer ${mode}`}>
      <div className="composer-modes" role="radiogroup" aria-label={t("composer.who")}>
        {(["reply", "note"] as const).filter((m) => ticket.may[m]).map((m) => (
          <label key={m} className={`mode ${m}`}><input type="radio" name="mode" checked={mode === m} onChange={() => setMode(m)} /><Icon name={m === "reply" ? "reply" : "lock"} />{t(m === "reply" ? "composer.public" : "composer.internal")}</label>
        ))}
        <span className="grow" />
        <span className="composer-readers small">{mode === "reply" ? t("composer.readers", { name: [ticket.requester.name, ...ticket.watchers.filter((w) => w.id !== ticket.requester.id).map((w) => w.name)].join(", ") }) : t("composer.onlyDesk")}</span>
      </div>
      <Writing key={mode} ticket={ticket} mode={mode} onDone={() => setMode(null)} />
    </div>
  );
}

function Writing({ ticket, mode, onDone }: { ticket: Ticket; mode: Mode; onDone: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const type = useSession().type(ticket.typeId);
  const [first] = useState(() => readDraft(ticket.id, mode));
  const [body, setBody] = useState(first.body);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const editor = useRef<RichTextHandle>(null);
  const attachments = useAttachments(first.files);
  const { files } = attachments;
  const sent = useRef(false);
  useEffect(() => { editor.current?.focus(); }, []);
  useEffect(() => { if (!sent.current) keepDraft(ticket.id, mode, { body, files }); }, [ticket.id, mode, body, files]);

  // Files alone are a message too.
  const disabled = busy || attachments.busy || !started({ body, files });

  async function send(way?: TicketTransition): Promise<void> {
    if (disabled) return;
    // What is written here is the word that the way wants, unless it wants the other kind; fields are asked for after.
    const later = way !== undefined && (askedFor(ticket, way).length > 0 || (way.comment === "note" && mode !== "note") || (way.comment === "reply" && mode !== "reply"));
    const status = later ? undefined : way?.to;
    setBusy(true);
    setError(undefined);
    const content = { body, ...(attachments.ids.length ? { attachments: attachments.ids } : {}), ...(status ? { status } : {}) };
    try {
      const made = await api<Entry>(`/tickets/${ticket.id}/${mode === "reply" ? "replies" : "notes"}`, { body: content, key: key.for(content) });
      sent.current = true;
      keepDraft(ticket.id, mode, { body: "", files: [] });
      cache.setQueryData<Entry[]>(["entries", ticket.id], (all) => (all && !all.some((e) => e.id === made.id) ? [...all, made] : all));
      ticketsChanged(cache, [ticket.id], 300);
      toast(later ? t("transition.sentThen") : t(mode === "reply" ? "composer.sent" : "composer.noted"));
      onDone();
      if (later) askTransition(ticket, way.comment === mode || way.comment === "optional" ? { ...way, comment: "none" } : way);
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  const statusName = (key: string): string => type?.statuses.find((s) => s.key === key)?.name ?? key;
  const items = (ticket.transitions ?? []).map((way): MenuItem => ({ id: way.key, label: t(mode === "reply" ? "composer.sendAs" : "composer.noteAs", { status: statusName(way.to) }), run: () => void send(way) }));
  return (
    <div {...attachments.drop}>
      <FormError error={error} />
      <RichText ref={editor} label={t(mode === "reply" ? "composer.reply" : "composer.note")} value={body} onChange={setBody} onFiles={attachments.add} onSubmit={() => void send()} placeholder={t(mode === "reply" ? "composer.placeholder" : "composer.notePlaceholder")} />
      <AttachBar attachments={attachments} button={false} />
      <div className="composer-foot">
        <AttachButton small onFiles={attachments.add} />
        <span className="muted small">{started({ body, files }) ? t("composer.draftKept") : ""}</span>
        <span className="grow" />
        <Button kind="quiet" onClick={onDone}>{t("action.close")}</Button>
        <span className="btn-split">
          <Button kind="primary" className="send" disabled={disabled} onClick={() => void send()}>{t(mode === "reply" ? "composer.send" : "composer.addNote")}</Button>
          {items.length > 0 && !disabled && <Menu label={t("composer.sendAnd")} className="btn primary send" items={items} trigger={<Icon name="down" />} />}
        </span>
      </div>
    </div>
  );
}
