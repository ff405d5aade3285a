import { useState } from "react";
import { t } from "../../../i18n";
import { Button, Dialog } from "../../../ui";
import { usePersonName } from "./data";
import { differences } from "./differences";
import type { DraftView } from "./model";
import type { DraftOf } from "./useDraft";
import { differenceWords } from "./words";

/** Somebody else saved the draft meanwhile: what they did, and whose holds. */
export function ConflictDialog({ draft, theirs, onReload }: { draft: DraftOf; theirs: DraftView | null; onReload: () => Promise<void> }) {
  const who = usePersonName(theirs?.changedBy ?? null) ?? t("types.somebody");
  const [busy, setBusy] = useState(false);
  const done = theirs ? differences(draft.saver.saved, theirs.definition) : [];
  const reload = (): void => { setBusy(true); draft.saver.abandon(); void onReload(); };
  const overwrite = (): void => { setBusy(true); void draft.saver.overwrite().finally(() => setBusy(false)); };
  return (
    <Dialog title={t("types.conflict")} onClose={reload}>
      <p>{theirs ? t("types.conflictText", { name: who }) : t("types.conflictGone")}</p>
      {theirs && <ul className="differences">{done.length ? done.map((d, i) => <li key={i}>{differenceWords(d)}</li>) : <li>{t("types.nothingElse")}</li>}</ul>}
      <div className="dialog-foot">
        <Button disabled={busy} onClick={overwrite}>{t("types.keepMine")}</Button>
        <Button kind="primary" data-first disabled={busy} onClick={reload}>{t("types.takeTheirs")}</Button>
      </div>
    </Dialog>
  );
}
