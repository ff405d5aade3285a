import type { Problem } from "../api/problem";
import { t } from "../i18n";

/** What a problem means to the person in front of the screen. */
export function explain(problem: Problem): { title: string; text: string } {
  switch (problem.kind) {
    case "offline": return { title: t("problem.offline.title"), text: t("problem.offline.text") };
    case "not-found": return { title: t("problem.notFound.title"), text: t("problem.notFound.text") };
    case "forbidden": return { title: t("problem.forbidden.title"), text: problem.detail ?? t("problem.forbidden.text") };
    case "too-many": return { title: t("problem.tooMany.title"), text: problem.detail ?? t("problem.tooMany.text") };
    case "too-large": return { title: t("problem.tooLarge.title"), text: problem.detail ?? t("problem.tooLarge.text") };
    case "unavailable": return { title: t("problem.unavailable.title"), text: t("problem.unavailable.text") };
    case "stale": return { title: t("problem.stale.title"), text: t("problem.stale.text") };
    case "invalid": return { title: t("problem.invalid.title"), text: Array.from(new Set([problem.detail ?? t("problem.invalid.text"), ...problem.errors.map((e) => e.message)])).join(" ") };
    case "conflict": return { title: t("problem.conflict.title"), text: problem.message };
    case "unauthenticated": return { title: t("problem.signedOut.title"), text: t("problem.signedOut.text") };
    default: return { title: t("problem.internal.title"), text: t("problem.internal.text") };
  }
}
