import type { PriorityLevel } from "../../../api/types";
import { maybe, t } from "../../../i18n";
import { PriorityBadge } from "../../../ui";
import type { Editing } from "./TypeEditor";

const LEVELS = [1, 2, 3] as const;
const PRIORITIES: readonly PriorityLevel[] = [1, 2, 3, 4];

export function GeneralTab({ draft }: Editing) {
  const { priorityMatrix, confidential } = draft.now;
  const set = (row: number, column: number, to: number): void =>
    draft.change((d) => ({ ...d, priorityMatrix: d.priorityMatrix.map((r, i) => (i === row ? r.map((p, j) => (j === column ? to : p)) : r)) }));
  return (
    <div className="editor-main general">
      <section className="section">
        <h2>{t("types.priorities")}</h2>
        <p className="muted">{t("types.prioritiesText")}</p>
        {draft.problems.at("priorityMatrix") && <p className="field-error" role="alert">{draft.problems.at("priorityMatrix")}</p>}
        <div className="table-wrap matrix">
          <table className="table">
            <caption className="sr-only">{t("types.priorities")}</caption>
            <thead><tr><td />{LEVELS.map((u) => <th key={u} scope="col">{t("field.urgency")}: {t(`level.${u}`)}</th>)}</tr></thead>
            <tbody>
              {LEVELS.map((impact, row) => (
                <tr key={impact}>
                  <th scope="row">{t("field.impact")}: {t(`level.${impact}`)}</th>
                  {LEVELS.map((urgency, column) => {
                    const value = priorityMatrix[row]?.[column] ?? 4;
                    return (
                      <td key={urgency}>
                        <span className="row">
                          <select className="input" aria-label={t("priority.cell", { impact: t(`level.${impact}`), urgency: t(`level.${urgency}`), n: value })} value={value} onChange={(e) => set(row, column, Number(e.target.value))}>
                            {PRIORITIES.map((p) => <option key={p} value={p}>{`P${p} ${maybe(`priority.${p}`, "")}`}</option>)}
                          </select>
                          <PriorityBadge value={value} />
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="section">
        <h2>{t("types.confidential")}</h2>
        <label className="check"><input type="checkbox" checked={confidential} onChange={(e) => draft.change((d) => ({ ...d, confidential: e.target.checked }))} /><span>{t("types.confidentialOn")}</span></label>
        <p className="muted">{t("types.confidentialText")}</p>
      </section>
    </div>
  );
}
