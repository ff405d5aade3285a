import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import type { Rule, RuleVersion } from "../../api/types";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, RelativeTime, Skeleton, toast } from "../../ui";
import { failed, useVersions } from "./data";
import { words } from "./RuleList";
import { useWorld } from "./world";

/** What the rule was before, each as a sentence; any of them can be made the newest again. */
export function Versions({ rule }: { rule: Rule }) {
  const cache = useQueryClient();
  const versions = useVersions(rule.id);
  const world = useWorld(rule.deskId);
  const [asked, setAsked] = useState<RuleVersion | null>(null);
  const [busy, setBusy] = useState(false);
  const restore = async (v: RuleVersion): Promise<void> => {
    setBusy(true);
    try {
      await api(`/rules/${rule.id}/restore`, { body: { version: v.version } });
      toast(t("rules.restored", { n: v.version }));
    } catch (error) { failed(error); }
    setBusy(false);
    setAsked(null);
    await cache.invalidateQueries({ queryKey: ["rules"] });
  };
  if (versions.error && !versions.data) return <ErrorState error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data) return <Skeleton lines={4} gap={26} />;
  if (!versions.data.length) return <EmptyState icon="clock" title={t("rules.noVersions")} text={t("rules.noVersionsText")} />;
  return (
    <>
      <ol className="plain-list rule-versions" reversed>
        {versions.data.map((v) => (
          <li key={v.version}>
            <div className="row wrap"><strong>{t("rules.version", { n: v.version })}</strong><span className="muted small grow">{v.by?.name} <RelativeTime at={v.at} /></span>{v.version === rule.version ? <span className="tag">{t("rules.current")}</span> : <Button small onClick={() => setAsked(v)}>{t("rules.restore")}</Button>}</div>
            <p>{v.rule.name !== rule.name && <strong>{v.rule.name}: </strong>}{words(v.rule, world)}</p>
          </li>
        ))}
      </ol>
      {asked && <Dialog title={t("rules.restoreTitle", { n: asked.version })} onClose={() => setAsked(null)}><p>{words(asked.rule, world)}</p><p className="muted">{t("rules.restoreText")}</p><div className="dialog-foot"><Button onClick={() => setAsked(null)}>{t("action.cancel")}</Button><Button kind="primary" data-first disabled={busy} onClick={() => void restore(asked)}>{t("rules.restore")}</Button></div></Dialog>}
    </>
  );
}
