import { useEffect, useRef, useState } from "react";
import type { Ticket } from "../../../api/types";
import { sendImage } from "../../../app/images";
import { t } from "../../../i18n";
import { Body, Button } from "../../../ui";
import { RichText, type RichTextHandle } from "../../../ui/richtext/RichText";
import { useChange } from "../change";

/** What was asked at first, and its editor for those who may correct it. */
export function Description({ ticket, folded }: { ticket: Ticket; folded: string | null }) {
  const [editing, setEditing] = useState(false);
  if (editing) return <Editing ticket={ticket} onDone={() => setEditing(false)} />;
  return (
    <>
      {ticket.description ? <Body html={ticket.description} folded={folded} /> : <p className="muted">{t("ticket.noDescription")}</p>}
      {ticket.may.edit && <Button kind="link" className="small no-print" onClick={() => setEditing(true)}>{t("ticket.editDescription")}</Button>}
    </>
  );
}

function Editing({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const change = useChange();
  const [html, setHtml] = useState(ticket.description ?? "");
  const [pictures, setPictures] = useState(0);
  const [busy, setBusy] = useState(false);
  const editor = useRef<RichTextHandle>(null);
  useEffect(() => { editor.current?.focus(); }, []);
  async function save(): Promise<void> {
    if (busy || pictures) return;
    if (html === (ticket.description ?? "")) return onDone();
    setBusy(true);
    const saved = await change(ticket, { change: { description: html }, show: { description: html }, words: t("field.description") });
    setBusy(false);
    if (saved) onDone();
  }
  return (
    <>
      <RichText ref={editor} boxed label={t("field.description")} value={html} onChange={setHtml} onImage={sendImage} onBusy={setPictures} onSubmit={() => void save()} />
      <div className="row edit-foot">
        <Button small kind="primary" disabled={busy || pictures > 0} onClick={() => void save()}>{t("action.save")}</Button>
        <Button small kind="quiet" onClick={onDone}>{t("action.cancel")}</Button>
      </div>
    </>
  );
}
