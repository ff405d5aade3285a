import { useState } from "react";
import { t } from "../../i18n";
import { Field } from "../../ui";

const UNITS = [["minutes", 1], ["hours", 60], ["days", 1440]] as const;
/** The largest unit that says it in whole numbers. */
export function inUnits(minutes: number): { amount: number; unit: number } {
  const unit = [1440, 60].find((u) => minutes >= u && minutes % u === 0) ?? 1;
  return { amount: minutes / unit, unit };
}

/** A length of time, in the unit that one thinks in. */
export function Minutes({ label, value, error, onChange }: { label: string; value: number; error: string | undefined; onChange: (minutes: number) => void }) {
  const [unit, setUnit] = useState(() => inUnits(value).unit);
  return (
    <Field label={label} error={error}>{(wired) => (
      <span className="row rule-minutes">
        <input className="input" type="number" min={1} max={Math.floor(5_256_000 / unit)} required {...wired} value={value ? Math.round((value / unit) * 100) / 100 : ""} onChange={(e) => onChange(Math.round(Number(e.target.value) * unit))} />
        <select className="input" aria-label={t("rules.unit")} value={unit} onChange={(e) => { const to = Number(e.target.value); onChange(Math.round((value / unit) * to)); setUnit(to); }}>{UNITS.map(([name, size]) => <option key={size} value={size}>{t(`rules.unit.${name}`)}</option>)}</select>
      </span>
    )}</Field>
  );
}
