import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { HttpConnection } from "../../api/connectionTypes";
import { useCreationKey } from "../../api/idempotency";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, FormError, Skeleton, Table, TextArea, TextField, toast } from "../../ui";
import { connectionsChanged, headersOf, useHttpConnections } from "./data";
import { DeliveryList } from "./Deliveries";
import { DeleteDialog, DeskName, OwnerField, StateCell } from "./parts";

/** Other systems that rules call. */
export function HttpConnections() {
  const cache = useQueryClient();
  const { admin } = useSession();
  const list = useHttpConnections();
  const [editing, setEditing] = useState<HttpConnection | "new" | null>(null);
  const [watching, setWatching] = useState<HttpConnection | null>(null);
  const [deleting, setDeleting] = useState<HttpConnection | null>(null);
  const add = <Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("conn.addHttp")}</Button>;
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton lines={4} gap={26} />;
  return (
    <>
      {!list.data.length ? <EmptyState icon="link" title={t("conn.noHttp")} text={t("conn.noHttpText")}>{add}</EmptyState> : (
        <>
          <p className="row end">{add}</p>
          <Table label={t("conn.http")} rows={list.data} rowKey={(c) => c.id} columns={[
            { id: "name", title: t("person.name"), cell: (c) => <><strong>{c.name}</strong><br /><span className="muted small">{c.url}</span></> },
            { id: "desk", title: t("field.desk"), cell: (c) => <DeskName id={c.deskId} /> },
            { id: "headers", title: t("conn.headers"), cell: (c) => c.headers.join(", ") },
            { id: "state", title: t("people.state"), cell: (c) => <StateCell of={c} /> },
            { id: "do", title: "", cell: (c) => (c.deskId !== null || admin) && <span className="row end wrap"><Button small kind="quiet" onClick={() => setWatching(c)}>{t("conn.deliveries")}</Button><Button small kind="quiet" onClick={() => setEditing(c)}>{t("action.edit")}</Button><Button small kind="quiet" className="danger" onClick={() => setDeleting(c)}>{t("action.delete")}</Button></span> },
          ]} />
        </>
      )}
      {editing && <HttpDialog connection={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {watching && <Dialog title={t("conn.deliveriesOf", { name: watching.name })} onClose={() => setWatching(null)} wide><DeliveryList endpoint={watching.id} /></Dialog>}
      {deleting && <DeleteDialog name={deleting.name} text={t("conn.deleteText")} onClose={() => setDeleting(null)} remove={async () => { await api(`/http-connections/${deleting.id}`, { method: "DELETE" }); await connectionsChanged(cache); }} />}
    </>
  );
}

function HttpDialog({ connection, onClose }: { connection: HttpConnection | null; onClose: () => void }) {
  const cache = useQueryClient();
  const session = useSession();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const first = session.admin ? "" : (session.desks.find((d) => d.role === "manager")?.id ?? "");
  const [form, setForm] = useState({ deskId: connection ? (connection.deskId ?? "") : first, name: connection?.name ?? "", url: connection?.url ?? "", headers: (connection?.headers ?? []).map((h) => `${h}:`).join("\n"), active: connection?.active ?? true });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const headers = headersOf(form.headers);
  const bad = Object.keys(headers).map((h) => wrong(`headers.${h}`)).find(Boolean) ?? wrong("headers");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { ...form, deskId: form.deskId || null, headers };
      if (connection) await api(`/http-connections/${connection.id}`, { method: "PUT", body, version: connection.version });
      else await api("/http-connections", { body, key: key.for(body) });
      await connectionsChanged(cache);
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={connection ? connection.name : t("conn.addHttp")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="two">
          <TextField label={t("person.name")} required data-first value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <OwnerField value={form.deskId} error={wrong("deskId")} onChange={(deskId) => set({ deskId })} />
        </div>
        <TextField label={t("conn.url")} hint={t("conn.urlHint")} type="url" required value={form.url} error={wrong("url")} onChange={(e) => set({ url: e.target.value })} />
        <TextArea label={t("conn.headers")} hint={t("conn.headersHint")} rows={3} autoComplete="off" spellCheck={false} value={form.headers} error={bad} onChange={(e) => set({ headers: e.target.value })} />
        <CheckField label={t("conn.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button></div>
      </form>
    </Dialog>
  );
}
