import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import type { Entry } from "../../api/types";
import { t } from "../../i18n";
import { Button } from "../../ui";
import { later } from "../../ui/later";

const WhyDialog = later(() => import("./WhyDialog"));

/** Because of what an entry came to be; that of a rule opens what the rule did and why. Where the rule is named as who did it, it is not named again. */
export function CauseLink({ entry, ticket }: { entry: Entry; ticket?: { id: string; deskId: string; number: string } | undefined }) {
  const [open, setOpen] = useState(false);
  if (!entry.cause) return null;
  if (entry.cause.kind !== "rule" || !ticket) return <>{entry.cause.label}</>;
  return (
    <>
      <Button kind="link" className="cause" onClick={() => setOpen(true)}>{entry.actor.kind === "rule" ? t("entry.ruleWhy") : t("entry.byRule", { rule: entry.cause.label })}</Button>
      {/* Not within the line of text that it is about, whose looks it would take on. */}
      {open && createPortal(<Suspense fallback={null}><WhyDialog ticket={ticket} {...(entry.cause.run ? { run: entry.cause.run } : {})} rule={entry.cause.label} onClose={() => setOpen(false)} /></Suspense>, document.body)}
    </>
  );
}
