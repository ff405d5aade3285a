import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { Entry, Ticket, TicketTransition } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Button, FormError, Icon, Menu, toast, type MenuItem } from "../../../ui";
import { useAnswers } from "../../macro/data";
import { ticketsChanged } from "../cache";
import { askedFor, askTransition } from "../transition";
import { isBegun, readDraft, useDraft, type Draft } from "../../../app/drafts";
import { sendImage } from "../../../app/images";
import { OtherDraft } from "../../../app/OtherDraft";
import { RichText, type RichTextHandle } from "../../../ui/richtext/RichText";
import { useMentionable } from "../people";
import { AttachBar, AttachButton, useAttachments } from "./attachments";
import { AnswerButton, opensAnswers } from "../../macro/AnswerButton";
import { Meanwhile } from "./Meanwhile";
import { lastSeq, meanwhile } from "./meanwhile";
import { useEntries } from "../data";

export type Mode = "reply" | "note";
export interface ComposerHandle { open: (mode: Mode) => void }

/** Where one writes. Colour, icon, words and button all say who will read it. */
export function Composer({ ticket, onWriting, ref }: { ticket: Ticket; onWriting: (writing: boolean) => void; ref: Ref<ComposerHandle> }) {
  const me = useSession().person.id;
  const [mode, setMode] = useState<Mode | null>(() => (["reply", "note"] as const).find((m) => ticket.may[m] && isBegun(readDraft(me, m, ticket.id))) ?? null);
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
  const session = useSession();
  const type = session.type(ticket.typeId);
  const offered = Boolean(useAnswers(ticket.deskId).data?.length);
  const draft = useDraft(mode, ticket.id);
  const { first, keep } = draft;
  const [body, setBody] = useState(first.body);
  const [pictures, setPictures] = useState(0);
  const mention = useMentionable(ticket.deskId);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const editor = useRef<RichTextHandle>(null);
  const attachments = useAttachments(first.files);
  const { files } = attachments;
  const sent = useRef(false);
  const [answers, setAnswers] = useState<"slash" | "button" | null>(null);
  const typed = useRef(false);
  const open = (by: "slash" | "button" | null): void => { if (by) typed.current = by === "slash"; setAnswers(by); };
  const insert = (html: string | null): void => {
    if (html) editor.current?.insert(html);
    else if (typed.current) editor.current?.insert("/");
    else editor.current?.focus();
  };
  const slash = (e: KeyboardEvent): void => {
    if (!offered || !opensAnswers(e)) return;
    e.preventDefault();
    e.stopPropagation();
    open("slash");
  };
  const entries = useEntries(ticket.id).data;
  const seen = useRef(first.seen);
  const [came, setCame] = useState<{ entries: Entry[]; way: TicketTransition | undefined } | null>(null);
  useEffect(() => { editor.current?.focus(); }, []);
  useEffect(() => { if (entries) seen.current ??= lastSeq(entries); }, [entries]);
  useEffect(() => { if (!sent.current) keep({ body, files, ...(seen.current === undefined ? {} : { seen: seen.current }) }); }, [keep, body, files]);

  // Files alone are a message too.
  const disabled = busy || attachments.busy || pictures > 0 || !isBegun({ body, files });

  /** What others posted since; nothing when that cannot be asked: sending will say why. */
  const news = async (): Promise<Entry[]> => (seen.current === undefined ? [] : meanwhile(cache, ticket.id, seen.current, session.person.id).catch(() => []));

  async function send(way?: TicketTransition, anyway = false): Promise<void> {
    if (disabled) return;
    // What is written here is the word that the way wants, unless it wants the other kind; fields are asked for after.
    const later = way !== undefined && (askedFor(ticket, way).length > 0 || (way.comment === "note" && mode !== "note") || (way.comment === "reply" && mode !== "reply"));
    const status = later ? undefined : way?.to;
    setBusy(true);
    setError(undefined);
    const others = anyway ? [] : await news();
    if (others.length) {
      setCame({ entries: others, way });
      setBusy(false);
      return;
    }
    setCame(null);
    const content = { body, ...(attachments.ids.length ? { attachments: attachments.ids } : {}), ...(status ? { status } : {}) };
    try {
      const made = await api<Entry>(`/tickets/${ticket.id}/${mode === "reply" ? "replies" : "notes"}`, { body: content, key: key.for(content) });
      sent.current = true;
      draft.clear();
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
  function look(): void {
    const [at] = came?.entries ?? [];
    seen.current = Math.max(seen.current ?? 0, lastSeq(came?.entries));
    setCame(null);
    if (at) document.getElementById(`entry-${at.seq}`)?.scrollIntoView({ block: "start" });
  }
  const take = (other: Draft): void => {
    setBody(other.body);
    attachments.set(other.files);
    draft.dropOther();
  };
  const statusName = (key: string): string => type?.statuses.find((s) => s.key === key)?.name ?? key;
  const items = (ticket.transitions ?? []).map((way): MenuItem => ({ id: way.key, label: t(mode === "reply" ? "composer.sendAs" : "composer.noteAs", { status: statusName(way.to) }), run: () => void send(way) }));
  return (
    <div {...attachments.drop} onKeyDownCapture={slash}>
      <FormError error={error} />
      {came && <Meanwhile entries={came.entries} onLook={look} onSend={() => void send(came.way, true)} />}
      <OtherDraft draft={draft} onTake={take} />
      <RichText ref={editor} label={t(mode === "reply" ? "composer.reply" : "composer.note")} value={body} onChange={setBody} onFiles={attachments.add} onImage={sendImage} onBusy={setPictures} mention={mention} onSubmit={() => void send()} placeholder={t(mode === "reply" ? "composer.placeholder" : "composer.notePlaceholder")} />
      <AttachBar attachments={attachments} button={false} />
      <div className="composer-foot">
        <AttachButton small onFiles={attachments.add} />
        <AnswerButton ticketId={ticket.id} deskId={ticket.deskId} open={answers !== null} onOpen={(to) => open(to ? "button" : null)} onText={insert} />
        <span className="muted small">{isBegun({ body, files }) ? t("composer.draftKept") : ""}</span>
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
