import { useState } from "react";
import type { Field, Json } from "../../api/types";
import { exact, t } from "../../i18n";
import { ordered, quoted } from "../filters";
import { TypedInput } from "../inputs/TypedInput";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { configText, textOf } from "../values";
import { formatDateTime, formatDay, formatRange, formatTime, fromLocal, parseDateTime, parseDay, parseRange, parseTime, rangeOf, toLocal } from "./dates";
import { formatWeek, parseWeek, weekDays } from "./weeks";

const bounds = (field: Field): { min?: string; max?: string } => {
  const [min, max] = [configText(field, "min"), configText(field, "max")];
  return { ...(min ? { min } : {}), ...(max ? { max } : {}) };
};
// The browser's own controls: they speak the reader's language, and work with keys and on phones.
const DateInput = (props: InputProps) => <TypedInput {...props} parse={parseDay} write={(v) => textOf(v)} type="date" {...bounds(props.field)} />;
const TimeInput = (props: InputProps) => <TypedInput {...props} parse={parseTime} write={(v) => textOf(v)} type="time" />;
const local = (text: string) => (text ? { value: fromLocal(text) ?? null } : { value: null });
const DateTimeInput = (props: InputProps) => <TypedInput {...props} parse={local} write={(v) => (textOf(v) ? toLocal(textOf(v)) : "")} type="datetime-local" />;

function RangeInput({ field, value, wired, onChange, onProblem }: InputProps) {
  const [days, setDays] = useState(rangeOf(value));
  const set = (part: Partial<typeof days>): void => {
    const to = { ...days, ...part };
    setDays(to);
    const wrong = Boolean(to.from) !== Boolean(to.to) ? t("fields.bothDays") : to.from > to.to ? t("fields.endFirst") : undefined;
    onProblem(wrong);
    if (!wrong) onChange(to.from ? to : null);
  };
  const { id, "aria-labelledby": _label, ...rest } = wired;
  return (
    <div className="row wrap range" role="group" aria-label={field.name}>
      <input {...rest} id={id} className="input" type="date" aria-label={t("fields.first")} value={days.from} onChange={(e) => set({ from: e.target.value })} />
      <span aria-hidden="true">–</span>
      <input {...rest} className="input" type="date" aria-label={t("fields.last")} min={days.from} value={days.to} onChange={(e) => set({ to: e.target.value })} />
    </div>
  );
}

const WeekInput = (props: InputProps) => (
  <div className="row wrap with-unit">
    <TypedInput {...props} parse={parseWeek} write={(v) => textOf(v)} placeholder={t("fields.weekExample")} />
    <span className="muted small" aria-live="polite">{weekDays(props.value)}</span>
  </div>
);

const At = ({ value }: DisplayProps) => (Number.isNaN(Date.parse(textOf(value))) ? <>{textOf(value)}</> : <time dateTime={textOf(value)} title={exact(textOf(value))}>{formatDateTime(value)}</time>);
const WeekDisplay = ({ value }: DisplayProps) => <span title={weekDays(value)}>{formatWeek(value)}</span>;
const quotedText = (value: Json): string => (value === null ? "empty" : quoted(textOf(value)));
const moment = { format: formatDateTime, parse: null, edit: "none", Input: null, Display: At, filter: ordered("date_time") } as const satisfies FieldKindUi;

export const dateKinds = {
  date: { format: formatDay, parse: parseDay, edit: "panel", Input: DateInput, filter: ordered("date") },
  date_time: { format: formatDateTime, parse: parseDateTime, edit: "panel", Input: DateTimeInput, Display: At, filter: ordered("date_time") },
  date_range: { format: formatRange, parse: parseRange, edit: "panel", Input: RangeInput, filter: ordered("date", (v) => rangeOf(v).from || v) },
  time_of_day: { format: formatTime, parse: parseTime, edit: "panel", Input: TimeInput, filter: { ...ordered("time_of_day"), write: quotedText } },
  week: { format: formatWeek, parse: parseWeek, edit: "panel", Input: WeekInput, Display: WeekDisplay, filter: { ...ordered("week"), write: quotedText } },
  created_at: moment,
  changed_at: moment,
} satisfies Record<string, FieldKindUi>;
