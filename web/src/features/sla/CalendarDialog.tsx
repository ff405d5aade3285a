import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Shift, SlaCalendar } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, Field, FormError, TextField, toast } from "../../ui";
import { WEEKDAYS } from "./describe";
import { HolidayFields } from "./HolidayFields";
import { NextDays } from "./NextDays";
import { PreviewPart } from "./PreviewPart";
import { WeekFields } from "./WeekFields";

const OFFICE: Shift[] = WEEKDAYS.slice(0, 5).map((day) => ({ day, from: 8 * 60, to: 17 * 60 }));
const zones = (): string[] => (typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : []);

/** The hours of one zone: a week, holidays, and what comes of them in the next days. */
export function CalendarDialog({ calendar, deskId, onClose }: { calendar: SlaCalendar | null; deskId: string; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { organisation } = useSession();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: calendar?.name ?? "", zone: calendar?.zone ?? organisation.timeZone, shifts: calendar?.shifts ?? OFFICE, holidays: calendar?.holidays ?? [] });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const body = { id: calendar?.id ?? null, deskId, ...form, name: form.name.trim() };
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["sla"] });
    toast(t("sla.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (calendar) await api(`/sla/calendars/${calendar.id}`, { method: "PUT", body, version: calendar.version });
      else await api("/sla/calendars", { body, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: SlaCalendar): void => void run(async () => {
    await api(`/sla/calendars/${of.id}`, { method: "DELETE" });
    await done();
  });
  return (
    <Dialog wide title={calendar ? calendar.name : t("sla.addCalendar")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <Field label={t("sla.zone")} error={wrong("zone")}>{(wired) => <><input className="input" list="sla-zones" required {...wired} value={form.zone} onChange={(e) => set({ zone: e.target.value })} /><datalist id="sla-zones">{zones().map((z) => <option key={z} value={z} />)}</datalist></>}</Field>
        </div>
        <WeekFields shifts={form.shifts} wrong={wrong} onChange={(shifts) => set({ shifts })} />
        <HolidayFields holidays={form.holidays} wrong={wrong} onChange={(holidays) => set({ holidays })} />
        <NextDays calendar={body} />
        {calendar && <PreviewPart body={{ deskId, calendar: body }} />}
        <div className="dialog-foot">
          {calendar && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(calendar)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(calendar ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
