import { useRef } from "react";
import { upload } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Holiday } from "../../api/types";
import { t } from "../../i18n";
import { Button, CheckField, explain, IconButton, toast } from "../../ui";

/** What comes every year is the same day, whichever year it was first written for. */
const keyOf = (h: Holiday): string => (h.yearly ? `${h.first.slice(4)}${h.last.slice(4)}${h.name}` : `${h.first}${h.last}${h.name}`);
const today = (): string => new Date().toISOString().slice(0, 10);

/** Days on which nothing counts: written, or taken from a calendar file. */
export function HolidayFields({ holidays, wrong, onChange }: { holidays: Holiday[]; wrong: (field: string) => string | undefined; onChange: (to: Holiday[]) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const put = (at: number, part: Partial<Holiday> | null): void => onChange(part ? holidays.map((h, i) => (i === at ? { ...h, ...part } : h)) : holidays.filter((_, i) => i !== at));
  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    try {
      const read = await upload<{ holidays: Holiday[]; leftOut: number }>("/sla/calendars/holidays", chosen, () => undefined);
      const there = new Set(holidays.map(keyOf));
      const more = read.holidays.filter((h) => !there.has(keyOf(h)));
      onChange([...holidays, ...more].sort((a, b) => a.first.localeCompare(b.first)));
      toast(`${t("sla.taken", { count: more.length })} ${read.leftOut ? t("sla.leftOut", { count: read.leftOut }) : ""}`);
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    if (file.current) file.current.value = "";
  }
  return (
    <fieldset className="boxed">
      <legend>{t("sla.holidays")}</legend>
      <div className="row">
        <Button small icon="plus" onClick={() => onChange([...holidays, { first: today(), last: today(), name: "", yearly: false }])}>{t("sla.addHoliday")}</Button>
        <Button small icon="upload" onClick={() => file.current?.click()}>{t("sla.takeFile")}</Button>
        <input ref={file} type="file" accept=".ics,text/calendar" className="sr-only" tabIndex={-1} aria-label={t("sla.takeFile")} onChange={(e) => void take(e.target.files?.[0])} />
      </div>
      {wrong("holidays") && <p className="field-error" role="alert">{wrong("holidays")}</p>}
      <div className="sla-holidays">
        {holidays.map((h, i) => (
          <div key={i} className="sla-holiday">
            <input className="input" type="date" required aria-label={t("sla.firstDay")} value={h.first} onChange={(e) => put(i, { first: e.target.value, last: h.last < e.target.value || h.last === h.first ? e.target.value : h.last })} />
            <input className="input" type="date" required min={h.first} aria-label={t("sla.lastDay")} value={h.last} onChange={(e) => put(i, { last: e.target.value })} />
            <input className="input" maxLength={100} aria-label={t("person.name")} placeholder={t("person.name")} value={h.name} onChange={(e) => put(i, { name: e.target.value })} />
            <CheckField label={t("sla.yearly")} checked={h.yearly} onChange={(e) => put(i, { yearly: e.target.checked })} />
            <IconButton small icon="close" label={t("sla.removeHoliday", { name: h.name || h.first })} onClick={() => put(i, null)} />
            {wrong(`holidays[${i}]`) && <p className="field-error" role="alert">{wrong(`holidays[${i}]`)}</p>}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
