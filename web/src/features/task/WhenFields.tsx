import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Schedule, ScheduleKind } from "../../api/types";
import { short, t } from "../../i18n";
import { CheckField, SelectField, TextField } from "../../ui";
import { useSettled } from "../agent/data";
import { describe, monthName, WEEKDAYS, weekdayName } from "./describe";

const KINDS: ScheduleKind[] = ["once", "daily", "weekly", "monthly", "yearly"];
const zones = (): string[] => (typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : []);

/** When: only what the kind needs is asked, and what comes of it is shown. */
export function WhenFields({ schedule: s, wrong, onChange }: { schedule: Schedule; wrong: (field: string) => string | undefined; onChange: (s: Schedule) => void }) {
  const set = (part: Partial<Schedule>): void => onChange({ ...s, ...part });
  const known = zones();
  const start = new Date(`${s.start}T00:00:00Z`);
  return (
    <>
      <div className="form-grid three">
        <SelectField label={t("schedules.kind")} value={s.kind} error={wrong("kind")} onChange={(e) => set({ kind: e.target.value as ScheduleKind })}>{KINDS.map((k) => <option key={k} value={k}>{t(`schedules.kind.${k}`)}</option>)}</SelectField>
        {s.kind !== "once" && <TextField label={t(`schedules.every.${s.kind}`)} type="number" min={1} max={100} value={s.interval} error={wrong("interval")} onChange={(e) => set({ interval: Number(e.target.value) })} />}
        <TextField label={t("schedules.time")} type="time" required value={s.time} error={wrong("time")} onChange={(e) => set({ time: e.target.value })} />
      </div>
      {s.kind === "weekly" && (
        <div className="row wrap step-checks" role="group" aria-label={t("schedules.weekdays")}>
          {WEEKDAYS.map((d) => <CheckField key={d} label={weekdayName(d)} checked={s.weekdays.includes(d)} onChange={(e) => set({ weekdays: e.target.checked ? WEEKDAYS.filter((x) => x === d || s.weekdays.includes(x)) : s.weekdays.filter((x) => x !== d) })} />)}
          {wrong("weekdays") && <p className="field-error" role="alert">{wrong("weekdays")}</p>}
        </div>
      )}
      {(s.kind === "monthly" || s.kind === "yearly") && (
        <div className="form-grid">
          {s.kind === "yearly" && <SelectField label={t("schedules.month")} value={s.month ?? start.getUTCMonth() + 1} error={wrong("month")} onChange={(e) => set({ month: Number(e.target.value) })}>{Array.from({ length: 12 }, (_, i) => <option key={i} value={i + 1}>{monthName(i + 1)}</option>)}</SelectField>}
          <SelectField label={t("schedules.dayOfMonth")} value={s.dayOfMonth ?? start.getUTCDate()} error={wrong("dayOfMonth")} onChange={(e) => set({ dayOfMonth: Number(e.target.value) })}>
            {Array.from({ length: 31 }, (_, i) => <option key={i} value={i + 1}>{t("schedules.day", { n: i + 1 })}</option>)}<option value={-1}>{t("schedules.lastDay")}</option>
          </SelectField>
        </div>
      )}
      <div className="form-grid three">
        <TextField label={t(s.kind === "once" ? "time.day" : "schedules.start")} type="date" required value={s.start} error={wrong("start")} onChange={(e) => set({ start: e.target.value })} />
        {s.kind !== "once" && <TextField label={t("schedules.end")} type="date" min={s.start} value={s.end ?? ""} error={wrong("end")} onChange={(e) => set({ end: e.target.value || null })} />}
        <SelectField label={t("person.timeZone")} value={s.zone} error={wrong("zone")} onChange={(e) => set({ zone: e.target.value })}>{(known.includes(s.zone) ? known : [s.zone, ...known]).map((z) => <option key={z}>{z}</option>)}</SelectField>
      </div>
      <Preview schedule={s} />
    </>
  );
}

function Preview({ schedule }: { schedule: Schedule }) {
  const settled = useSettled(JSON.stringify(schedule), 300);
  const next = useQuery({ queryKey: ["schedule-preview", settled], queryFn: () => api<{ next: string[] }>("/scheduled-tickets/preview", { body: { schedule: JSON.parse(settled) as Schedule } }), retry: false, staleTime: 60_000, placeholderData: (before) => before });
  return (
    <div className="schedule-preview" aria-live="polite">
      {next.error || !schedule.start || !schedule.time ? null : <strong>{describe(schedule)}</strong>}
      {next.data && !next.error && (next.data.next.length ? <ol>{next.data.next.map((at) => <li key={at}>{short(at)}</li>)}</ol> : <p className="muted">{t("schedules.neverAgain")}</p>)}
    </div>
  );
}
