import type { RuleReading } from "../../api/types";
import { maybe, t } from "../../i18n";
import { Icon } from "../../ui";
import { readable } from "./words";

/** What happened, as the server names it. */
export const eventName = (kind: string): string => maybe(`rules.happened.${kind}`, maybe(`rules.trigger.${kind}`, kind));

/** Each condition of a rule with what the ticket had there. */
export function Readings({ readings }: { readings: RuleReading[] }) {
  if (!readings.length) return <p className="muted small">{t("rules.noConditions")}</p>;
  return (
    <ul className="plain-list rule-readings">
      {readings.map((r, i) => (
        <li key={i} className={r.result === false ? "no" : r.result ? "yes" : ""}>
          <Icon name={r.result === false ? "close" : r.result ? "check" : "more"} label={t(r.result === false ? "rules.didNotHold" : r.result ? "rules.held" : "rules.notAsked")} />
          <div><code>{r.text}</code>{r.value !== null && r.value !== "" && <span className="muted"> {t("rules.was", { value: readable(r.value) })}</span>}</div>
        </li>
      ))}
    </ul>
  );
}
