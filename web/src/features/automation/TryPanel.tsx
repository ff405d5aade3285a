import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { RuleBody, RuleTrial } from "../../api/types";
import { useSave } from "../../app/useSave";
import { number, short, t } from "../../i18n";
import { Button, FormError } from "../../ui";
import { eventName, Readings } from "./Readings";

const DAYS = [7, 30, 90];

/** How often the rule would have run, and where: asked for, since it looks at all that happened. */
export function TryPanel({ deskId, body }: { deskId: string; body: RuleBody & { id?: string } }) {
  const { error, busy, run } = useSave();
  const [days, setDays] = useState(30);
  const [found, setFound] = useState<{ of: string; trial: RuleTrial } | null>(null);
  const asked = JSON.stringify([body.trigger, body.condition, days]);
  const look = (): void => void run(async () => setFound({ of: asked, trial: await api<RuleTrial>(`/desks/${deskId}/rules/test`, { body: { rule: body, days } }) }));
  const trial = found?.trial;
  return (
    <section className="rule-try">
      <h2>{t("rules.try")}</h2>
      <p className="muted small">{t("rules.tryText")}</p>
      <div className="row wrap">
        <select className="input" aria-label={t("rules.tryDays")} value={days} onChange={(e) => setDays(Number(e.target.value))}>{DAYS.map((d) => <option key={d} value={d}>{t("rules.lastDays", { count: d })}</option>)}</select>
        <Button disabled={busy} onClick={look}>{t(busy ? "rules.trying" : "rules.tryGo")}</Button>
      </div>
      <FormError error={error} />
      <div aria-live="polite">
        {trial && (
          <>
            <p><strong>{t("rules.wouldHaveRun", { count: trial.matched })}</strong> <span className="muted">{t("rules.ofEvents", { number: number(trial.examined) })}{trial.partial && ` ${t("rules.partial")}`}{found.of !== asked && ` ${t("rules.tryOld")}`}</span></p>
            <ul className="plain-list rule-examples">
              {trial.examples.map((e, i) => (
                <li key={`${e.ticket.id}.${e.at}.${i}`}>
                  <details>
                    <summary>{e.ticket.number} {e.ticket.title}<span className="muted small"> · {eventName(e.event)} · {short(e.at)}</span></summary>
                    <Readings readings={e.conditions} />
                    <Link className="small" to={`/work/t/${e.ticket.number}`} target="_blank">{t("rules.openTicket", { number: e.ticket.number })}</Link>
                  </details>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
