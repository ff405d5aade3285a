import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent as ReactPointer, type RefObject } from "react";
import type { Aggregate, Layout } from "../../api/types";
import { t } from "../../i18n";
import { Icon, IconButton, Popover, SelectField } from "../../ui";
import type { Catalogue, Column } from "./catalogue";
import type { Looking } from "./data";
import { arranged, frozenTo, moved, toggled } from "./table/columns";

interface Props { anchor: RefObject<HTMLElement | null>; looking: Looking; catalogue: Catalogue; onClose: () => void }
const HOW: readonly Aggregate[] = ["sum", "average", "min", "max", "count"];
/** Which of a view's settings each way of looking has. */
const ASKS: Record<Layout, { columns?: true; group?: true; lane?: true; dates?: true; colour?: true }> = {
  table: { columns: true, group: true }, board: { columns: true, group: true, lane: true }, calendar: { dates: true, colour: true }, timeline: { dates: true, colour: true },
};

/** What is shown of the tickets, and how they are laid out. */
export default function ViewOptions({ anchor, looking, catalogue, onClose }: Props) {
  const { settings, set } = looking;
  const asks = ASKS[settings.layout];
  const groups = catalogue.columns.filter((c) => c.groups);
  const dates = catalogue.columns.filter((c) => c.dates);
  return (
    <Popover anchor={anchor} onClose={onClose} label={t("view.options")} className="view-options">
      {asks.group && <Choose label={t(settings.layout === "board" ? "board.by" : "table.groupBy")} none={settings.layout === "board" ? null : t("table.noGroups")} value={settings.groupBy || (settings.layout === "board" ? "status" : "")} from={groups} onChange={(groupBy) => set({ groupBy, ...(settings.swimLane === groupBy ? { swimLane: "" } : {}) })} />}
      {asks.lane && <Choose label={t("board.lane")} none={t("board.noLane")} value={settings.swimLane} from={groups.filter((c) => c.id !== (settings.groupBy || "status"))} onChange={(swimLane) => set({ swimLane })} />}
      {asks.dates && <Choose label={t("dates.start")} none={t("ticket.none")} value={settings.dateField} from={dates} onChange={(dateField) => set({ dateField })} />}
      {asks.dates && <Choose label={t("dates.end")} none={t("dates.noEnd")} value={settings.endField} from={dates.filter((c) => c.id !== settings.dateField)} onChange={(endField) => set({ endField })} />}
      {asks.colour && <Choose label={t("dates.colour")} none={t("field.status")} value={settings.colourBy === "status" ? "" : settings.colourBy} from={groups.filter((c) => c.id === "priority" || c.field?.kind === "choice" || c.field?.kind === "tree")} onChange={(colourBy) => set({ colourBy })} />}
      {asks.columns && <Columns looking={looking} catalogue={catalogue} />}
    </Popover>
  );
}

function Choose({ label, none, value, from, onChange }: { label: string; none: string | null; value: string; from: Column[]; onChange: (to: string) => void }) {
  return (
    <SelectField label={label} value={value} onChange={(e) => onChange(e.target.value)}>
      {none !== null && <option value="">{none}</option>}
      {from.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}
    </SelectField>
  );
}

/** The columns in their order, those that can be added below. */
function Columns({ looking, catalogue }: { looking: Looking; catalogue: Catalogue }) {
  const { settings, set } = looking;
  const [find, setFind] = useState("");
  const shown = arranged(settings.columns).filter((c) => catalogue.find(c.field));
  const there = new Set(shown.map((c) => c.field));
  const others = catalogue.columns.filter((c) => !there.has(c.id) && c.name.toLowerCase().includes(find.trim().toLowerCase()));
  const move = (field: string, to: number): void => {
    set({ columns: moved(shown, field, to) });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.view-options [data-column="${field}"]`)?.focus());
  };
  const list = useRef<HTMLUListElement>(null);
  const newest = useRef(move);
  useEffect(() => { newest.current = move; });
  /** The column follows the pointer from place to place; the list may be drawn anew meanwhile, so the window listens. */
  const pull = (field: string, at: number) => (e: ReactPointer): void => {
    if (e.button !== 0) return;
    e.preventDefault();
    let now = at;
    const follow = (m: PointerEvent): void => {
      const to = Array.from(list.current?.children ?? []).findIndex((li) => { const b = li.getBoundingClientRect(); return m.clientY >= b.top && m.clientY < b.bottom; });
      if (to >= 0 && to !== now) { now = to; newest.current(field, to); }
    };
    const stop = (): void => { removeEventListener("pointermove", follow); removeEventListener("pointerup", stop); removeEventListener("pointercancel", stop); };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  };
  const keys = (field: string, at: number) => (e: KeyboardEvent): void => {
    const by = e.key === "ArrowUp" ? -1 : e.key === "ArrowDown" ? 1 : 0;
    if (!by) return;
    e.preventDefault();
    move(field, at + by);
  };
  return (
    <fieldset className="columns">
      <legend>{t("table.columns")}</legend>
      <ul ref={list}>
        {shown.map((c, i) => {
          const column = catalogue.find(c.field);
          if (!column) return null;
          return (
            <li key={c.field} className="row">
              <button type="button" className="grip" data-column={c.field} aria-label={t("table.moveColumn", { name: column.name, n: i + 1, of: shown.length })} title={t("table.moveHint")} onKeyDown={keys(c.field, i)} onPointerDown={pull(c.field, i)}><Icon name="grip" /></button>
              <label className="check grow"><input type="checkbox" checked disabled={shown.length === 1} onChange={() => set({ columns: toggled(shown, c.field) })} /><span className="truncate">{column.name}</span></label>
              {column.sums && settings.groupBy && (
                <select className="input small-select" aria-label={t("table.sumOf", { name: column.name })} value={settings.aggregates[c.field] ?? ""} onChange={(e) => { const { [c.field]: _was, ...rest } = settings.aggregates; set({ aggregates: e.target.value ? { ...rest, [c.field]: e.target.value as Aggregate } : rest }); }}>
                  <option value="">{t("table.noSum")}</option>
                  {HOW.map((h) => <option key={h} value={h}>{t(`aggregate.${h}`)}</option>)}
                </select>
              )}
              <IconButton small icon="up" label={t("table.columnUp", { name: column.name })} disabled={i === 0} onClick={() => move(c.field, i - 1)} />
              <IconButton small icon="freeze" label={t(c.frozen ? "table.unfreeze" : "table.freeze", { name: column.name })} aria-pressed={Boolean(c.frozen)} onClick={() => set({ columns: frozenTo(shown, c.field) })} />
            </li>
          );
        })}
      </ul>
      <input className="input" type="search" aria-label={t("table.findColumn")} placeholder={t("table.findColumn")} value={find} onChange={(e) => setFind(e.target.value)} />
      <ul>{others.map((c) => <li key={c.id}><label className="check"><input type="checkbox" checked={false} onChange={() => set({ columns: toggled(shown, c.id) })} /><span className="truncate">{c.name}</span></label></li>)}</ul>
    </fieldset>
  );
}
