import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { api, type Problem } from "../../api/client";
import type { Session, Start } from "../../api/types";
import icon from "../../app/icon.svg";
import { useSwitchSession } from "../../app/session";
import { t } from "../../i18n";
import { Field } from "../../ui";

export default function SignIn() {
  const start = useQuery({ queryKey: ["start"], queryFn: () => api<Start>("/start") });
  const switchSession = useSwitchSession();
  const go = useNavigate();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState("");
  if (start.data && !start.data.setUp) return <Navigate to="/set-up" replace />;
  async function signIn(email: string, password: string): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      switchSession(await api<Session>("/session", { body: { email, password } }));
      const to = search.get("to") ?? "/";
      go(to.startsWith("/") && !to.startsWith("//") ? to : "/");
    } catch (error) {
      setProblem(error as Problem);
    } finally {
      setBusy(false);
    }
  }
  function submit(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    void signIn(String(form.get("email")), String(form.get("password")));
  }
  async function reset(form: HTMLFormElement | null): Promise<void> {
    const email = String(new FormData(form ?? undefined).get("email") ?? "");
    if (!email) return setAsked(t("signin.reset.first"));
    await api("/password-resets", { body: { email } });
    setAsked(t("signin.reset.sent"));
  }
  return (
    <main className="center">
      <div className="box">
        <div className="brand"><img src={icon} alt="" />Steward</div>
        <h1>{start.data?.organisation ?? t("signin.title")}</h1>
        <form onSubmit={submit} noValidate>
          {problem && <p className="error" role="alert">{problem.message}</p>}
          <Field label={t("field.email")}><input className="input" name="email" type="email" autoComplete="username" autoFocus /></Field>
          <Field label={t("field.password")}><input className="input" name="password" type="password" autoComplete="current-password" /></Field>
          <div className="between">
            <button className="btn primary" disabled={busy}>{t("signin.go")}</button>
            <button type="button" className="btn link" onClick={(e) => void reset(e.currentTarget.form)}>{t("signin.forgot")}</button>
          </div>
          <p role="status">{asked}</p>
        </form>
        {start.data?.demo && (
          <section aria-label={t("signin.demo")}>
            <h2>{t("signin.demo")}</h2>
            <ul className="people-list">
              {start.data.demoPeople.map((p) => <li key={p.email}><button onClick={() => void signIn(p.email, start.data.demoPassword ?? "")}><span>{p.name}</span><span className="muted">{p.role} {p.desk}</span></button></li>)}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}
