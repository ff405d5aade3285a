import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Session } from "../../api/types";
import { follow, useSession } from "../../app/session";
import { setTheme, useTheme, type Theme } from "../../app/theme";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, FormError, TextField, toast } from "../../ui";
import { later } from "../../ui/later";
import { LanguageField, ZoneField } from "./choices";

const Wishes = later(() => import("../notification/Wishes"));
const Push = later(() => import("../notification/Push"));
const OwnAvailability = lazy(() => import("../assignment/OwnAvailability"));

export default function Account() {
  useTitle(t("nav.account"));
  const { isAgent } = useSession();
  return (
    <div className="page" style={{ maxInlineSize: 560 }}>
      <h1 style={{ marginBlockEnd: 16 }}>{t("nav.account")}</h1>
      <Me />
      {isAgent && <Suspense fallback={null}><OwnAvailability /></Suspense>}
      <Suspense fallback={null}><Wishes /></Suspense>
      <Suspense fallback={null}><Push /></Suspense>
      <Appearance />
      <Password />
    </div>
  );
}

function Me() {
  const session = useSession();
  const cache = useQueryClient();
  const [name, setName] = useState(session.person.name);
  const [locale, setLanguage] = useState(session.person.locale ?? "");
  const [timeZone, setZone] = useState(session.person.timeZone ?? "");
  const [phone, setPhone] = useState(session.person.phone ?? "");
  const [chatName, setChatName] = useState(session.person.chatName ?? "");
  const [error, setError] = useState<unknown>();
  async function save(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    try {
      await api("/me", { method: "PATCH", body: { phone: phone.trim(), chatName: chatName.trim(), name: name.trim(), locale: locale || null, timeZone: timeZone || null } });
      const now = await api<Session>("/session");
      await follow(now);
      cache.setQueryData(["session"], now);
      await cache.invalidateQueries({ queryKey: ["notice-wishes"] });
      toast(t("state.saved"));
    } catch (e) {
      setError(e);
    }
  }
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  return (
    <form onSubmit={(e) => void save(e)} className="section">
      <FormError error={error} />
      <TextField label={t("person.email")} value={session.person.email} readOnly hint={t("account.emailHint")} />
      <TextField label={t("person.name")} required value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} autoComplete="name" />
      <TextField label={t("person.phone")} type="tel" hint={t("person.phoneHint")} placeholder="+43 660 1234567" value={phone} error={wrong("phone")} onChange={(e) => setPhone(e.target.value)} autoComplete="tel" />
      <TextField label={t("person.chatName")} hint={t("person.chatNameHint")} placeholder="@ada" maxLength={65} value={chatName} error={wrong("chatName")} onChange={(e) => setChatName(e.target.value)} autoComplete="off" />
      <LanguageField inherit value={locale} onChange={(e) => setLanguage(e.target.value)} />
      <ZoneField value={timeZone} error={wrong("timeZone")} hint={t("account.zoneHint", { zone: session.organisation.timeZone })} onChange={setZone} />
      <Button type="submit" kind="primary">{t("action.save")}</Button>
    </form>
  );
}

function Appearance() {
  const chosen = useTheme();
  return (
    <fieldset className="section plain-fieldset">
      <legend><h2>{t("account.appearance")}</h2></legend>
      {(["system", "light", "dark"] as Theme[]).map((x) => (
        <label key={x} className="check"><input type="radio" name="theme" checked={chosen === x} onChange={() => setTheme(x)} />{t(`theme.${x}`)}</label>
      ))}
    </fieldset>
  );
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>();
  async function save(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    try {
      await api("/me/password", { body: { current, password } });
      setCurrent("");
      setPassword("");
      toast(t("account.passwordChanged"));
    } catch (e) {
      setError(e);
    }
  }
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  return (
    <form onSubmit={(e) => void save(e)} className="section">
      <h2>{t("account.changePassword")}</h2>
      <FormError error={error} />
      <TextField label={t("account.current")} type="password" required autoComplete="current-password" value={current} error={wrong("current")} onChange={(e) => setCurrent(e.target.value)} />
      <TextField label={t("account.newPassword")} hint={t("person.passwordHint")} type="password" required minLength={12} autoComplete="new-password" value={password} error={wrong("password")} onChange={(e) => setPassword(e.target.value)} />
      <Button type="submit">{t("account.changePassword")}</Button>
    </form>
  );
}
