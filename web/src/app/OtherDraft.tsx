import { t } from "../i18n";
import { Body, Button } from "../ui";
import type { Draft, DraftKeeper } from "./drafts";

/** Says that there is a second draft, shows it, and lets one be chosen. */
export function OtherDraft({ draft, onTake }: { draft: DraftKeeper; onTake: (other: Draft) => void }) {
  const { other, dropOther } = draft;
  if (!other) return null;
  return (
    <details className="notice warn other-draft">
      <summary>{t("draft.other")}</summary>
      {other.title && <p><strong>{other.title}</strong></p>}
      <Body html={other.body || `<p>${t("draft.files", { count: other.files.length })}</p>`} />
      <div className="row wrap">
        <Button small onClick={() => onTake(other)}>{t("draft.take")}</Button>
        <Button small kind="quiet" onClick={dropOther}>{t("draft.drop")}</Button>
      </div>
    </details>
  );
}
