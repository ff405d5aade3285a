import type { Import } from "../../api/types";
import { t } from "../../i18n";

/** The first rows, as they were read: what is wrong here will be wrong everywhere. */
export function Preview({ preview }: { preview: NonNullable<Import["preview"]> }) {
  const rows = Math.max(0, ...preview.columns.map((c) => c.samples.length));
  return (
    <section className="section">
      <h2>{t("imports.preview")}</h2>
      <p className="muted">{t("imports.readAs", { encoding: preview.encoding, delimiter: preview.delimiter === "\t" ? "Tab" : preview.delimiter })}</p>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={t("imports.preview")}>
        <table className="table">
          <thead><tr>{preview.columns.map((c) => <th key={c.name} scope="col">{c.name}</th>)}</tr></thead>
          <tbody>{Array.from({ length: rows }, (_, i) => <tr key={i}>{preview.columns.map((c) => <td key={c.name} className="samples truncate">{c.samples[i] ?? ""}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}
