import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { Organisation } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, FormError, Skeleton, TextField, toast } from "../../ui";
import { UnitTree } from "./Units";
import { LanguageField, ZoneField } from "../identity/choices";

export function OrganisationPage() {
  useTitle(t("admin.organisation"));
  const organisation = useQuery({ queryKey: ["organisation"], queryFn: () => api<Organisation>("/organisation") });
  return (
    <>
      <div className="page-head"><h1>{t("admin.organisation")}</h1></div>
      {organisation.error ? <ErrorState error={organisation.error} retry={() => void organisation.refetch()} /> : !organisation.data ? <Skeleton lines={4} /> : <Form key={organisation.data.version} organisation={organisation.data} />}
      <UnitTree kind="organisation_unit" />
      <UnitTree kind="location" />
    </>
  );
}

function Form({ organisation }: { organisation: Organisation }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: organisation.name, timeZone: organisation.timeZone, locale: organisation.locale });
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api("/organisation", { method: "PATCH", body: form, ...(organisation.version === undefined ? {} : { version: organisation.version }) });
      await Promise.all([["organisation"], ["session"], ["start"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
      toast(t("state.saved"));
    });
  };
  return (
    <form onSubmit={save} className="narrow">
      <FormError error={error} />
      <TextField label={t("organisation.name")} required value={form.name} error={wrong("name")} onChange={(e) => setForm({ ...form, name: e.target.value })} />
      <LanguageField value={form.locale.split("-")[0]} onChange={(e) => setForm({ ...form, locale: e.target.value })} />
      <ZoneField required value={form.timeZone} error={wrong("timeZone")} hint={t("setUp.zoneHint")} onChange={(timeZone) => setForm({ ...form, timeZone })} />
      <Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>
    </form>
  );
}
