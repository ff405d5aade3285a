import { useState } from "react";
import type { SlaCalendar } from "../../api/types";
import { number, t } from "../../i18n";
import { Button, EmptyState, ErrorState, Skeleton, Table } from "../../ui";
import { CalendarDialog } from "./CalendarDialog";
import { useCalendars } from "./data";
import { shiftLength, spanText } from "./describe";

/** The hours that count for the desk's promises. */
export function Calendars({ deskId }: { deskId: string }) {
  const calendars = useCalendars(deskId);
  const [editing, setEditing] = useState<SlaCalendar | "new" | null>(null);
  const rows = calendars.data ?? [];
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t("sla.calendars")}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("sla.addCalendar")}</Button></div>
      <p className="muted small">{t("sla.calendarsText")}</p>
      {calendars.error ? <ErrorState error={calendars.error} retry={() => void calendars.refetch()} /> : calendars.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="calendar" title={t("sla.noCalendars")} text={t("sla.noCalendarsText")} /> : (
        <Table label={t("sla.calendars")} rows={rows} rowKey={(r) => r.id} columns={[
          { id: "name", title: t("person.name"), cell: (r) => <strong>{r.name}</strong> },
          { id: "zone", title: t("sla.zone"), cell: (r) => r.zone },
          { id: "week", title: t("sla.perWeek"), num: true, cell: (r) => spanText(r.shifts.reduce((sum, s) => sum + shiftLength(s), 0)) },
          { id: "holidays", title: t("sla.holidays"), num: true, cell: (r) => number(r.holidays.length) },
          { id: "do", title: "", cell: (r) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(r)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <CalendarDialog calendar={editing === "new" ? null : editing} deskId={deskId} onClose={() => setEditing(null)} />}
    </section>
  );
}
