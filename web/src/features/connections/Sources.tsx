import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { InboundSource, ReceivedHook, WholeHook } from "../../api/connectionTypes";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import { fileSize, t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, explain, Pager, RelativeTime, Skeleton, Table, toast } from "../../ui";
import { connectionsChanged, useSources } from "./data";
import { pretty } from "./Deliveries";
import { DeleteDialog, DeskName, SecretDialog } from "./parts";
import { SourceDialog } from "./SourceDialog";

/** Systems that tell a desk what happens. */
export function Sources() {
  const cache = useQueryClient();
  const sources = useSources();
  const [editing, setEditing] = useState<InboundSource | "new" | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [watching, setWatching] = useState<InboundSource | null>(null);
  const [deleting, setDeleting] = useState<InboundSource | null>(null);
  const add = <Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("conn.addSource")}</Button>;
  if (sources.error) return <ErrorState error={sources.error} retry={() => void sources.refetch()} />;
  if (!sources.data) return <Skeleton lines={4} gap={26} />;
  return (
    <>
      {!sources.data.length ? <EmptyState icon="inbox" title={t("conn.noSources")} text={t("conn.noSourcesText")}>{add}</EmptyState> : (
        <>
          <p className="row end">{add}</p>
          <Table label={t("conn.inbound")} rows={sources.data} rowKey={(s) => s.id} columns={[
            { id: "name", title: t("person.name"), cell: (s) => <><strong>{s.name}</strong><br /><span className="muted small">{t(`conn.source.${s.kind}`)}</span></> },
            { id: "desk", title: t("field.desk"), cell: (s) => <DeskName id={s.deskId} /> },
            { id: "state", title: t("people.state"), cell: (s) => !s.active ? <span className="muted">{t("conn.off")}</span> : s.lastAt ? <>{t("conn.heard")} <RelativeTime at={s.lastAt} /></> : <span className="muted">{t("conn.neverHeard")}</span> },
            { id: "do", title: "", cell: (s) => <span className="row end wrap"><Button small kind="quiet" onClick={() => setWatching(s)}>{t("conn.received")}</Button><Button small kind="quiet" onClick={() => setEditing(s)}>{t("action.edit")}</Button><Button small kind="quiet" className="danger" onClick={() => setDeleting(s)}>{t("action.delete")}</Button></span> },
          ]} />
        </>
      )}
      {editing && <SourceDialog source={editing === "new" ? null : editing} onAddress={setAddress} onClose={() => setEditing(null)} />}
      {address && <SecretDialog title={t("conn.address")} text={t("conn.addressText")} secret={address} onClose={() => setAddress(null)} />}
      {watching && <Dialog title={t("conn.receivedOf", { name: watching.name })} onClose={() => setWatching(null)} wide><Received source={watching} /></Dialog>}
      {deleting && <DeleteDialog name={deleting.name} text={t("conn.deleteSourceText")} onClose={() => setDeleting(null)} remove={async () => { await api(`/inbound-sources/${deleting.id}`, { method: "DELETE" }); await connectionsChanged(cache); }} />}
    </>
  );
}

/** The last payloads, and what each became. */
function Received({ source }: { source: InboundSource }) {
  const cache = useQueryClient();
  const [open, setOpen] = useState<WholeHook | null>(null);
  const list = usePages<ReceivedHook>(["received-hooks", source.id], `/inbound-sources/${source.id}/received`, {});
  async function show(h: ReceivedHook): Promise<void> {
    try {
      setOpen(await api<WholeHook>(`/received-hooks/${h.id}`));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
  }
  async function retry(h: ReceivedHook): Promise<void> {
    try {
      await api(`/received-hooks/${h.id}/retry`, { method: "POST" });
      toast(t("conn.retried"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["received-hooks"] });
  }
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={5} gap={26} />;
  if (!list.rows.length) return <EmptyState icon="inbox" title={t("conn.noReceived")} text={t("conn.noReceivedText")} />;
  return (
    <>
      <Table label={t("conn.received")} rows={list.rows} rowKey={(h) => h.id} columns={[
        { id: "at", title: t("mail.at"), cell: (h) => <span className="muted"><RelativeTime at={h.at} /></span> },
        { id: "state", title: t("people.state"), cell: (h) => <span className={h.state === "failed" ? "error-text" : undefined}>{t(`conn.hook.${h.state}`)}{h.error && <><br /><span className="muted small">{h.error}</span></>}</span> },
        { id: "outcome", title: t("conn.outcome"), cell: (h) => <>{h.outcome.slice(0, 5).map((o, i) => <div key={i}>{t(`conn.did.${o.did}`)} {o.number && <Link to={`/work/t/${o.number}`}>{o.number}</Link>}</div>)}{h.outcome.length > 5 && <span className="muted">{t("conn.more", { count: h.outcome.length - 5 })}</span>}</> },
        { id: "size", title: t("conn.size"), cell: (h) => fileSize(h.bytes) },
        { id: "do", title: "", cell: (h) => <span className="row end">{(h.state === "failed" || h.state === "ignored") && <Button small onClick={() => void retry(h)}>{t("conn.again")}</Button>}<Button small kind="quiet" onClick={() => void show(h)}>{t("conn.payload")}</Button></span> },
      ]} />
      <Pager more={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      {open && (
        <Dialog title={t("conn.payload")} onClose={() => setOpen(null)} wide>
          <pre className="code" tabIndex={0} style={{ maxBlockSize: 420, overflow: "auto" }}>{pretty(open.payload)}</pre>
          <div className="dialog-foot"><Button kind="primary" onClick={() => setOpen(null)}>{t("action.close")}</Button></div>
        </Dialog>
      )}
    </>
  );
}
