import { useState } from "react";
import { api } from "../../../api/client";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, Dialog, EmptyState, ErrorState, FormError, RelativeTime, Skeleton, toast } from "../../../ui";
import { usePersonName, useTypesChanged, useVersions } from "./data";
import { differences } from "./differences";
import { definitionOf, type Definition, type VersionView } from "./model";
import { StatusMap } from "./StatusMap";
import type { Editing } from "./TypeEditor";
import { differenceWords } from "./words";

type Props = Editing & { onDone: () => Promise<void> };

/** What the type was, what each publication made of it, and the way back. */
export function VersionsTab(props: Props) {
  const { type } = props;
  const versions = useVersions(type.id);
  const [restoring, setRestoring] = useState<VersionView | null>(null);
  if (versions.error) return <ErrorState error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data) return <Skeleton lines={4} />;
  const now = definitionOf(type);
  return (
    <div className="editor-main">
      <p className="muted">{t("types.versionsText")}</p>
      {!versions.data.length && <EmptyState icon="clock" title={t("types.noVersions")} text={t("types.noVersionsText")} />}
      <ol className="plain-list versions">
        {versions.data.map((v, i) => <Version key={v.version} version={v} next={versions.data[i - 1]?.definition ?? now} onRestore={() => setRestoring(v)} />)}
      </ol>
      {restoring && <Restore {...props} version={restoring} now={now} onClose={() => setRestoring(null)} />}
    </div>
  );
}

function Version({ version, next, onRestore }: { version: VersionView; next: Definition; onRestore: () => void }) {
  const who = usePersonName(version.by) ?? t("types.somebody");
  const done = differences(version.definition, next);
  return (
    <li>
      <div className="row wrap"><strong className="grow">{t("types.publishedBy", { name: who })} · <RelativeTime at={version.at} /></strong><Button small onClick={onRestore}>{t("types.restore", { n: version.version })}</Button></div>
      <ul className="differences">{done.length ? done.map((d, i) => <li key={i}>{differenceWords(d)}</li>) : <li>{t("types.noChange")}</li>}</ul>
    </li>
  );
}

function Restore({ type, version, now, onClose, onDone }: Props & { version: VersionView; now: Definition; onClose: () => void }) {
  const { error, busy, wrong, run } = useSave();
  const changed = useTypesChanged();
  const [map, setMap] = useState<Record<string, string>>({});
  const gone = now.statuses.filter((s) => !version.definition.statuses.some((x) => x.key === s.key)).map((s) => ({ key: s.key, name: s.name, tickets: null }));
  const done = differences(now, version.definition);
  const restore = (): void => void run(async () => {
    await api(`/types/${type.id}/restore`, { body: { version: version.version, statusMap: Object.fromEntries(Object.entries(map).filter(([, to]) => to)) }, version: type.version });
    await changed();
    await onDone();
    toast(t("types.restored", { n: version.version }));
  });
  return (
    <Dialog title={t("types.restore", { n: version.version })} onClose={onClose}>
      <FormError error={error} />
      <p>{t("types.restoreText")}</p>
      <ul className="differences">{done.length ? done.map((d, i) => <li key={i}>{differenceWords(d)}</li>) : <li>{t("types.noChange")}</li>}</ul>
      {gone.length > 0 && <StatusMap gone={gone} next={version.definition} map={map} wrong={wrong} onChange={setMap} />}
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="primary" disabled={busy} onClick={restore}>{t("types.restoreDo")}</Button></div>
    </Dialog>
  );
}
