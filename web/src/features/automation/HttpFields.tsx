import { useState } from "react";
import { Link } from "react-router";
import type { Json } from "../../api/types";
import { t } from "../../i18n";
import { Button, IconButton } from "../../ui";
import { Choice, Plain, textOf, type FormProps } from "./ActionFields";

const METHODS = ["POST", "PUT", "PATCH", "GET", "DELETE"].map((id) => ({ id, name: id }));
const objectOf = (of: Json | undefined): [string, string][] => (of && typeof of === "object" && !Array.isArray(of) ? Object.entries(of).map(([name, value]) => [name, textOf(value)]) : []);

/** A call of another program. Secrets stand in its connection, never in the rule, which the whole desk can read. */
export function HttpFields(p: FormProps) {
  const { data, at, world, wrong, set } = p;
  return (
    <>
      <Choice {...p} part="endpoint" label="rules.which.connection" none="rules.noConnection" options={world.connections} hint={t("rules.secretHint")} />
      <p className="hint"><Link to="/admin/connections/http" target="_blank">{t("rules.newConnection")}</Link></p>
      <div className="rule-http"><Choice {...p} part="method" label="rules.method" options={METHODS} /><Plain {...p} part="url" label={data["endpoint"] ? "rules.path" : "rules.url"} hint={data["endpoint"] ? "rules.pathHint" : "rules.urlHint"} most={2000} /></div>
      <Headers label={t("rules.headers")} rows={objectOf(data["headers"])} error={[`${at}headers`, ...objectOf(data["headers"]).map(([name]) => `${at}headers.${name}`), `${at}secretHeaders`].map(wrong).find(Boolean)} onChange={(rows) => set({ headers: Object.fromEntries(rows) })} />
      {data["method"] !== "GET" && data["method"] !== "DELETE" && <Plain {...p} part="body" label="rules.body" most={20_000} lines={5} />}
    </>
  );
}

/** Rows with a name and a value; two with the same name are kept apart until one of them is named anew. */
function Headers({ label, rows: given, error, onChange }: { label: string; rows: [string, string][]; error: string | undefined; onChange: (rows: [string, string][]) => void }) {
  const [rows, setRows] = useState(given);
  const put = (to: [string, string][]): void => { setRows(to); onChange(to.filter(([name]) => name.trim()).map(([name, value]) => [name.trim(), value])); };
  const row = (i: number, part: 0 | 1, value: string): void => put(rows.map((r, at) => (at === i ? (part ? [r[0], value] : [value, r[1]]) : r)));
  return (
    <fieldset className="plain-fieldset field"><legend className="label">{label}</legend>
      {rows.map(([name, value], i) => (
        <div key={i} className="row rule-header">
          <input className="input" aria-label={t("rules.headerName", { n: i + 1 })} placeholder="Content-Type" maxLength={100} value={name} onChange={(e) => row(i, 0, e.target.value)} />
          <input className="input" aria-label={t("rules.headerValue", { n: i + 1 })} autoComplete="off" maxLength={2000} value={value} onChange={(e) => row(i, 1, e.target.value)} />
          <IconButton small icon="close" label={t("fields.remove", { name: name || label })} onClick={() => put(rows.filter((_, at) => at !== i))} />
        </div>
      ))}
      {error && <p className="field-error" role="alert">{error}</p>}
      {rows.length < 20 && <Button small kind="quiet" icon="plus" onClick={() => setRows([...rows, ["", ""]])}>{t("rules.addHeader")}</Button>}
    </fieldset>
  );
}
