import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../../../api/client";
import type { TicketType } from "../../../api/types";
import { useSave } from "../../../app/useSave";
import { useSession } from "../../../app/session";
import { useTitle } from "../../../app/useTitle";
import { t } from "../../../i18n";
import { Button, Dialog, ErrorState, FormError, Icon, IconButton, Skeleton, Tabs, toast } from "../../../ui";
import { ConflictDialog } from "./ConflictDialog";
import { useDefinition } from "./data";
import { FieldsTab } from "./fields/FieldsTab";
import { FormsTab } from "./forms/FormsTab";
import { GeneralTab } from "./GeneralTab";
import { areaOf, type DefinitionView } from "./model";
import { Review } from "./Review";
import { SaveState } from "./SaveState";
import { TypeIcon } from "./TypeIcon";
import { keep, useDraft, type DraftOf } from "./useDraft";
import { VersionsTab } from "./VersionsTab";
import { WorkflowTab } from "./workflow/WorkflowTab";
import "./types.css";

/** What every part of the editor works on: the type as it is published, and the draft of what it shall become. */
export interface Editing { type: TicketType; draft: DraftOf }
const TABS = ["fields", "workflow", "forms", "general", "versions"] as const;
type Tab = (typeof TABS)[number];

export default function TypeEditor() {
  const { typeId = "" } = useParams();
  const definition = useDefinition(typeId);
  const [round, setRound] = useState(0);
  if (definition.error) return <ErrorState page error={definition.error} retry={() => void definition.refetch()} />;
  if (!definition.data) return <Skeleton lines={8} />;
  const again = async (): Promise<void> => { keep(typeId, 0, null); await definition.refetch(); setRound((n) => n + 1); };
  return <Editor key={`${typeId}.${round}`} view={definition.data} onReload={again} />;
}

function Editor({ view, onReload }: { view: DefinitionView; onReload: () => Promise<void> }) {
  const { type } = view;
  const session = useSession();
  const draft = useDraft(view);
  const go = useNavigate();
  const { tab } = useParams();
  const at: Tab = TABS.find((x) => x === tab) ?? "fields";
  const [dialog, setDialog] = useState<"review" | "discard" | null>(null);
  useTitle(type.name);
  const { problems, saving } = draft;
  const marks = new Map(TABS.map((x) => [x, problems.all.filter((e) => areaOf(e.field) === x).length]));
  const drafted = draft.version > 0 || draft.saver.pending;
  const label = (x: Tab): string => { const n = marks.get(x) ?? 0; return n ? `${t(`types.tab.${x}`)} (${t("types.wrongCount", { count: n })})` : t(`types.tab.${x}`); };
  return (
    <div className="type-editor">
      <div className="page-head">
        <div className="grow">
          <p className="small muted"><Link to="/admin/desks">{t("admin.desks")}</Link> / <Link to={`/admin/desks/${type.deskId}`}>{session.deskName(type.deskId) || t("field.desk")}</Link></p>
          <h1 className="row"><TypeIcon icon={type.icon} colour={type.colour} />{type.name} <span className="tag">{type.prefix}</span>{!type.active && <span className="tag">{t("types.inactive")}</span>}</h1>
        </div>
        <div className="row wrap end">
          <SaveState draft={draft} onFlush={() => void draft.saver.flush()} />
          <IconButton icon="undo" label={t("types.undo")} disabled={!draft.undo} onClick={() => draft.undo?.()} aria-keyshortcuts="Control+Z" />
          <IconButton icon="redo" label={t("types.redo")} disabled={!draft.redo} onClick={() => draft.redo?.()} aria-keyshortcuts="Control+Y" />
          <Button kind="quiet" disabled={!drafted} onClick={() => setDialog("discard")}>{t("types.discard")}</Button>
          <Button kind="primary" disabled={!drafted || saving.kind === "wrong"} onClick={() => setDialog("review")}>{t("types.review")}</Button>
        </div>
      </div>
      <Tabs<Tab> label={t("types.parts")} tabs={TABS.map((x) => ({ id: x, label: label(x) }))} value={at} onChange={(x) => void go(`/admin/types/${type.id}/${x}`, { replace: true })}>
        {at === "fields" && <FieldsTab type={type} draft={draft} />}
        {at === "workflow" && <WorkflowTab type={type} draft={draft} />}
        {at === "forms" && <FormsTab type={type} draft={draft} />}
        {at === "general" && <GeneralTab type={type} draft={draft} />}
        {at === "versions" && <VersionsTab type={type} draft={draft} onDone={onReload} />}
      </Tabs>
      {saving.kind === "wrong" && <Wrong draft={draft} onGo={(area) => void go(`/admin/types/${type.id}/${area}`)} />}
      {dialog === "review" && <Review type={type} draft={draft} onClose={() => setDialog(null)} onDone={onReload} />}
      {dialog === "discard" && <Discard type={type} draft={draft} onClose={() => setDialog(null)} onDone={onReload} />}
      {saving.kind === "conflict" && <ConflictDialog draft={draft} theirs={saving.theirs} onReload={onReload} />}
    </div>
  );
}

/** Nothing is lost by it here; the server keeps only what is right. */
function Wrong({ draft, onGo }: { draft: DraftOf; onGo: (area: string) => void }) {
  const areas = Array.from(new Set(draft.problems.all.map((e) => areaOf(e.field))));
  const where = (path: string): string => {
    const [, list, index] = /^(fields|statuses|transitions)\[(\d+)\]/.exec(path) ?? [];
    return (list ? draft.now[list as "fields" | "statuses" | "transitions"][Number(index)]?.name : undefined) ?? path;
  };
  const names = Array.from(new Set(draft.problems.all.map((e) => where(e.field))));
  return (
    <div className="notice error wrong-bar" role="alert">
      <strong>{t("types.notSaved")}</strong>
      {names.slice(0, 5).map((n) => <span key={n}>{n}</span>)}
      {areas.map((a) => <Button key={a} small onClick={() => onGo(a)}>{t(`types.tab.${a}`)}</Button>)}
    </div>
  );
}

function Discard({ type, draft, onClose, onDone }: Editing & { onClose: () => void; onDone: () => Promise<void> }) {
  const { error, busy, run } = useSave();
  const cache = useQueryClient();
  const discard = (): void => void run(async () => {
    draft.saver.abandon();
    await api(`/types/${type.id}/draft`, { method: "DELETE" });
    await cache.invalidateQueries({ queryKey: ["form"] });
    await onDone();
    toast(t("types.discarded"));
  });
  return (
    <Dialog title={t("types.discardTitle")} onClose={onClose}>
      <FormError error={error} />
      <p>{t("types.discardText")}</p>
      <div className="dialog-foot"><Button data-first onClick={onClose}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy} onClick={discard}><Icon name="close" />{t("types.discard")}</Button></div>
    </Dialog>
  );
}
