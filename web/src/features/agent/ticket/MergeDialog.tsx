import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { Ticket } from "../../../api/types";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, Dialog, FormError, TextField, toastUndo } from "../../../ui";
import { failed } from "../../macro/data";

/** Makes this ticket part of another one. */
export function MergeDialog({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const go = useNavigate();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [number, setNumber] = useState("");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { into: number.trim().toUpperCase() };
      await api(`/tickets/${ticket.id}/merge`, { body, key: key.for(body) });
      toastUndo(t("reshape.merged", { number: ticket.number, into: body.into }), () => void api(`/tickets/${ticket.id}/unmerge`, { method: "POST" }).catch(failed).then(onDone));
      onDone();
      go(`/work/t/${body.into}`);
    });
  };
  return (
    <Dialog title={t("reshape.mergeTitle", { number: ticket.number })} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <p className="muted">{t("reshape.mergeText")}</p>
        <TextField label={t("reshape.into")} required data-first placeholder="INC-1042" value={number} error={wrong("into")} onChange={(e) => setNumber(e.target.value)} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy || !number.trim()}>{t("reshape.mergeDo")}</Button></div>
      </form>
    </Dialog>
  );
}
