import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Category, Desk } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, FormError, SelectField, Skeleton, TextField, toast } from "../../ui";
import { categoryPath } from "../agent/data";
import { useManagedDesks } from "./data";

type Editing = { desk: Desk; category: Category | null };

/** The category tree of each desk: what its tickets are about. */
export function Categories() {
  useTitle(t("admin.categories"));
  const desks = useManagedDesks();
  const all = useQuery({ queryKey: ["categories", "all"], queryFn: () => api<Category[]>("/categories"), staleTime: 60_000 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const failed = desks.error ?? all.error;
  return (
    <>
      <div className="page-head"><h1>{t("admin.categories")}</h1></div>
      <p className="muted">{t("categories.text")}</p>
      {failed ? <ErrorState error={failed} retry={() => { void desks.refetch(); void all.refetch(); }} /> : !desks.data || !all.data ? <Skeleton lines={8} gap={22} /> : desks.data.map((desk) => (
        <section key={desk.id} className="section">
          <div className="row"><h2 className="grow">{desk.name}</h2><Button small icon="plus" onClick={() => setEditing({ desk, category: null })}>{t("categories.add")}</Button></div>
          {all.data.some((c) => c.deskId === desk.id)
            ? <Branch parent={null} all={all.data.filter((c) => c.deskId === desk.id)} onEdit={(category) => setEditing({ desk, category })} />
            : <EmptyState icon="list" title={t("categories.none")} text={t("categories.text")} />}
        </section>
      ))}
      {editing && <CategoryDialog editing={editing} all={(all.data ?? []).filter((c) => c.deskId === editing.desk.id)} onClose={() => setEditing(null)} />}
    </>
  );
}

function Branch({ parent, all, onEdit }: { parent: string | null; all: Category[]; onEdit: (c: Category) => void }) {
  const own = all.filter((c) => c.parentId === parent);
  if (!own.length) return null;
  return (
    <ul className="tree">
      {own.map((c) => (
        <li key={c.id}>
          <span className="row"><span className={c.active ? "grow" : "grow muted"}>{c.name}{!c.active && <> · {t("categories.off")}</>}</span><Button small kind="quiet" onClick={() => onEdit(c)}>{t("action.edit")}</Button></span>
          <Branch parent={c.id} all={all} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  );
}

function CategoryDialog({ editing: { desk, category }, all, onClose }: { editing: Editing; all: Category[]; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState(category?.name ?? "");
  const [parentId, setParent] = useState(category?.parentId ?? "");
  const [active, setActive] = useState(category?.active ?? true);
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["categories"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { deskId: desk.id, name: name.trim(), parentId: parentId || null, active };
      if (category) await api(`/categories/${category.id}`, { method: "PUT", body, version: category.version });
      else await api("/categories", { body, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: Category): void => void run(async () => {
    await api(`/categories/${of.id}`, { method: "DELETE" });
    await done();
  });
  return (
    <Dialog title={category ? category.name : t("categories.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        <SelectField label={t("categories.parent")} value={parentId} error={wrong("parentId")} onChange={(e) => setParent(e.target.value)}>
          <option value="">{t("categories.top")}</option>
          {all.filter((c) => c.id !== category?.id).map((c) => <option key={c.id} value={c.id}>{categoryPath(c.id, all)}</option>)}
        </SelectField>
        {category && <><CheckField label={t("categories.active")} checked={active} onChange={(e) => setActive(e.target.checked)} /><p className="muted small">{t("categories.activeHint")}</p></>}
        <div className="dialog-foot">
          {category && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(category)}>{t("action.delete")}</Button>}
          <span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(category ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
