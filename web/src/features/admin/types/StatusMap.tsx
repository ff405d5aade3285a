import { t } from "../../../i18n";
import { SelectField } from "../../../ui";
import type { Definition } from "./model";

/** Where the tickets of statuses that are gone go. */
export function StatusMap({ gone, next, map, wrong, onChange }: { gone: { key: string; name: string; tickets: number | null }[]; next: Definition; map: Record<string, string>; wrong: (field: string) => string | undefined; onChange: (map: Record<string, string>) => void }) {
  return gone.map((s) => (
    <SelectField key={s.key} label={s.tickets === null ? t("types.mapFrom", { name: s.name }) : t("types.mapCount", { name: s.name, count: s.tickets })} required value={map[s.key] ?? ""} error={wrong(`statusMap.${s.key}`)} onChange={(e) => onChange({ ...map, [s.key]: e.target.value })}>
      <option value="">{t("types.mapChoose")}</option>
      {next.statuses.map((x) => <option key={x.key} value={x.key}>{x.name}</option>)}
    </SelectField>
  ));
}
