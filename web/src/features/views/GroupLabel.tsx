import type { Group } from "../../api/types";
import { t } from "../../i18n";
import { PersonName, PriorityBadge, StatusBadge } from "../../ui";
import { priorityName, statusesOf, type Catalogue } from "./catalogue";

const PEOPLE = new Set(["assignee", "requester"]);
/** What the tickets of a group have in common, drawn as it is in a cell. */
export function GroupLabel({ group, by, catalogue }: { group: Group; by: string; catalogue: Catalogue }) {
  const field = catalogue.find(by)?.field;
  if (group.value === null) return <span className="muted truncate">{by === "assignee" ? t("ticket.nobody") : t("ticket.none")}</span>;
  if (by === "status") {
    const status = statusesOf(catalogue.types).find((s) => s.key === group.value);
    if (status) return <StatusBadge category={status.category} name={status.name} />;
  }
  if (by === "priority") return <span className="row"><PriorityBadge value={Number(group.value)} /><span className="sr-only">{priorityName(Number(group.value))}</span></span>;
  const colour = group.colour ?? field?.options.find((o) => o.key === group.value)?.colour;
  if (PEOPLE.has(by) || field?.kind === "person") return <PersonName name={group.label} />;
  return <span className="option-name truncate">{colour && <span className="swatch" style={{ background: colour }} aria-hidden="true" />}<span className="truncate">{group.label}</span></span>;
}
