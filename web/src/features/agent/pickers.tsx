import { useMemo, useState, type RefObject } from "react";
import type { Level, Named, PersonRef, PriorityLevel, TicketRow } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Avatar, giveBack, Icon, Picker, PersonName, Popover, PriorityBadge, StatusBadge, type Choice } from "../../ui";
import type { Wish } from "./change";
import { takeWay } from "./transition";
import { categoryPath, useAgents, useCategories, usePeople, useTeams, useTicket } from "./data";

export { Editable } from "../../ui";

interface Props { anchor: RefObject<HTMLElement | null>; row: TicketRow; onClose: () => void; onWish: (wish: Wish) => void }

/** The ways the status may go from here, for this ticket and this person. */
export function StatusPicker({ anchor, row, onClose, onWish }: Props) {
  const type = useSession().type(row.typeId);
  const ticket = useTicket(row.number);
  const ways = ticket.data?.transitions ?? [];
  const view = (key: string) => {
    const s = type?.statuses.find((x) => x.key === key);
    return s ? <StatusBadge category={s.category} name={s.name} /> : key;
  };
  const named = (key: string): string => type?.statuses.find((s) => s.key === key)?.name ?? key;
  const choices: Choice[] = [
    { id: "", label: named(row.status), view: view(row.status) },
    ...ways.map((way): Choice => ({ id: way.key, label: `${way.name} ${named(way.to)}`, view: view(way.to), ...(way.name !== named(way.to) ? { hint: way.name } : {}) })),
  ];
  return (
    <Picker anchor={anchor} label={t("field.status")} choices={choices} chosen="" loading={ticket.isPending} onClose={onClose}
      onChoose={(key) => {
        const way = ways.find((w) => w.key === key);
        if (way && ticket.data) takeWay(ticket.data, way, type, onWish);
      }} />
  );
}

const NOBODY = "nobody";
const personChoice = (p: PersonRef): Choice => ({ id: p.id, label: `${p.name} ${p.email ?? ""}`, view: <PersonName name={p.name} />, ...(p.email ? { hint: p.email } : {}) });

export function AssigneePicker({ anchor, row, onClose, onWish }: Props) {
  const me = useSession().person;
  const agents = useAgents(row.deskId);
  const sorted = useMemo(() => (agents.data ?? []).toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name)), [agents.data, me.id]);
  const choices: Choice[] = [...sorted.map((p) => ({ id: p.id, label: p.id === me.id ? `${p.name} (${t("ticket.me")})` : p.name, view: <PersonName name={p.id === me.id ? `${p.name} (${t("ticket.me")})` : p.name} /> })), { id: NOBODY, label: t("ticket.nobody") }];
  return (
    <Picker anchor={anchor} label={t("field.assignee")} choices={choices} chosen={row.assignee?.id ?? NOBODY} loading={agents.isPending} onClose={onClose}
      onChoose={(id) => {
        const to = sorted.find((p) => p.id === id) ?? null;
        if ((row.assignee?.id ?? null) !== (to?.id ?? null)) onWish({ change: { assigneeId: to?.id ?? null }, show: { assignee: to }, words: to?.name ?? t("ticket.nobody") });
      }} />
  );
}

const NONE = "none";
export function NamedPicker({ anchor, label, all, now, loading, onClose, onChoose }: { anchor: RefObject<HTMLElement | null>; label: string; all: Named[]; now: string | null; loading: boolean; onClose: () => void; onChoose: (to: Named | null) => void }) {
  const choices: Choice[] = [...all.map((x) => ({ id: x.id, label: x.name })), { id: NONE, label: t("ticket.none") }];
  return <Picker anchor={anchor} label={label} choices={choices} chosen={now ?? NONE} loading={loading} onClose={onClose} onChoose={(id) => onChoose(all.find((x) => x.id === id) ?? null)} />;
}

export function TeamPicker({ anchor, row, onClose, onWish }: Props) {
  const teams = useTeams(row.deskId);
  return <NamedPicker anchor={anchor} label={t("field.team")} all={(teams.data ?? []).filter((x) => x.deskId === row.deskId)} now={row.team?.id ?? null} loading={teams.isPending} onClose={onClose}
    onChoose={(to) => onWish({ change: { teamId: to?.id ?? null }, show: { team: to && { id: to.id, name: to.name } }, words: to?.name ?? t("ticket.noTeam") })} />;
}

export function CategoryPicker({ anchor, row, onClose, onWish }: Props) {
  const categories = useCategories(row.deskId);
  const all = (categories.data ?? []).filter((c) => c.active || c.id === row.category?.id).map((c) => ({ id: c.id, name: categoryPath(c.id, categories.data ?? []) }));
  return <NamedPicker anchor={anchor} label={t("field.category")} all={all} now={row.category?.id ?? null} loading={categories.isPending} onClose={onClose}
    onChoose={(to) => onWish({ change: { categoryId: to?.id ?? null }, show: { category: to && { id: to.id, name: to.name } }, words: to?.name ?? t("ticket.noCategory") })} />;
}

/** Anybody, found as one types. */
export function PersonPicker({ anchor, label, chosen, onClose, onChoose }: { anchor: RefObject<HTMLElement | null>; label: string; chosen?: string | null; onClose: () => void; onChoose: (p: PersonRef) => void }) {
  const [text, setText] = useState("");
  const people = usePeople(text);
  const all = people.data?.items ?? [];
  return <Picker anchor={anchor} label={label} choices={all.map(personChoice)} chosen={chosen ?? null} loading={people.isFetching} onSearch={setText} onClose={onClose} onChoose={(id) => { const p = all.find((x) => x.id === id); if (p) onChoose({ id: p.id, name: p.name, email: p.email }); }} />;
}

const LEVELS: Level[] = [1, 2, 3];
/** Priority follows from impact and urgency: the nine combinations, each with what comes of it. */
export function PriorityPicker({ anchor, row, onClose, onWish }: Props) {
  const matrix = useSession().type(row.typeId)?.priorityMatrix ?? [];
  const ticket = useTicket(row.number).data;
  return (
    <Popover anchor={anchor} onClose={onClose} label={t("field.priority")} className="matrix-popover">
      <table className="matrix">
        <caption>{t("priority.how")}</caption>
        <thead>
          <tr><td /><th scope="colgroup" colSpan={3}>{t("field.urgency")}</th></tr>
          <tr><th scope="col">{t("field.impact")}</th>{LEVELS.map((u) => <th key={u} scope="col">{t(`level.${u}`)}</th>)}</tr>
        </thead>
        <tbody>
          {LEVELS.map((impact) => (
            <tr key={impact}>
              <th scope="row">{t(`level.${impact}`)}</th>
              {LEVELS.map((urgency) => {
                const priority = (matrix[impact - 1]?.[urgency - 1] ?? 4) as PriorityLevel;
                const now = ticket ? ticket.impact === impact && ticket.urgency === urgency : false;
                return (
                  <td key={urgency}>
                    <button type="button" autoFocus={now || (impact === 1 && urgency === 1)} aria-pressed={now} aria-label={t("priority.cell", { impact: t(`level.${impact}`), urgency: t(`level.${urgency}`), n: priority })}
                      onClick={() => { onClose(); giveBack(anchor.current); if (!now) onWish({ change: { impact, urgency }, show: { impact, urgency, priority }, words: `P${priority}` }); }}>
                      <PriorityBadge value={priority} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Popover>
  );
}

export const Assignee = ({ person, words }: { person: PersonRef | null; words?: boolean }) =>
  person ? <span className="row truncate"><Avatar name={person.name} size={20} /><span className="truncate">{person.name}</span></span> : <span className="muted row truncate"><Icon name="person" />{words && t("ticket.nobody")}</span>;
