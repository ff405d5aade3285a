import { Link } from "react-router";
import { t } from "../../i18n";
import { Dialog, ErrorState, Icon, Skeleton } from "../../ui";
import { useTemplates } from "./data";
import { words } from "./RuleList";
import type { World } from "./world";

/** What a new rule begins with: nothing, or one of those that many desks have. */
export function NewRule({ deskId, world, onClose }: { deskId: string; world: World; onClose: () => void }) {
  const templates = useTemplates();
  const to = (template?: string): string => `/admin/rules/new?${new URLSearchParams({ desk: deskId, ...(template ? { template } : {}) }).toString()}`;
  return (
    <Dialog wide title={t("rules.add")} onClose={onClose}>
      <ul className="plain-list rule-templates">
        <li><Link to={to()} data-first><Icon name="plus" /><span><strong>{t("rules.blank")}</strong><span className="muted small">{t("rules.blankText")}</span></span></Link></li>
        {(templates.data ?? []).map((x) => <li key={x.key}><Link to={to(x.key)}><Icon name="flow" /><span><strong>{x.name}</strong><span className="muted small">{x.description || words(x, world)}</span></span></Link></li>)}
      </ul>
      {templates.isPending && <Skeleton lines={4} />}
      {templates.error && <ErrorState error={templates.error} retry={() => void templates.refetch()} />}
    </Dialog>
  );
}
