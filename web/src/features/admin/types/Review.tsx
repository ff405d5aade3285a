import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, Dialog, ErrorState, FormError, Icon, Skeleton, toast } from "../../../ui";
import { useTypesChanged } from "./data";
import { differences } from "./differences";
import { definitionOf, type EffectView } from "./model";
import { StatusMap } from "./StatusMap";
import type { Editing } from "./TypeEditor";
import { differenceWords, effectWords } from "./words";

/** What was changed, what that does to the tickets there are, and the last word. */
export function Review({ type, draft, onClose, onDone }: Editing & { onClose: () => void; onDone: () => Promise<void> }) {
  const { error, busy, wrong, run } = useSave();
  const changed = useTypesChanged();
  const [map, setMap] = useState<Record<string, string>>({});
  const effect = useQuery({
    queryKey: ["type-effect", type.id, draft.version], gcTime: 0, retry: false,
    queryFn: async () => { await draft.saver.flush(); return api<EffectView>(`/types/${type.id}/effect`, { method: "POST" }); },
  });
  const done = differences(definitionOf(type), draft.now);
  const words = effect.data ? effectWords(effect.data, draft.now) : [];
  const gone = (effect.data?.statuses ?? []).filter((s) => s.tickets > 0);
  const blocked = (effect.data?.fields ?? []).some((f) => f.change === "kind" && f.tickets > 0);
  const publish = (): void => void run(async () => {
    if (!(await draft.saver.flush())) { onClose(); return; }
    await api(`/types/${type.id}/publish`, { body: { statusMap: Object.fromEntries(Object.entries(map).filter(([, to]) => to)) }, version: type.version });
    draft.saver.abandon();
    await changed();
    await onDone();
    toast(t("types.published", { name: type.name }));
  });
  return (
    <Dialog title={t("types.reviewTitle", { name: type.name })} onClose={onClose} wide>
      <FormError error={error} />
      <h3>{t("types.whatChanged")}</h3>
      <ul className="differences">{done.length ? done.map((d, i) => <li key={i}>{differenceWords(d)}</li>) : <li>{t("types.noChange")}</li>}</ul>
      <h3>{t("types.whatHappens")}</h3>
      {effect.error ? <ErrorState error={effect.error} retry={() => void effect.refetch()} /> : !effect.data ? <Skeleton lines={3} /> : (
        <ul className="differences effects-list">
          {words.map((w, i) => <li key={i} className={w.grave ? "grave" : ""}>{w.grave && <Icon name="warning" label={t("types.careful")} />} {w.text}</li>)}
          {!words.length && <li>{t("types.effectNone")}</li>}
        </ul>
      )}
      {gone.length > 0 && <StatusMap gone={gone} next={draft.now} map={map} wrong={wrong} onChange={setMap} />}
      {blocked && <p className="notice error">{t("types.kindBlocked")}</p>}
      {error !== undefined && error !== null && <Stale error={error} />}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button kind="primary" disabled={busy || !effect.data || blocked || gone.some((s) => !map[s.key])} onClick={publish}>{t("types.publish")}</Button>
      </div>
    </Dialog>
  );
}

/** Why publishing was refused, place by place. */
function Stale({ error }: { error: unknown }) {
  const errors = error instanceof Object && "errors" in error && Array.isArray(error.errors) ? (error.errors as { field: string; message: string }[]) : [];
  const rest = errors.filter((e) => !e.field.startsWith("statusMap."));
  return rest.length ? <ul className="differences">{rest.map((e) => <li key={e.field}>{e.field}: {e.message}</li>)}</ul> : null;
}
