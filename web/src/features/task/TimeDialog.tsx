import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { TimeEntry } from "../../api/types";
import { useSave } from "../../app/useSave";
import { duration, t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, TextField, toastUndo } from "../../ui";
import { today } from "../analytics/days";
import { failed, timeChanged } from "./data";
import { minutesOf } from "./minutes";

/** An entry by hand: how long, on which day, for what. */
export function TimeDialog({ ticketId, entry, onClose }: { ticketId: string; entry: TimeEntry | null; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [spent, setSpent] = useState(entry ? String(entry.minutes) : "");
  const [day, setDay] = useState(entry?.day ?? today());
  const [note, setNote] = useState(entry?.note ?? "");
  const [billable, setBillable] = useState(entry?.billable ?? false);
  const minutes = minutesOf(spent);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      // What cannot be read is sent as it is not: the server names the field.
      const body = { minutes: minutes ?? 0, day, note, billable };
      if (entry) await api(`/time/${entry.id}`, { method: "PATCH", body, version: entry.version });
      else await api(`/tickets/${ticketId}/time`, { body, key: key.for(body) });
      timeChanged(cache, ticketId);
      onClose();
    });
  };
  const remove = (of: TimeEntry): void => void run(async () => {
    await api(`/time/${of.id}`, { method: "DELETE", version: of.version });
    timeChanged(cache, ticketId);
    toastUndo(t("time.removed"), () => void api(`/tickets/${ticketId}/time`, { body: { minutes: of.minutes, day: of.day, note: of.note, billable: of.billable } }).catch(failed).then(() => timeChanged(cache, ticketId)));
    onClose();
  });
  return (
    <Dialog title={t(entry ? "time.one" : "time.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("time.spent")} hint={minutes && minutes >= 60 ? duration(minutes / 60) : t("time.spentHint")} required data-first inputMode="text" value={spent} error={wrong("minutes")} onChange={(e) => setSpent(e.target.value)} />
          <TextField label={t("time.day")} hint={"\u00a0"} type="date" required max={today()} value={day} error={wrong("day")} onChange={(e) => setDay(e.target.value)} />
        </div>
        <TextField label={t("time.note")} maxLength={1000} value={note} error={wrong("note")} onChange={(e) => setNote(e.target.value)} />
        <CheckField label={t("time.isBillable")} checked={billable} onChange={(e) => setBillable(e.target.checked)} />
        <div className="dialog-foot">
          {entry && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(entry)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(entry ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
