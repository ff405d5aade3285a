import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { CiClass } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, ErrorState, FormError, Skeleton, TextField } from "../../ui";
import { useClasses } from "./data";

/** The classes of CIs, for administrators. */
export function Classes({ onClose }: { onClose: () => void }) {
  const classes = useClasses();
  return (
    <Dialog title={t("ci.classes")} onClose={onClose} wide>
      <p className="muted">{t("ci.classesText")}</p>
      {classes.error ? <ErrorState error={classes.error} retry={() => void classes.refetch()} /> : !classes.data ? <Skeleton lines={5} /> : <ul className="ci-list">{classes.data.map((c) => <li key={c.id}><ClassLine one={c} /></li>)}</ul>}
      <NewClass />
    </Dialog>
  );
}

function useChanged() {
  const cache = useQueryClient();
  return () => Promise.all([["ci-classes"], ["cis"], ["register"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
}

function ClassLine({ one }: { one: CiClass }) {
  const changed = useChanged();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState(one.name);
  const put = (body: Partial<CiClass>): void => void run(async () => { await api(`/ci-classes/${one.id}`, { method: "PATCH", body, version: one.version }); await changed(); });
  return (
    <form className="row wrap grow" onSubmit={(e) => { e.preventDefault(); put({ name: name.trim() }); }}>
      <div className="grow"><TextField label={t("person.name")} required maxLength={100} value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} /></div>
      <CheckField label={t("ci.isService")} checked={one.service} disabled={busy} onChange={(e) => put({ service: e.target.checked })} />
      <CheckField label={t("categories.active")} checked={one.active} disabled={busy} onChange={(e) => put({ active: e.target.checked })} />
      <Button type="submit" small disabled={busy || name.trim() === one.name}>{t("action.save")}</Button>
      <Button small kind="quiet" className="danger" disabled={busy} onClick={() => void run(async () => { await api(`/ci-classes/${one.id}`, { method: "DELETE" }); await changed(); })}>{t("action.delete")}</Button>
      <FormError error={error} />
    </form>
  );
}

function NewClass() {
  const changed = useChanged();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState("");
  const [service, setService] = useState(false);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { name: name.trim(), service };
      await api("/ci-classes", { body, key: key.for(body) });
      await changed();
      setName("");
    });
  };
  return (
    <form className="row wrap" onSubmit={save}>
      <FormError error={error} />
      <div className="grow"><TextField label={t("ci.newClass")} required maxLength={100} value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} /></div>
      <CheckField label={t("ci.isService")} checked={service} onChange={(e) => setService(e.target.checked)} />
      <Button type="submit" kind="primary" disabled={busy}>{t("action.add")}</Button>
    </form>
  );
}
