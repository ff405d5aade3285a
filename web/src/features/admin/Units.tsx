import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useUnits, type Unit } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { UnitKind } from "../../api/types";
import { useSave } from "../../app/useSave";
import { unitPath } from "../../fields/place";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, FormError, SelectField, Skeleton, TextField, toast } from "../../ui";

/** Where somebody or something belongs: what is in use, and what it is now. */
export function UnitField({ kind, value, error, onChange }: { kind: UnitKind; value: string; error?: string | undefined; onChange: (to: string) => void }) {
  const units = useUnits(kind);
  const all = units.data ?? [];
  return (
    <SelectField label={t(`unit.one.${kind}`)} value={value} error={error} onChange={(e) => onChange(e.target.value)}>
      <option value="">{t("ticket.none")}</option>
      {options(all, (u) => u.active !== false || u.id === value)}
    </SelectField>
  );
}

const options = (all: Unit[], shown: (u: Unit) => boolean) =>
  all.filter(shown).map((u) => ({ id: u.id, path: unitPath(u, all) })).sort((a, b) => a.path.localeCompare(b.path)).map((u) => <option key={u.id} value={u.id}>{u.path}</option>);

/** One of the two trees of the organisation. */
export function UnitTree({ kind }: { kind: UnitKind }) {
  const units = useUnits(kind);
  const [editing, setEditing] = useState<Unit | "new" | null>(null);
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t(`unit.many.${kind}`)}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("action.add")}</Button></div>
      <p className="muted">{t(`unit.text.${kind}`)}</p>
      {units.error ? <ErrorState error={units.error} retry={() => void units.refetch()} /> : !units.data ? <Skeleton lines={4} /> : units.data.length ? <Branch parent={null} all={units.data} onEdit={setEditing} /> : <EmptyState icon="list" title={t("unit.none")} />}
      {editing && <UnitDialog kind={kind} unit={editing === "new" ? null : editing} all={units.data ?? []} onClose={() => setEditing(null)} />}
    </section>
  );
}

function Branch({ parent, all, onEdit }: { parent: string | null; all: Unit[]; onEdit: (u: Unit) => void }) {
  const own = all.filter((u) => (u.parentId ?? null) === parent);
  if (!own.length) return null;
  return (
    <ul className="tree">
      {own.map((u) => (
        <li key={u.id}>
          <span className="row"><span className={u.active === false ? "grow muted" : "grow"}>{u.name}{u.active === false && <> · {t("categories.off")}</>}</span><Button small kind="quiet" onClick={() => onEdit(u)}>{t("action.edit")}</Button></span>
          <Branch parent={u.id} all={all} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  );
}

/** Itself and what is below it cannot be what it is part of. */
const isWithin = (u: Unit | undefined, id: string, all: Unit[], depth = 0): boolean =>
  u !== undefined && depth < 20 && (u.id === id || isWithin(all.find((x) => x.id === u.parentId), id, all, depth + 1));

function UnitDialog({ kind, unit, all, onClose }: { kind: UnitKind; unit: Unit | null; all: Unit[]; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: unit?.name ?? "", parentId: unit?.parentId ?? "", active: unit?.active !== false });
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["units"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { name: form.name.trim(), parentId: form.parentId || null };
      if (unit) await api(`/units/${unit.id}`, { method: "PATCH", body: { ...body, active: form.active }, version: unit.version ?? 1 });
      else await api("/units", { body: { ...body, kind }, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: Unit): void => void run(async () => {
    await api(`/units/${of.id}`, { method: "DELETE", version: of.version ?? 1 });
    await done();
  });
  return (
    <Dialog title={unit ? unit.name : t(`unit.add.${kind}`)} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => setForm({ ...form, name: e.target.value })} />
        <SelectField label={t("unit.parent")} value={form.parentId} error={wrong("parentId")} onChange={(e) => setForm({ ...form, parentId: e.target.value })}>
          <option value="">{t("categories.top")}</option>
          {options(all, (u) => !unit || !isWithin(u, unit.id, all))}
        </SelectField>
        {unit && <><CheckField label={t("categories.active")} checked={form.active} onChange={(e) => setForm({ ...form, active: e.target.checked })} /><p className="muted small">{t("unit.activeHint")}</p></>}
        <div className="dialog-foot">
          {unit && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(unit)}>{t("action.delete")}</Button>}
          <span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(unit ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
