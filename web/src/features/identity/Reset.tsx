import { useState, type FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { api, type Problem } from "../../api/client";
import { t } from "../../i18n";
import { Field } from "../../ui";

/** Where the link of a password mail leads. */
export default function Reset() {
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState(false);
  function submit(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const password = String(new FormData(e.currentTarget).get("password"));
    api("/password-resets/use", { body: { token: search.get("token"), password } }).then(() => setDone(true), setProblem);
  }
  return (
    <main className="center">
      <form className="box" onSubmit={submit} noValidate>
        <h1>{t("reset.title")}</h1>
        {done ? <p role="status">{t("reset.done")} <Link to="/sign-in">{t("signin.go")}</Link></p> : (
          <>
            {problem?.of("token") && <p className="error" role="alert">{problem.of("token")}</p>}
            <Field label={t("field.password")} error={problem?.of("password")}><input className="input" name="password" type="password" autoComplete="new-password" autoFocus /></Field>
            <button className="btn primary">{t("action.save")}</button>
          </>
        )}
      </form>
    </main>
  );
}
