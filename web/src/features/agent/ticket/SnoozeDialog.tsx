import { useState, type FormEvent } from "react";
import { api } from "../../../api/client";
import type { Ticket } from "../../../api/types";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, CheckField, Dialog, FormError, TextField, toastUndo } from "../../../ui";
import { failed } from "../../macro/data";

const HOUR = 3_600_000;
/** A time as the browser's own field has it. */
export const localTime = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
export function tomorrow(now: Date): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at;
}

/** Hides the ticket from one's own lists for a while. */
export function SnoozeDialog({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const { error, busy, wrong, run } = useSave();
  const [at, setAt] = useState(() => localTime(tomorrow(new Date())));
  const [reply, setReply] = useState(false);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api(`/tickets/${ticket.id}/snooze`, { method: "PUT", body: { until: reply || !at ? null : new Date(at).toISOString() } });
      toastUndo(t("snooze.done", { number: ticket.number }), () => void api(`/tickets/${ticket.id}/snooze`, { method: "DELETE" }).catch(failed).then(onDone));
      onDone();
    });
  };
  const later = (hours: number): void => setAt(localTime(new Date(Date.now() + hours * HOUR)));
  return (
    <Dialog title={t("snooze.start")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <p className="muted">{t("snooze.text")}</p>
        {!reply && (
          <>
            <div className="row wrap">
              <Button small onClick={() => later(1)}>{t("snooze.hour")}</Button><Button small onClick={() => later(4)}>{t("snooze.hours")}</Button>
              <Button small onClick={() => setAt(localTime(tomorrow(new Date())))}>{t("snooze.tomorrow")}</Button>
            </div>
            <TextField label={t("snooze.when")} type="datetime-local" required data-first value={at} error={wrong("until")} onChange={(e) => setAt(e.target.value)} />
          </>
        )}
        <CheckField label={t("snooze.onlyReply")} checked={reply} onChange={(e) => setReply(e.target.checked)} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("snooze.do")}</Button></div>
      </form>
    </Dialog>
  );
}
