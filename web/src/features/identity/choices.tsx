import type { SelectHTMLAttributes } from "react";
import { LANGUAGES, t } from "../../i18n";
import { SelectField, TextField } from "../../ui";

const zones: string[] = Intl.supportedValuesOf?.("timeZone") ?? [];
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Typed, with the known zones offered: a list of four hundred is no choice. */
export function ZoneField({ value, onChange, error, hint, required }: { value: string; onChange: (to: string) => void; error?: string | undefined; hint?: string; required?: boolean }) {
  return (
    <>
      <TextField label={t("person.timeZone")} hint={hint} error={error} list="zones" required={required} value={value} onChange={(e) => onChange(e.target.value)} autoComplete="off" />
      <datalist id="zones">{zones.map((z) => <option key={z} value={z} />)}</datalist>
    </>
  );
}

export const LanguageField = ({ inherit, ...rest }: { inherit?: boolean } & SelectHTMLAttributes<HTMLSelectElement>) => (
  <SelectField label={t("person.language")} {...rest}>
    {inherit && <option value="">{t("person.asOrganisation")}</option>}
    {Object.entries(LANGUAGES).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
  </SelectField>
);
