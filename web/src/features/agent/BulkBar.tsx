import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import type { TicketChange, TicketRow } from "../../api/types";
import { useActions } from "../../app/actions";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button, Picker, StatusBadge, type Choice, type IconName } from "../../ui";
import { bulkChange } from "./bulk";
import { useAgents, useTeams } from "./data";
import { waysFrom } from "./transition";

/** The same in-place editing, on everything that is ticked. */
export function BulkBar({ rows, onClear }: { rows: TicketRow[]; onClear: () => void }) {
  const cache = useQueryClient();
  const session = useSession();
  const desk = rows.every((r) => r.deskId === rows[0]?.deskId) ? rows[0]?.deskId : undefined;
  const agents = useAgents(desk);
  const teams = useTeams(desk);
  const statuses = useMemo(() => {
    const found = new Map<string, Choice>();
    for (const id of new Set(rows.map((r) => r.typeId)))
      for (const s of session.type(id)?.statuses ?? []) if (!found.has(s.key)) found.set(s.key, { id: s.key, label: s.name, view: <StatusBadge category={s.category} name={s.name} /> });
    return Array.from(found.values());
  }, [rows, session]);
  const none: Choice = { id: "", label: t("ticket.nobody") };
  const change = (to: TicketChange, words: string): void => {
    const ways = (id: string): string[] => waysFrom(session.type(rows.find((r) => r.id === id)?.typeId ?? ""), to.status ?? "");
    void bulkChange(cache, rows, to, words, ways);
    onClear();
  };
  const label = (all: Choice[], id: string): string => all.find((c) => c.id === id)?.label ?? "";
  const people: Choice[] = [...(agents.data ?? []).map((p) => ({ id: p.id, label: p.name })), none];
  const groups: Choice[] = [...(teams.data ?? []).filter((x) => x.deskId === desk).map((x) => ({ id: x.id, label: x.name })), { id: "", label: t("ticket.none") }];
  return (
    <div className="bulk" role="toolbar" aria-label={t("bulk.label")}>
      <strong aria-live="polite">{t("bulk.selected", { count: rows.length })}</strong>
      <BulkPick keys="s" icon="check" label={t("field.status")} choices={statuses} onChoose={(id) => change({ status: id }, label(statuses, id))} />
      <BulkPick keys="a" icon="person" label={t("field.assignee")} choices={people} disabled={!desk} onChoose={(id) => change({ assigneeId: id || null }, label(people, id))} />
      <BulkPick icon="people" label={t("field.team")} choices={groups} disabled={!desk} onChoose={(id) => change({ teamId: id || null }, label(groups, id))} />
      <span className="grow" />
      <Button kind="quiet" onClick={onClear}>{t("list.clear")}</Button>
    </div>
  );
}

function BulkPick({ label, icon, choices, disabled, keys, onChoose }: { label: string; icon: IconName; choices: Choice[]; disabled?: boolean; keys?: string; onChoose: (id: string) => void }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  useActions(disabled ? [] : [{ id: `bulk.${label}`, label: t("bulk.set", { field: label }), group: "list", icon, ...(keys ? { keys } : {}), run: () => setOpen(true) }]);
  const picker = (a: RefObject<HTMLButtonElement | null>): ReactNode => <Picker anchor={a} label={label} choices={choices} onClose={() => setOpen(false)} onChoose={onChoose} />;
  return (
    <>
      <Button ref={anchor} icon={icon} disabled={disabled} title={disabled ? t("bulk.oneDesk") : undefined} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>{label}</Button>
      {open && picker(anchor)}
    </>
  );
}
