import { memo, type HTMLAttributes, type KeyboardEvent } from "react";
import { Link } from "react-router";
import type { Field, TicketRow } from "../../../api/types";
import { FieldCell, isEmpty } from "../../../fields";
import { t } from "../../../i18n";
import { Avatar, Icon, PriorityBadge } from "../../../ui";
import { ticketPath, type Place } from "../../agent/place";

interface Props {
  row: TicketRow; extras: string[]; fieldOf: (row: TicketRow, id: string) => Field | undefined; place: Place; lifted: boolean; keys: boolean;
  pointer: HTMLAttributes<HTMLElement>; onKeys: (e: KeyboardEvent<HTMLElement>) => void; onLeave: () => void;
}

/** A ticket on a board. */
export const Card = memo(function Card({ row, extras, fieldOf, place, lifted, keys, pointer, onKeys, onLeave }: Props) {
  return (
    <li className={`card ${lifted ? "lifted" : ""} ${row.unread ? "unread" : ""}`} {...pointer}>
      <span className="row"><span className="muted small num">{row.number}</span><PriorityBadge value={row.priority} /><span className="grow" />
        <button type="button" id={`grip-${row.id}`} className="grip" aria-label={t("board.move", { number: row.number })} aria-pressed={lifted && keys} title={t("board.moveHint")} onKeyDown={onKeys} onBlur={onLeave}><Icon name="grip" /></button>
      </span>
      <Link to={ticketPath(row.number, place)} className="title-link card-title" draggable={false}>
        {row.unread && <><span className="unread-dot" aria-hidden="true" /><span className="sr-only">{t("list.unread")} </span></>}{row.title}
      </Link>
      {extras.map((id) => {
        const field = fieldOf(row, id);
        return field && !isEmpty(row.fields?.[id]) ? <span key={id} className="card-field small"><span className="muted">{field.name}</span><FieldCell field={field} value={row.fields?.[id]} refs={row.refs} /></span> : null;
      })}
      <span className="row card-foot small">{row.tags.slice(0, 2).map((tag) => <span key={tag} className="tag">{tag}</span>)}<span className="grow" />
        {row.assignee ? <span className="row truncate" title={row.assignee.name}><Avatar name={row.assignee.name} size={20} /><span className="truncate">{row.assignee.name}</span></span> : <span className="muted">{t("ticket.nobody")}</span>}
      </span>
    </li>
  );
});
