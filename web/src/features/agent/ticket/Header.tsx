import { useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import type { Ticket } from "../../../api/types";
import { useSession } from "../../../app/session";
import { maybe, t } from "../../../i18n";
import { Icon, IconButton, PriorityBadge, RelativeTime, StatusBadge } from "../../../ui";
import { useChange } from "../change";
import { listPath, type Place } from "../place";
import { TicketMenu } from "./TicketMenu";

export function Header({ ticket, place, beside, onBeside, onCopy }: { ticket: Ticket; place: Place; beside: boolean | undefined; onBeside: () => void; onCopy: () => void }) {
  const type = useSession().type(ticket.typeId);
  const status = type?.statuses.find((s) => s.key === ticket.status)?.name ?? ticket.status;
  return (
    <header className="ticket-head">
      <div className="row ticket-line">
        <Link to={listPath({ ...place, number: null })} className="btn quiet icon small" aria-label={t("ticket.toList")} title={t("ticket.toList")}><Icon name="left" /></Link>
        {beside !== undefined && <IconButton small icon="panel" className="beside-button" label={t(beside ? "ticket.full" : "ticket.beside")} aria-pressed={beside} onClick={onBeside} />}
        <span className="ticket-number">{ticket.number}</span>
        <IconButton small icon="link" label={t("ticket.copyLink")} onClick={onCopy} />
        <StatusBadge category={ticket.statusCategory} name={status} />
        <PriorityBadge value={ticket.priority} />
        <TicketMenu ticket={ticket} />
        <span className="grow" />
        <span className="muted small truncate">{type?.name} · {maybe(`channel.${ticket.channel}`, ticket.channel)} · <RelativeTime at={ticket.created} /></span>
      </div>
      <Title ticket={ticket} />
    </header>
  );
}

function Title({ ticket }: { ticket: Ticket }) {
  const change = useChange();
  const [draft, setDraft] = useState<string | null>(null);
  const save = (): void => {
    const title = draft?.trim();
    setDraft(null);
    if (title && title !== ticket.title) void change(ticket, { change: { title }, show: { title }, words: t("field.title") });
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key === "Enter") { e.preventDefault(); save(); }
    if (e.key === "Escape") { e.stopPropagation(); setDraft(null); }
  };
  if (draft !== null)
    return <input className="title-input" aria-label={t("field.title")} autoFocus maxLength={250} value={draft} onChange={(e) => setDraft(e.target.value)} onKeyDown={keys} onBlur={save} />;
  if (!ticket.may.edit) return <h1 className="title-text">{ticket.title}</h1>;
  return <h1 className="title-text"><button type="button" title={t("ticket.editTitle")} onClick={() => setDraft(ticket.title)}>{ticket.title}</button></h1>;
}
