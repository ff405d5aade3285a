import type { Step } from "../../api/types";
import { t } from "../../i18n";
import { Icon } from "../../ui";

const STEPS: Step[] = ["received", "in_progress", "waiting_for_you", "done"];

/** Where a request stands. "Waiting for you" is a step only while it is one. */
export function Steps({ step }: { step: Step }) {
  const shown = STEPS.filter((s) => s !== "waiting_for_you" || step === "waiting_for_you");
  const at = step === "closed" ? shown.length : shown.indexOf(step);
  return (
    <ol className="steps" aria-label={t("portal.where")}>
      {shown.map((s, i) => {
        const done = i < at || (s === "done" && i <= at);
        return (
          <li key={s} className={`${done ? "done" : ""} ${i === at ? "now" : ""} is-${s}`} aria-current={i === at ? "step" : undefined}>
            <span className="step-mark">{done ? <Icon name="check" label={t("portal.stepDone")} /> : i + 1}</span>
            {s === "done" && step === "closed" ? t("step.closed") : t(`step.${s}`)}
          </li>
        );
      })}
    </ol>
  );
}
