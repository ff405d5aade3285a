import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Field, Level, Ticket } from "../../../api/types";
import { useSession } from "../../../app/session";
import { maybe, t } from "../../../i18n";
import { Icon, IconButton, Picker, PersonName, PriorityBadge, RelativeTime, StatusBadge } from "../../../ui";
import { useChange, type Wish } from "../change";
import { Assignee, AssigneePicker, CategoryPicker, Editable, PersonPicker, PriorityPicker, StatusPicker, TeamPicker } from "../pickers";
import { MacroDialog } from "../../macro/MacroRun";
import { Children, Parent } from "./Family";
import { SideFields } from "./SideFields";
import { TaskSection } from "../../task/TaskSection";
import { ClockSection } from "../../sla/ClockSection";
import { TimeSection } from "../../task/TimeSection";
import { Links, Similar, Watchers } from "./SideLists";

const PageSection = lazy(() => import("../../oncall/PageSection"));
const ApprovalSection = lazy(() => import("../../approval/ApprovalSection"));

export type SideField = "status" | "assignee" | "priority";
interface Props { ticket: Ticket; editing: SideField | null; onEditing: (to: SideField | null) => void }

/** Every field of the ticket, edited where it is read. */
export function Side({ ticket, editing, onEditing }: Props) {
  const session = useSession();
  const change = useChange();
  const [pressed, setPressed] = useState<Field | null>(null);
  const may = ticket.may.edit;
  const type = session.type(ticket.typeId);
  const wish = (w: Wish): void => void change(ticket, w);
  const status = type?.statuses.find((s) => s.key === ticket.status)?.name ?? ticket.status;
  const keyed = (field: SideField) => ({ open: editing === field, onOpen: (to: boolean) => onEditing(to ? field : null) });
  return (
    <aside className="side" aria-label={t("side.label")}>
      <Line label={t("field.status")}>
        <Editable label={`${t("field.status")}: ${status}`} disabled={!may} {...keyed("status")} picker={(a, close) => <StatusPicker anchor={a} row={ticket} onClose={close} onWish={wish} />}><StatusBadge category={ticket.statusCategory} name={status} /></Editable>
      </Line>
      <Line label={t("field.assignee")}>
        <Editable label={`${t("field.assignee")}: ${ticket.assignee?.name ?? t("ticket.nobody")}`} disabled={!may} {...keyed("assignee")} picker={(a, close) => <AssigneePicker anchor={a} row={ticket} onClose={close} onWish={wish} />}><Assignee person={ticket.assignee} words /></Editable>
      </Line>
      <Line label={t("field.team")}>
        <Editable label={`${t("field.team")}: ${ticket.team?.name ?? t("ticket.none")}`} disabled={!may} picker={(a, close) => <TeamPicker anchor={a} row={ticket} onClose={close} onWish={wish} />}>{ticket.team?.name ?? <Nothing />}</Editable>
      </Line>
      <Line label={t("field.priority")}>
        <Editable label={`${t("field.priority")}: P${ticket.priority} ${maybe(`priority.${ticket.priority}`, "")}`} disabled={!may} {...keyed("priority")} picker={(a, close) => <PriorityPicker anchor={a} row={ticket} onClose={close} onWish={wish} />}><PriorityBadge value={ticket.priority} words /></Editable>
      </Line>
      <ClockSection ticket={ticket} />
      <LevelLine field="impact" ticket={ticket} onWish={wish} />
      <LevelLine field="urgency" ticket={ticket} onWish={wish} />
      <Line label={t("field.category")}>
        <Editable label={`${t("field.category")}: ${ticket.category?.name ?? t("ticket.none")}`} disabled={!may} picker={(a, close) => <CategoryPicker anchor={a} row={ticket} onClose={close} onWish={wish} />}>{ticket.category?.name ?? <Nothing />}</Editable>
      </Line>
      <Line label={t("field.requester")}>
        <Editable label={`${t("field.requester")}: ${ticket.requester.name}`} disabled={!may} picker={(a, close) => <PersonPicker anchor={a} label={t("field.requester")} chosen={ticket.requester.id} onClose={close} onChoose={(p) => wish({ change: { requesterId: p.id }, show: { requester: p }, words: p.name })} />}><PersonName name={ticket.requester.name} /></Editable>
      </Line>
      <Line label={t("field.parent")}><Parent ticket={ticket} /></Line>
      <Line label={t("field.tags")}><Tags ticket={ticket} onWish={wish} /></Line>
      {ticket.resolvedAt && <Line label={t("field.resolved")}><RelativeTime at={ticket.resolvedAt} /></Line>}
      {ticket.reopenCount > 0 && <Line label={t("field.reopened")}>{t("side.times", { count: ticket.reopenCount })}</Line>}
      {ticket.rating && <Line label={t("field.rating")}><span title={ticket.rating.comment ?? undefined}>{t("side.rating", { score: ticket.rating.score })}{ticket.rating.comment ? ` “${ticket.rating.comment}”` : ""}</span></Line>}
      {type && <SideFields ticket={ticket} type={type} onPress={setPressed} />}
      {pressed && typeof pressed.config["macroId"] === "string" && <MacroDialog ticket={ticket} macro={{ id: pressed.config["macroId"], name: pressed.name }} onClose={() => setPressed(null)} />}
      <Suspense fallback={null}><PageSection ticket={ticket} /></Suspense>
      <Suspense fallback={null}><ApprovalSection ticket={ticket} /></Suspense>
      <Children ticket={ticket} />
      <TaskSection ticket={ticket} />
      <TimeSection ticket={ticket} />
      <Watchers ticket={ticket} />
      <Links ticket={ticket} />
      <Similar ticket={ticket} />
    </aside>
  );
}

const Nothing = () => <span className="muted">{t("ticket.none")}</span>;
const Line = ({ label, children }: { label: string; children: ReactNode }) => <div className="side-line"><span className="side-label">{label}</span><div className="side-value">{children}</div></div>;

const LEVELS: Level[] = [1, 2, 3];
function LevelLine({ field, ticket, onWish }: { field: "impact" | "urgency"; ticket: Ticket; onWish: (w: Wish) => void }) {
  const matrix = useSession().type(ticket.typeId)?.priorityMatrix ?? [];
  const set = (to: Level): void => {
    const both = { impact: ticket.impact, urgency: ticket.urgency, [field]: to };
    const priority = (matrix[both.impact - 1]?.[both.urgency - 1] ?? ticket.priority) as Ticket["priority"];
    onWish({ change: { [field]: to }, show: { [field]: to, priority }, words: `${t(`field.${field}`)} ${t(`level.${to}`)}` });
  };
  const name = maybe(`level.${ticket[field]}`, "");
  return (
    <Line label={t(`field.${field}`)}>
      <Editable label={`${t(`field.${field}`)}: ${name}`} disabled={!ticket.may.edit} picker={(a, close) => <Picker anchor={a} label={t(`field.${field}`)} choices={LEVELS.map((l) => ({ id: String(l), label: t(`level.${l}`) }))} chosen={String(ticket[field])} onClose={close} onChoose={(id) => { if (Number(id) !== ticket[field]) set(Number(id) as Level); }} />}>{name}</Editable>
    </Line>
  );
}

function Tags({ ticket, onWish }: { ticket: Ticket; onWish: (w: Wish) => void }) {
  const [seen] = useState(() => new Set<string>());
  ticket.tags.forEach((x) => seen.add(x));
  const put = (tags: string[]): void => onWish({ change: { tags }, show: { tags }, words: t("field.tags") });
  return (
    <div className="row wrap" style={{ gap: 4 }}>
      {ticket.tags.map((tag) => <span key={tag} className="tag">{tag}{ticket.may.edit && <IconButton small icon="close" className="tag-remove" label={t("side.removeTag", { tag })} onClick={() => put(ticket.tags.filter((x) => x !== tag))} />}</span>)}
      {ticket.may.edit && (
        <Editable label={t("side.addTag")} picker={(a, close) => <Picker anchor={a} label={t("side.addTag")} choices={Array.from(seen).filter((x) => !ticket.tags.includes(x)).map((x) => ({ id: x, label: x }))} onClose={close} onChoose={(tag) => put([...ticket.tags, tag])} onOther={(tag) => put([...ticket.tags, tag.toLowerCase()])} />}><Icon name="plus" /></Editable>
      )}
    </div>
  );
}
