import type { Shift, Weekday } from "../../api/types";
import { t } from "../../i18n";
import { Button, IconButton } from "../../ui";
import { clockOf, minutesAt, shiftLength, spanText, WEEKDAYS, weekdayName } from "./describe";

const DAY = 24 * 60;
/** What is shown of a day: its own shifts, and what runs over from the day before. */
function pieces(shifts: Shift[], day: Weekday): { from: number; to: number }[] {
  const before = WEEKDAYS[(WEEKDAYS.indexOf(day) + 6) % 7];
  return shifts.flatMap((s) => [
    ...(s.day === day ? [{ from: s.from, to: s.to > s.from ? s.to : DAY }] : []),
    ...(s.day === before && s.to <= s.from && s.to > 0 ? [{ from: 0, to: s.to }] : []),
  ]);
}

/** The week as it is worked: bars to look at, times to change. */
export function WeekFields({ shifts, wrong, onChange }: { shifts: Shift[]; wrong: (field: string) => string | undefined; onChange: (to: Shift[]) => void }) {
  const put = (at: number, part: Partial<Shift> | null): void => onChange(part ? shifts.map((s, i) => (i === at ? { ...s, ...part } : s)) : shifts.filter((_, i) => i !== at));
  const first = shifts.find((s) => s.day === "MONDAY");
  return (
    <fieldset className="boxed">
      <legend>{t("sla.week")} <span className="muted">{spanText(shifts.reduce((sum, s) => sum + shiftLength(s), 0))}</span></legend>
      <div className="sla-week">
        {WEEKDAYS.map((day) => (
          <div key={day} className="sla-day" role="group" aria-label={weekdayName(day)}>
            <strong>{weekdayName(day)}</strong>
            <span className="sla-hours" aria-hidden="true">{pieces(shifts, day).map((p) => <span key={p.from} style={{ insetInlineStart: `${(p.from / DAY) * 100}%`, inlineSize: `${((p.to - p.from) / DAY) * 100}%` }} />)}</span>
            <span className="sla-times">
              {shifts.map((s, i) => s.day === day && (
                <span key={i} className="row">
                  <input className="input" type="time" aria-label={`${weekdayName(day)} ${t("sla.from")}`} value={clockOf(s.from)} onChange={(e) => put(i, { from: minutesAt(e.target.value) })} />–
                  <input className="input" type="time" aria-label={`${weekdayName(day)} ${t("sla.to")}`} value={clockOf(s.to)} onChange={(e) => put(i, { to: minutesAt(e.target.value, true) })} />
                  <IconButton small icon="close" label={t("sla.removeShift", { day: weekdayName(day) })} onClick={() => put(i, null)} />
                  {wrong(`shifts[${i}]`) && <span className="field-error" role="alert">{wrong(`shifts[${i}]`)}</span>}
                </span>
              ))}
              <IconButton small icon="plus" label={t("sla.addShift", { day: weekdayName(day) })} onClick={() => onChange([...shifts, { day, from: first?.from ?? 480, to: first?.to ?? 1020 }])} />
            </span>
          </div>
        ))}
      </div>
      {wrong("shifts") && <p className="field-error" role="alert">{wrong("shifts")}</p>}
      <Button small kind="quiet" onClick={() => onChange(WEEKDAYS.map((day) => ({ day, from: 0, to: DAY })))}>{t("sla.allDay")}</Button>
    </fieldset>
  );
}
