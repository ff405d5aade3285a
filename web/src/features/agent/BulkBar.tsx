import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import type { TicketChange, TicketRow } from "../../api/types";
import { useActions } from "../../app/actions";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button, Picker, StatusBadge, type Choice, type IconName } from "../../ui";
import { useMacros } from "../macro/data";
import { bulkChange, type BulkCommand } from "./bulk";
import { BulkField, BulkPreview } from "./BulkPreview";
import { useAgents, useTeams } from "./data";
import { waysFrom } from "./transition";

/** The same in-place editing, on everything that is ticked. */
export default function BulkBar({ rows, onClear }: { rows: TicketRow[]; onClear: () => void }) {
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
  const macros = useMacros(desk).data?.filter((m) => m.active && (desk || !m.deskId)) ?? [];
  const types = useMemo(() => Array.from(new Set(rows.map((r) => r.typeId))).flatMap((id) => session.type(id) ?? []), [rows, session]);
  const [choosing, setChoosing] = useState(false);
  const [tried, setTried] = useState<{ command: BulkCommand; words: string } | null>(null);
  const carryOut = (command: BulkCommand, words: string): void => {
    const to = "change" in command ? command.change.status : undefined;
    // Where a macro leads is known only afterwards: the server refuses what its workflow has no way for.
    const ways = (id: string): string[] => {
      const type = session.type(rows.find((r) => r.id === id)?.typeId ?? "");
      return to === undefined ? (type?.statuses ?? []).map((s) => s.key) : waysFrom(type, to);
    };
    void bulkChange(cache, rows, command, words, ways);
    onClear();
  };
  const change = (to: TicketChange, words: string): void => carryOut({ change: to }, words);
  const label = (all: Choice[], id: string): string => all.find((c) => c.id === id)?.label ?? "";
  const people: Choice[] = [...(agents.data ?? []).map((p) => ({ id: p.id, label: p.name })), none];
  const groups: Choice[] = [...(teams.data ?? []).filter((x) => x.deskId === desk).map((x) => ({ id: x.id, label: x.name })), { id: "", label: t("ticket.none") }];
  return (
    <div className="bulk" role="toolbar" aria-label={t("bulk.label")}>
      <strong aria-live="polite">{t("bulk.selected", { count: rows.length })}</strong>
      <BulkPick keys="s" icon="check" label={t("field.status")} choices={statuses} onChoose={(id) => change({ status: id }, label(statuses, id))} />
      <BulkPick keys="a" icon="person" label={t("field.assignee")} choices={people} disabled={!desk} onChoose={(id) => change({ assigneeId: id || null }, label(people, id))} />
      <BulkPick icon="people" label={t("field.team")} choices={groups} disabled={!desk} onChoose={(id) => change({ teamId: id || null }, label(groups, id))} />
      <Button icon="pen" aria-haspopup="dialog" onClick={() => setChoosing(true)}>{t("bulk.field")}</Button>
      {macros.length > 0 && <BulkPick icon="right" label={t("macro.one")} choices={macros.map((m) => ({ id: m.id, label: m.name, ...(m.description ? { hint: m.description } : {}) }))} onChoose={(id) => setTried({ command: { macroId: id }, words: t("macro.apply", { name: macros.find((m) => m.id === id)?.name ?? "" }) })} />}
      <span className="grow" />
      <Button kind="quiet" onClick={onClear}>{t("list.clear")}</Button>
      {choosing && <BulkField types={types} onClose={() => setChoosing(false)} onChoose={(command, words) => { setChoosing(false); setTried({ command, words }); }} />}
      {tried && <BulkPreview rows={rows} command={tried.command} words={tried.words} onClose={() => setTried(null)} onDo={() => { setTried(null); carryOut(tried.command, tried.words); }} />}
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
