import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api, type Problem } from "../../api/client";
import { useSession, useSwitchSession } from "../../app/session";
import { setTheme, theme, type Theme } from "../../app/theme";
import { t } from "../../i18n";
import { Field } from "../../ui";
import { toast } from "../../ui/toasts";

export default function Account() {
  const { person } = useSession();
  const client = useQueryClient();
  const switchSession = useSwitchSession();
  const go = useNavigate();
  const [problem, setProblem] = useState<Problem>();
  const [look, setLook] = useState<Theme>(theme());
  function save(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const body = Object.fromEntries(new FormData(e.currentTarget));
    api("/me", { method: "PATCH", body }).then(() => { void client.invalidateQueries({ queryKey: ["session"] }); toast(t("state.saved")); }, setProblem);
  }
  function password(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const body = Object.fromEntries(new FormData(e.currentTarget));
    api("/me/password", { body }).then(() => { switchSession(null); go("/sign-in"); }, setProblem);
  }
  const signOut = (): void => void api("/session", { method: "DELETE" }).then(() => { switchSession(null); go("/sign-in"); });
  return (
    <div className="page">
      <header className="between"><h1>{t("account.title")}</h1><button className="btn" onClick={signOut}>{t("session.out")}</button></header>
      <form onSubmit={save} noValidate>
        <Field label={t("setup.name")} error={problem?.of("name")}><input className="input" name="name" defaultValue={person.name} /></Field>
        <Field label={t("field.locale")}><select className="input" name="locale" defaultValue={person.locale ?? "en"}><option value="en">English</option><option value="de">Deutsch</option></select></Field>
        <button className="btn primary">{t("action.save")}</button>
      </form>
      <h2>{t("theme.title")}</h2>
      <div className="row">{(["system", "light", "dark"] as const).map((x) => <label key={x} className="row"><input type="radio" name="theme" checked={look === x} onChange={() => { setTheme(x); setLook(x); }} />{t(`theme.${x}`)}</label>)}</div>
      <h2>{t("account.password")}</h2>
      <form onSubmit={password} noValidate>
        <Field label={t("account.current")} error={problem?.of("current")}><input className="input" name="current" type="password" autoComplete="current-password" /></Field>
        <Field label={t("account.fresh")} error={problem?.of("password")}><input className="input" name="password" type="password" autoComplete="new-password" /></Field>
        <button className="btn">{t("account.change")}</button>
      </form>
    </div>
  );
}
