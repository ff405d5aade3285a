import type { PagerPage, PageState } from "../../api/types";
import { short, t } from "../../i18n";
import { Icon, type IconName } from "../../ui";
import "./oncall.css";

const ICONS: Record<PageState, IconName> = { triggered: "bell", acknowledged: "check", resolved: "check", exhausted: "warning" };

/** Told by a drawing and a word, not by colour alone. */
export const PageBadge = ({ state }: { state: PageState }) => <span className={`badge oc-state ${state}`}><Icon name={ICONS[state]} />{t(`onCall.state.${state}`)}</span>;

/** What it says, who called, who was told and who took it on. */
export function PageFacts({ page }: { page: PagerPage }) {
  const by = page.triggeredBy ? t("onCall.by", { name: page.triggeredBy.name }) : t(`onCall.source.${page.source}`);
  return (
    <>
      {page.text && page.text !== page.ticket.title && <p className="oc-text">{page.text}</p>}
      <p className="muted small">{by} · {t("onCall.stepOf", { step: Math.min(page.step, page.steps), steps: page.steps, round: page.round, rounds: page.rounds })}</p>
      {page.told.length > 0 && (
        <ol className="plain-list oc-told small" aria-label={t("onCall.told")}>
          {page.told.map((x) => <li key={`${x.round}-${x.step}-${x.person?.id ?? ""}`}>{x.person?.name ?? "?"} <span className="muted">· {short(x.at)}</span></li>)}
        </ol>
      )}
      {page.acknowledgedBy && page.acknowledged && <p className="small"><Icon name="check" /> {t("onCall.takenBy", { name: page.acknowledgedBy.name, time: short(page.acknowledged) })}</p>}
    </>
  );
}
