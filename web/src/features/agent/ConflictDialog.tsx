import type { Ticket, TicketRow } from "../../api/types";
import { useSession } from "../../app/session";
import { formatField } from "../../fields";
import { maybe, t } from "../../i18n";
import { Button, Dialog } from "../../ui";
import { shownWith, type Part } from "./change";
import { settleConflict, type Conflict } from "./conflict";

/** Shows what the other person made of it, what you wanted, and lets you decide. */
export default function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const session = useSession();
  const { before, now, wish, fields, again } = conflict;
  const type = session.type(now.typeId);
  const custom = (part: Part) => (part.startsWith("fields.") ? type?.fields?.find((f) => f.key === part.slice(7)) : undefined);
  const said = (ticket: TicketRow & Partial<Ticket>, field: Part): string => {
    const own = custom(field);
    if (own) return formatField(own, ticket.fields?.[own.key], ticket.refs) || t("ticket.none");
    switch (field) {
      case "status": return type?.statuses.find((s) => s.key === ticket.status)?.name ?? ticket.status;
      case "assigneeId": return ticket.assignee?.name ?? t("ticket.nobody");
      case "teamId": return ticket.team?.name ?? t("ticket.none");
      case "categoryId": return ticket.category?.name ?? t("ticket.none");
      case "requesterId": return ticket.requester.name;
      case "tags": return ticket.tags.join(", ");
      case "impact": case "urgency": return maybe(`level.${ticket[field] ?? 3}`, String(ticket[field]));
      default: return String(ticket[field as keyof TicketRow] ?? "");
    }
  };
  return (
    <Dialog title={t("conflict.title", { number: now.number })} onClose={settleConflict}>
      <p>{t("conflict.text")}</p>
      <div className="table-wrap">
        <table className="table">
          <thead><tr><th scope="col">{t("conflict.field")}</th><th scope="col">{t("conflict.before")}</th><th scope="col">{t("conflict.theirs")}</th><th scope="col">{t("conflict.yours")}</th></tr></thead>
          <tbody>
            {fields.map((f) => (
              <tr key={f}><th scope="row">{custom(f)?.name ?? maybe(`field.${f.replace(/Id$/, "")}`, f)}</th><td>{said(before, f)}</td><td>{said(now, f)}</td><td><strong>{said({ ...now, ...shownWith(now, wish.show) }, f)}</strong></td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-foot">
        <Button onClick={settleConflict}>{t("conflict.keep")}</Button>
        <Button kind="primary" onClick={() => { settleConflict(); again(); }}>{t("conflict.apply")}</Button>
      </div>
    </Dialog>
  );
}
