import type { Considered, Decision } from "../../api/types";
import { day, t } from "../../i18n";

/** What an entry of the journal says of a decision; older or odd ones may lack parts. */
export function decisionOf(detail: Record<string, unknown>): Decision {
  const text = (name: string): string | null => (typeof detail[name] === "string" ? detail[name] : null);
  return {
    chosenId: text("assigneeId"), chosenName: text("assignee"), because: (text("because") ?? "none") as Decision["because"],
    wanted: Array.isArray(detail["wanted"]) ? (detail["wanted"] as string[]) : [],
    considered: Array.isArray(detail["considered"]) ? (detail["considered"] as Considered[]) : [],
  };
}

export function because(d: Decision): string {
  if (!d.chosenName) return t(d.because === "nobody" ? "assign.because.nobody" : "assign.because.none");
  const person = d.considered.find((c) => c.id === d.chosenId);
  switch (d.because) {
    case "turn": return t("assign.because.turn");
    case "skills": return t("assign.because.skills", { skills: person?.has.join(", ") || "–" });
    case "on_call": return t("assign.because.on_call");
    default: return t("assign.because.least", { count: person?.open ?? 0 });
  }
}

const state = (c: Considered): string => {
  switch (c.left) {
    case "absent": return c.until ? t("assign.left.absent", { day: day(c.until) }) : t("assign.left.away");
    case "full": return t("assign.left.full", { open: c.open, most: c.most });
    case "skills": return t("assign.left.skills", { skills: c.lacks.join(", ") });
    default: return t("assign.free", { open: c.open, most: c.most });
  }
};

/** Who was considered, who was left out and why, and why this one. */
export function Why({ decision, rule }: { decision: Decision; rule: string }) {
  return (
    <>
      {decision.chosenName ? t("assign.to", { name: decision.chosenName }) : t("assign.toNobody")} – {because(decision)}{rule && <span className="muted"> · {t("assign.byRule", { rule })}</span>}
      {decision.considered.length > 0 && (
        <details className="texts">
          <summary>{t("assign.considered", { count: decision.considered.length })}</summary>
          <ul>{decision.considered.map((c) => <li key={c.id}>{c.id === decision.chosenId ? <strong>{c.name}</strong> : c.name}: {state(c)}</li>)}</ul>
        </details>
      )}
    </>
  );
}
