import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Navigate, useNavigate } from "react-router";
import { api, Problem } from "../../api/client";
import type { Session, Start } from "../../api/types";
import icon from "../../app/icon.svg";
import { useSwitchSession } from "../../app/session";
import { t } from "../../i18n";
import { Field } from "../../ui";

/** The first visit: the organisation and its first administrator. */
export default function SetUp() {
  const start = useQuery({ queryKey: ["start"], queryFn: () => api<Start>("/start") });
  const switchSession = useSwitchSession();
  const go = useNavigate();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  if (start.data?.setUp) return <Navigate to="/sign-in" replace />;
  async function submit(e: FormEvent<HTMLFormElement>): Promise<void> {
    e.preventDefault();
    setBusy(true);
    try {
      switchSession(await api<Session>("/set-up", { body: Object.fromEntries(new FormData(e.currentTarget)) }));
      go("/");
    } catch (error) {
      setProblem(error as Problem);
    } finally {
      setBusy(false);
    }
  }
  const zones = Intl.supportedValuesOf("timeZone");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <main className="center">
      <form className="box wide" onSubmit={(e) => void submit(e)} noValidate>
        <div className="brand"><img src={icon} alt="" />Steward</div>
        <h1>{t("setup.title")}</h1>
        <p className="muted">{t("setup.intro")}</p>
        {problem && !problem.errors.length && <p className="error" role="alert">{problem.message}</p>}
        <Field label={t("setup.organisation")} error={problem?.of("organisation")}><input className="input" name="organisation" required autoFocus autoComplete="organization" /></Field>
        <Field label={t("field.timeZone")} error={problem?.of("timeZone")}><select className="input" name="timeZone" defaultValue={here}>{[...new Set([here, "UTC", ...zones])].map((z) => <option key={z}>{z}</option>)}</select></Field>
        <Field label={t("field.locale")}><select className="input" name="locale" defaultValue={navigator.language.startsWith("de") ? "de" : "en"}><option value="en">English</option><option value="de">Deutsch</option></select></Field>
        <Field label={t("setup.name")} error={problem?.of("name")}><input className="input" name="name" autoComplete="name" /></Field>
        <Field label={t("field.email")} error={problem?.of("email")}><input className="input" name="email" type="email" autoComplete="username" /></Field>
        <Field label={t("field.password")} help={t("setup.password")} error={problem?.of("password")}><input className="input" name="password" type="password" autoComplete="new-password" /></Field>
        <button className="btn primary" disabled={busy}>{t("setup.go")}</button>
      </form>
    </main>
  );
}
