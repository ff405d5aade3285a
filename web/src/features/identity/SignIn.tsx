import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Session, Start } from "../../api/types";
import { follow } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { maybe, t } from "../../i18n";
import { Button, FormError, PersonName, TextField } from "../../ui";
import { EntryCard } from "./EntryCard";

export default function SignIn({ start }: { start: Start }) {
  const cache = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useTitle(t("signIn.title"));

  async function enter(who: { email: string; password: string }): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const session = await api<Session>("/session", { body: who });
      await follow(session);
      cache.setQueryData(["session"], session);
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault();
    void enter({ email: email.trim(), password });
  };
  const wrong = error !== undefined && problemOf(error).status === 401;
  return (
    <EntryCard title={start.organisation ?? "Steward"} text={t("signIn.text")}>
      {wrong ? <p className="notice error" role="alert">{t("signIn.wrong")}</p> : <FormError error={error} />}
      <form onSubmit={submit}>
        <TextField label={t("person.email")} type="email" autoComplete="username" required autoFocus value={email} onChange={(e) => setEmail(e.target.value)} />
        <TextField label={t("person.password")} type="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.target.value)} />
        <Button type="submit" kind="primary" className="block" disabled={busy}>{t("signIn.go")}</Button>
      </form>
      <p className="small" style={{ marginBlock: "12px 0" }}><Link to="/reset-password">{t("signIn.forgot")}</Link></p>
      {start.demo && start.demoPeople && (
        <section aria-labelledby="demo">
          <h2 id="demo" style={{ marginBlockStart: 20 }}>{t("signIn.demo")}</h2>
          <p className="small muted">{t("signIn.demoText")}</p>
          <div className="demo-people">
            {start.demoPeople.map((p) => (
              <button key={p.email} type="button" className="option" disabled={busy} onClick={() => void enter({ email: p.email, password: start.demoPassword ?? "" })}>
                <PersonName name={p.name} size={24} />
                <span className="end">{[maybe(`role.${p.role}`, p.role), p.desk].filter(Boolean).join(" · ")}</span>
              </button>
            ))}
          </div>
        </section>
      )}
    </EntryCard>
  );
}
