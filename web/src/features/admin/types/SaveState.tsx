import { t } from "../../../i18n";
import { Button, Icon } from "../../../ui";
import type { DraftOf } from "./useDraft";

/** Whether the draft is kept, in a word. */
export function SaveState({ draft, onFlush }: { draft: DraftOf; onFlush: () => void }) {
  const { kind } = draft.saving;
  const text = kind === "saved" ? t(draft.version ? "types.saved" : "types.noDraft") : kind === "wrong" || kind === "conflict" ? t("types.unsaved") : kind === "failed" ? t("types.saveFailed") : t("types.saving");
  const bad = kind === "wrong" || kind === "failed" || kind === "conflict";
  return (
    <span className={`save-state small ${bad ? "error-text" : "muted"}`} role="status">
      <Icon name={bad ? "warning" : kind === "saved" ? "check" : "clock"} /> {text}
      {kind === "failed" && <Button small onClick={onFlush}>{t("action.retry")}</Button>}
    </span>
  );
}
