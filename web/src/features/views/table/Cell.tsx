import { memo, Suspense, type ReactNode } from "react";
import { Link } from "react-router";
import type { ClockBar, Field, Json, TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { maybe, t } from "../../../i18n";
import { Editable, PersonName, PriorityBadge, RelativeTime, StatusBadge } from "../../../ui";
import { later } from "../../../ui/later";
import type { Wish } from "../../agent/change";
import { Assignee, AssigneePicker, CategoryPicker, PersonPicker, PriorityPicker, StatusPicker, TeamPicker } from "../../agent/pickers";
import { ticketPath, type Place } from "../../agent/place";

// What fields are written and edited with is as large as the list itself: it comes with the first column that needs it.
const TagsCell = later(() => import("./FieldCells").then((m) => ({ default: m.TagsCell })));
const TitlePanel = later(() => import("./FieldCells").then((m) => ({ default: m.TitlePanel })));
const TimeLeftCell = later(() => import("../../sla/TimeLeft"));
const CustomCell = later(() => import("./FieldCells").then((m) => ({ default: m.CustomCell })));

export interface CellActions {
  place: Place; fieldOf: (row: TicketRow, id: string) => Field | undefined;
  onActive: (id: string) => void; onWish: (row: TicketRow, wish: Wish) => void; onEdit: (row: TicketRow, field: string | null) => void; onVote: (row: TicketRow, field: Field, on: boolean) => void;
}
export interface Edits { open: boolean; onOpen: (to: boolean) => void }
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
    case "tags": return <Suspense fallback={<Said text={row.tags.join(", ")} />}><TagsCell row={row} edits={edits} onWish={wish} /></Suspense>;
    case "type": return <TypeName row={row} />;
    case "desk": return <DeskName row={row} />;
    case "channel": return <span className="truncate">{maybe(`channel.${row.channel}`, row.channel)}</span>;
    case "created": case "updated": return <span className="muted small num"><RelativeTime at={row[id]} /></span>;
    case "sla": return <TimeLeftOf bar={row.fields?.["sla"]} />;
    default: return <Suspense fallback={null}><CustomCell row={row} id={id} act={act} edits={edits} /></Suspense>;
  }
});

/** Most tickets of some desks have none: the bar comes with the first that has one. */
export const TimeLeftOf = ({ bar }: { bar: Json | undefined }) => (bar && typeof bar === "object" && !Array.isArray(bar) ? <Suspense fallback={null}><TimeLeftCell clock={bar as unknown as ClockBar} /></Suspense> : <span className="muted">–</span>);
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
      <span className="title-edit">
        <Editable label={`${t("field.title")}: ${row.title}`} {...edits} picker={(a, close) => <Suspense fallback={null}><TitlePanel title={row.title} anchor={a} onClose={close} onSave={(title) => act.onWish(row, { change: { title }, show: { title }, words: title })} /></Suspense>}>{row.title}</Editable>
      </span>
    </>
  );
}
