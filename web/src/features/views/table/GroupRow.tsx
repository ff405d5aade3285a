import type { Group } from "../../../api/types";
import { t } from "../../../i18n";
import { Icon } from "../../../ui";
import type { Catalogue } from "../catalogue";
import { sumText } from "../figures";
import { GroupLabel } from "../GroupLabel";
import type { Settings } from "../settings";
import type { Placed } from "./columns";

interface Props { group: Group; by: string; open: boolean; index: number; top: number; columns: Placed[]; template: string; aggregates: Settings["aggregates"]; catalogue: Catalogue; onToggle: () => void }

/** The head of a group: what its tickets have in common, how many they are, and what their figures come to, each below its column. */
export default function GroupRow({ group, by, open, index, top, columns, template, aggregates, catalogue, onToggle }: Props) {
  const first = columns.findIndex((c) => aggregates[c.field] && catalogue.find(c.field));
  const lead = first < 1 ? (first === 0 ? 1 : columns.length) : first;
  return (
    <div role="row" data-line={index} aria-rowindex={index + 2} className="grid-row group-row" style={{ insetBlockStart: top, gridTemplateColumns: template }}>
      <span role="gridcell" className="group-cell frozen" tabIndex={-1} data-col={0} style={{ gridColumn: `1 / span ${lead + 1}` }}>
        <button type="button" className="group-toggle" aria-expanded={open} onClick={onToggle}>
          <Icon name={open ? "down" : "right"} /><GroupLabel group={group} by={by} catalogue={catalogue} />
          <span className="muted num">{t("list.count", { count: group.count })}{group.exact ? "" : "+"}</span>
          {first === 0 && columns[0] && <span className="muted num">{sumText(group, columns[0].field, aggregates, catalogue)}</span>}
        </button>
      </span>
      {columns.slice(lead).map((c, i) => <span key={c.field} role="gridcell" tabIndex={-1} data-col={lead + i + 1} className="cell num group-sum">{sumText(group, c.field, aggregates, catalogue)}</span>)}
    </div>
  );
}
