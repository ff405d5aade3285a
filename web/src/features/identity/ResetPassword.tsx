import { useState, type FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, FormError, TextField } from "../../ui";
import { EntryCard } from "./EntryCard";

/** Without a token it asks for the address; with the token of the mail it asks for the new password. */
export default function ResetPassword() {
  const [params] = useSearchParams();
  const token = params.get("token");
  const [value, setValue] = useState("");
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState(false);
  useTitle(t("reset.title"));

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    try {
      if (token) await api("/password-resets/use", { body: { token, password: value } });
      else await api("/password-resets", { body: { email: value.trim() } });
      setDone(true);
    } catch (e) {
      setError(e);
    }
  }
  return (
    <EntryCard title={t("reset.title")}>
      {done ? (
        <p className="notice ok" role="status">{t(token ? "reset.done" : "reset.sent")}</p>
      ) : (
        <form onSubmit={(e) => void submit(e)}>
          <FormError error={error} />
          {token
            ? <TextField key="password" label={t("account.newPassword")} hint={t("person.passwordHint")} type="password" autoComplete="new-password" minLength={12} required autoFocus value={value} error={error ? problemOf(error).of("password") : undefined} onChange={(e) => setValue(e.target.value)} />
            : <TextField key="email" label={t("person.email")} hint={t("reset.hint")} type="email" autoComplete="username" required autoFocus value={value} onChange={(e) => setValue(e.target.value)} />}
          <Button type="submit" kind="primary" className="block">{t(token ? "reset.set" : "reset.send")}</Button>
        </form>
      )}
      <p className="small" style={{ marginBlock: "14px 0" }}><Link to="/sign-in">{t("reset.back")}</Link></p>
    </EntryCard>
  );
}
