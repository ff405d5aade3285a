import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Session } from "../../api/types";
import { follow } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { currentLanguage, setLocale, t } from "../../i18n";
import { Button, FormError, TextField } from "../../ui";
import { browserZone, LanguageField, ZoneField } from "./choices";
import { EntryCard } from "./EntryCard";

/** The first page of a new installation: five minutes, one form. */
export default function SetUp() {
  const cache = useQueryClient();
  const [form, setForm] = useState({ organisation: "", timeZone: browserZone(), locale: currentLanguage() as string, name: "", email: "", password: "" });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useTitle(t("setUp.title"));
  const set = (field: keyof typeof form) => (value: string): void => setForm({ ...form, [field]: value });
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setBusy(true);
    try {
      const session = await api<Session>("/set-up", { body: form });
      await cache.invalidateQueries({ queryKey: ["start"] });
      await follow(session);
      cache.setQueryData(["session"], session);
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  return (
    <EntryCard title={t("setUp.title")} text={t("setUp.text")} wide>
      <FormError error={error} />
      <form onSubmit={(e) => void submit(e)} key={form.locale}>
        <LanguageField value={form.locale} onChange={(e) => { const tag = e.target.value; set("locale")(tag); void setLocale(tag); }} />
        <TextField label={t("organisation.name")} required value={form.organisation} error={wrong("organisation")} autoComplete="organization" onChange={(e) => set("organisation")(e.target.value)} />
        <ZoneField required value={form.timeZone} error={wrong("timeZone")} hint={t("setUp.zoneHint")} onChange={set("timeZone")} />
        <h2 style={{ marginBlock: "20px 8px" }}>{t("setUp.you")}</h2>
        <TextField label={t("person.name")} required value={form.name} error={wrong("name")} autoComplete="name" onChange={(e) => set("name")(e.target.value)} />
        <TextField label={t("person.email")} type="email" required value={form.email} error={wrong("email")} autoComplete="username" onChange={(e) => set("email")(e.target.value)} />
        <TextField label={t("person.password")} hint={t("person.passwordHint")} type="password" required minLength={12} value={form.password} error={wrong("password")} autoComplete="new-password" onChange={(e) => set("password")(e.target.value)} />
        <Button type="submit" kind="primary" disabled={busy}>{t("setUp.go")}</Button>
      </form>
    </EntryCard>
  );
}
