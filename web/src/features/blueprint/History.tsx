import { useState } from "react";
import { address } from "../../api/client";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, RelativeTime, Skeleton, Table } from "../../ui";
import { useConfigurationChanges, type ConfigurationChange } from "./data";
import { Differences } from "./Differences";

/** The files that were applied, each with a way back. */
export function History({ deskName, undo }: { deskName: (id: string) => string; undo: (change: ConfigurationChange) => void }) {
  const all = useConfigurationChanges();
  const [shown, setShown] = useState<ConfigurationChange | null>(null);
  if (all.error && !all.data) return <ErrorState error={all.error} retry={() => void all.refetch()} />;
  if (all.isPending) return <Skeleton lines={3} gap={26} />;
  if (!all.data.length) return <EmptyState icon="clock" title={t("blueprint.noHistory")} text={t("blueprint.noHistoryText")} />;
  return (
    <>
      <Table label={t("blueprint.history")} rows={all.data} rowKey={(c) => c.id} columns={[
        { id: "at", title: t("blueprint.when"), cell: (c) => <><RelativeTime at={c.at} /><br /><span className="muted small">{c.by?.name}</span></> },
        { id: "desk", title: t("field.desk"), cell: (c) => deskName(c.deskId) },
        { id: "what", title: t("blueprint.what"), cell: (c) => <>{t(c.undoes ? "blueprint.kind.undo" : c.created ? "blueprint.kind.created" : "blueprint.kind.applied")}{c.undone && <span className="muted"> · {t("blueprint.undone")}</span>}</> },
        { id: "count", title: t("blueprint.differences"), num: true, cell: (c) => c.differences.length },
        { id: "do", title: "", cell: (c) => (
          <span className="row end">
            <Button small kind="quiet" onClick={() => setShown(c)}>{t("blueprint.show")}</Button>
            {!c.undone && <Button small kind="quiet" onClick={() => undo(c)}>{t("action.undo")}</Button>}
          </span>
        ) },
      ]} />
      {shown && (
        <Dialog title={t("blueprint.differences")} wide onClose={() => setShown(null)}>
          <Differences all={shown.differences} />
          {!shown.created && <p><a href={address(`/configurations/changes/${shown.id}/before`)} download>{t("blueprint.before")}</a></p>}
        </Dialog>
      )}
    </>
  );
}
