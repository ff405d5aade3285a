import { memo, type ReactNode } from "react";
import { Link } from "react-router";
import type { Field, TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { FieldCell, FieldEditor, formatField } from "../../../fields";
import { maybe, t } from "../../../i18n";
import { Editable, PersonName, PriorityBadge, RelativeTime, StatusBadge } from "../../../ui";
import type { Wish } from "../../agent/change";
import { Assignee, AssigneePicker, CategoryPicker, PersonPicker, PriorityPicker, StatusPicker, TeamPicker } from "../../agent/pickers";
import { ticketPath, type Place } from "../../agent/place";
import { likeCustom, NO_REFS } from "../catalogue";

export interface CellActions {
  place: Place; fieldOf: (row: TicketRow, id: string) => Field | undefined;
  onActive: (id: string) => void; onWish: (row: TicketRow, wish: Wish) => void; onEdit: (row: TicketRow, field: string | null) => void; onVote: (row: TicketRow, field: Field, on: boolean) => void;
}
interface Props { row: TicketRow; id: string; open: boolean; act: CellActions }

/** One value of one ticket, edited where it is read. */
export const Cell = memo(function Cell({ row, id, open, act }: Props) {
  const wish = (w: Wish): void => act.onWish(row, w);
  const edits = { open, onOpen: (to: boolean): void => { act.onActive(row.id); act.onEdit(row, to ? id : null); } };
  switch (id) {
    case "number": return <span className="muted num">{row.number}</span>;
    case "title": return <Title row={row} act={act} edits={edits} />;
    case "priority": return <Editable label={`${t("field.priority")}: P${row.priority}`} {...edits} picker={(a, close) => <PriorityPicker anchor={a} row={row} onClose={close} onWish={wish} />}><PriorityBadge value={row.priority} /></Editable>;
    case "status": return <Status row={row} edits={edits} onWish={wish} />;
    case "assignee": return <Editable label={`${t("field.assignee")}: ${row.assignee?.name ?? t("ticket.nobody")}`} {...edits} picker={(a, close) => <AssigneePicker anchor={a} row={row} onClose={close} onWish={wish} />}><Assignee person={row.assignee} /></Editable>;
    case "team": return <Editable label={`${t("field.team")}: ${row.team?.name ?? t("ticket.none")}`} {...edits} picker={(a, close) => <TeamPicker anchor={a} row={row} onClose={close} onWish={wish} />}><Said text={row.team?.name} /></Editable>;
    case "category": return <Editable label={`${t("field.category")}: ${row.category?.name ?? t("ticket.none")}`} {...edits} picker={(a, close) => <CategoryPicker anchor={a} row={row} onClose={close} onWish={wish} />}><Said text={row.category?.name} /></Editable>;
    case "requester": return (
      <Editable label={`${t("field.requester")}: ${row.requester.name}`} {...edits} picker={(a, close) => <PersonPicker anchor={a} label={t("field.requester")} chosen={row.requester.id} onClose={close} onChoose={(p) => { if (p.id !== row.requester.id) wish({ change: { requesterId: p.id }, show: { requester: p }, words: p.name }); }} />}>
        <PersonName name={row.requester.name} />
      </Editable>
    );
    case "tags": return <FieldEditor cell field={tagsField()} value={row.tags} {...edits} onChange={(to) => { const tags = Array.isArray(to) ? to.map(String) : []; wish({ change: { tags }, show: { tags }, words: tags.join(", ") || t("ticket.none") }); }} />;
    case "type": return <TypeName row={row} />;
    case "desk": return <DeskName row={row} />;
    case "channel": return <span className="truncate">{maybe(`channel.${row.channel}`, row.channel)}</span>;
    case "created": case "updated": return <span className="muted small num"><RelativeTime at={row[id]} /></span>;
    default: return <Custom row={row} id={id} act={act} edits={edits} />;
  }
});

interface Edits { open: boolean; onOpen: (to: boolean) => void }
const tagsField = (): Field => likeCustom("tags", t("field.tags"), "tags");
const titleField = (): Field => ({ ...likeCustom("title", t("field.title"), "text", [], { maxLength: 200 }), required: true });
/** An empty button has to be something one can press. */
const Said = ({ text }: { text: string | undefined }): ReactNode => (text ? <span className="truncate">{text}</span> : <span className="muted">–</span>);
const TypeName = ({ row }: { row: TicketRow }) => <span className="truncate">{useSession().type(row.typeId)?.name ?? ""}</span>;
const DeskName = ({ row }: { row: TicketRow }) => <span className="truncate">{useSession().deskName(row.deskId)}</span>;

function Status({ row, edits, onWish }: { row: TicketRow; edits: Edits; onWish: (w: Wish) => void }) {
  const name = useSession().type(row.typeId)?.statuses.find((s) => s.key === row.status)?.name ?? row.status;
  return <Editable label={`${t("field.status")}: ${name}`} {...edits} picker={(a, close) => <StatusPicker anchor={a} row={row} onClose={close} onWish={onWish} />}><StatusBadge category={row.statusCategory} name={name} /></Editable>;
}

function Title({ row, act, edits }: { row: TicketRow; act: CellActions; edits: Edits }) {
  return (
    <>
      <Link to={ticketPath(row.number, act.place)} className="title-link truncate" onClick={() => act.onActive(row.id)}>
        {row.unread && <><span className="unread-dot" aria-hidden="true" /><span className="sr-only">{t("list.unread")} </span></>}
        {row.title}
      </Link>
      {row.tags.slice(0, 2).map((tag) => <span key={tag} className="tag">{tag}</span>)}
      <span className="title-edit"><FieldEditor cell field={titleField()} value={row.title} {...edits} onChange={(to) => { if (typeof to === "string") act.onWish(row, { change: { title: to }, show: { title: to }, words: to }); }} /></span>
    </>
  );
}

function Custom({ row, id, act, edits }: { row: TicketRow; id: string; act: CellActions; edits: Edits }) {
  const field = act.fieldOf(row, id);
  const value = row.fields?.[id];
  // A ticket of a type that does not have the field has nothing here.
  if (!field) return null;
  if (field.kind === "file" || field.kind === "signature") return <FieldCell field={field} value={value} refs={row.refs} />;
  return (
    <FieldEditor cell field={field} value={value} refs={row.refs ?? NO_REFS} ticketId={row.id} {...edits} onVote={(on) => act.onVote(row, field, on)}
      onChange={(to, refs) => act.onWish(row, { change: { fields: { [id]: to } }, show: { fields: { [id]: to }, refs }, words: `${field.name}: ${formatField(field, to, { ...row.refs, ...refs }) || t("ticket.none")}` })} />
  );
}
