import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { SlaCalendar } from "../../api/types";
import { currentLocale, t } from "../../i18n";
import { Skeleton } from "../../ui";
import { useSettled } from "../agent/data";

interface Shown { ranges: { from: string; until: string }[]; holidays: string[] }

/** The hours of the next two weeks as the calendar is now, in its own zone. */
export function NextDays({ calendar }: { calendar: Omit<SlaCalendar, "id" | "version"> & { id: string | null } }) {
  const settled = useSettled(JSON.stringify({ ...calendar, name: calendar.name || "x" }), 400);
  const shown = useQuery({ queryKey: ["sla", "next-days", settled], queryFn: () => api<Shown>("/sla/calendars/preview", { body: { calendar: JSON.parse(settled) as unknown, days: 14 } }), placeholderData: (before) => before, retry: false });
  let zone: string | undefined = calendar.zone;
  try { new Intl.DateTimeFormat("en", { timeZone: zone }); } catch { zone = undefined; }
  const write = (options: Intl.DateTimeFormatOptions) => (iso: string): string => new Intl.DateTimeFormat(currentLocale(), { ...options, ...(zone ? { timeZone: zone } : {}) }).format(new Date(iso));
  const dayName = write({ weekday: "short", day: "numeric", month: "short" });
  const time = write({ hour: "2-digit", minute: "2-digit" });
  const days = new Map<string, string[]>();
  for (const r of shown.data?.ranges ?? []) {
    const name = dayName(r.from);
    days.set(name, [...(days.get(name) ?? []), `${time(r.from)}–${time(r.until)}`]);
  }
  return (
    <section className="section" aria-live="polite">
      <h3>{t("sla.nextDays")}</h3>
      {shown.error ? <p className="muted">{t("sla.nextDaysNot")}</p> : !shown.data ? <Skeleton lines={2} /> : (
        <>
          <ul className="plain-list sla-preview-days">{Array.from(days, ([name, hours]) => <li key={name}><strong>{name}</strong>{hours.map((h) => <span key={h} className="num small">{h}</span>)}</li>)}</ul>
          {shown.data.holidays.length > 0 && <p className="small">{t("sla.holidaysThen", { days: shown.data.holidays.join(", ") })}</p>}
        </>
      )}
    </section>
  );
}
