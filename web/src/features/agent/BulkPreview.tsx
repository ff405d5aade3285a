import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Json, TicketRow, TicketType } from "../../api/types";
import { FieldInput } from "../../fields";
import { t } from "../../i18n";
import { Button, Dialog, ErrorState, SelectField, Skeleton } from "../../ui";
import { changeWords } from "../macro/changes";
import { settable } from "../macro/ChangeRows";
import { bulkPreview, why, type BulkCommand } from "./bulk";

const SHOWN = 100;

/** Who would change and who not, before anything does. */
export function BulkPreview({ rows, command, words, onDo, onClose }: { rows: TicketRow[]; command: BulkCommand; words: string; onDo: () => void; onClose: () => void }) {
  const [asked] = useState(() => crypto.randomUUID());
  const tried = useQuery({ queryKey: ["bulk-preview", asked], queryFn: () => bulkPreview(rows, command), staleTime: Infinity, gcTime: 0, retry: false });
  const number = (id: string): string => rows.find((r) => r.id === id)?.number ?? "?";
  const { data } = tried;
  return (
    <Dialog title={words} onClose={onClose} wide>
      {tried.error ? <ErrorState error={tried.error} retry={() => void tried.refetch()} /> : !data ? <Skeleton lines={5} /> : (
        <>
          <h3>{t("bulk.would", { count: data.changed.length })}</h3>
          <ul>{data.changed.slice(0, SHOWN).map((c) => <li key={c.id}><strong>{number(c.id)}</strong> {(c.changes ?? []).map(changeWords).join("; ") || t("bulk.same")}</li>)}</ul>
          {data.refused.length > 0 && <><h3>{t("bulk.wouldNot", { count: data.refused.length })}</h3><ul>{data.refused.slice(0, SHOWN).map((r) => <li key={r.id}><strong>{number(r.id)}</strong> {why(r.problem)}</li>)}</ul></>}
        </>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="primary" data-first disabled={!data?.changed.length} onClick={onDo}>{t("bulk.do", { count: data?.changed.length ?? 0 })}</Button></div>
    </Dialog>
  );
}

/** One custom field, with a value for all. */
export function BulkField({ types, onChoose, onClose }: { types: TicketType[]; onChoose: (command: BulkCommand, words: string) => void; onClose: () => void }) {
  const fields = useMemo(() => settable(types).filter((f) => types.every((x) => (x.fields ?? []).some((y) => y.key === f.key && !y.retired))), [types]);
  const [key, setKey] = useState(fields[0]?.key ?? "");
  const [value, setValue] = useState<Json>(null);
  const field = fields.find((f) => f.key === key);
  return (
    <Dialog title={t("bulk.field")} onClose={onClose}>
      {!field ? <p className="muted">{t("bulk.noField")}</p> : (
        <form onSubmit={(e) => { e.preventDefault(); onChoose({ change: { fields: { [key]: value } } }, field.name); }}>
          <SelectField label={t("bulk.field")} value={key} onChange={(e) => { setKey(e.target.value); setValue(null); }}>{fields.map((f) => <option key={f.key} value={f.key}>{f.name}</option>)}</SelectField>
          <FieldInput key={key} field={{ ...field, required: false }} value={value} onChange={setValue} />
          <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary">{t("bulk.preview")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
