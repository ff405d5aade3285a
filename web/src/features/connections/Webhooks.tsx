import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { Webhook } from "../../api/connectionTypes";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { maybe, t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, explain, FormError, Skeleton, Table, TextField, toast } from "../../ui";
import { connectionsChanged, deliveriesChanged, useWebhooks } from "./data";
import { DeliveryList } from "./Deliveries";
import { DeleteDialog, DeskName, EventsField, FilterField, OwnerField, SecretDialog, StateCell } from "./parts";

/** Who is told by signed requests what happens. */
export function Webhooks() {
  const cache = useQueryClient();
  const hooks = useWebhooks();
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [watching, setWatching] = useState<Webhook | null>(null);
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  const add = <Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("conn.addWebhook")}</Button>;
  async function test(w: Webhook): Promise<void> {
    try {
      await api(`/webhooks/${w.id}/test`, { method: "POST" });
      setWatching(w);
      await deliveriesChanged(cache);
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
  }
  if (hooks.error) return <ErrorState error={hooks.error} retry={() => void hooks.refetch()} />;
  if (!hooks.data) return <Skeleton lines={4} gap={26} />;
  return (
    <>
      {!hooks.data.length ? <EmptyState icon="link" title={t("conn.noWebhooks")} text={t("conn.noWebhooksText")}>{add}</EmptyState> : (
        <>
          <p className="row end">{add}</p>
          <Table label={t("conn.webhooks")} rows={hooks.data} rowKey={(w) => w.id} columns={[
            { id: "name", title: t("person.name"), cell: (w) => <><strong>{w.name}</strong><br /><span className="muted small">{w.url}</span></> },
            { id: "desk", title: t("field.desk"), cell: (w) => <DeskName id={w.deskId} /> },
            { id: "events", title: t("conn.events"), cell: (w) => w.events.map((e) => maybe(`conn.event.${e}`, e)).join(", ") },
            { id: "state", title: t("people.state"), cell: (w) => <StateCell of={w} /> },
            { id: "do", title: "", cell: (w) => <span className="row end wrap"><Button small disabled={!w.active} onClick={() => void test(w)}>{t("conn.test")}</Button><Button small kind="quiet" onClick={() => setWatching(w)}>{t("conn.deliveries")}</Button><Button small kind="quiet" onClick={() => setEditing(w)}>{t("action.edit")}</Button><Button small kind="quiet" className="danger" onClick={() => setDeleting(w)}>{t("action.delete")}</Button></span> },
          ]} />
        </>
      )}
      {editing && <WebhookDialog webhook={editing === "new" ? null : editing} onSecret={setSecret} onClose={() => setEditing(null)} />}
      {secret && <SecretDialog title={t("conn.secret")} text={t("conn.secretText")} secret={secret} onClose={() => setSecret(null)} />}
      {watching && (
        <Dialog title={t("conn.deliveriesOf", { name: watching.name })} onClose={() => setWatching(null)} wide>
          <DeliveryList endpoint={watching.id} />
        </Dialog>
      )}
      {deleting && <DeleteDialog name={deleting.name} text={t("conn.deleteText")} onClose={() => setDeleting(null)} remove={async () => { await api(`/webhooks/${deleting.id}`, { method: "DELETE" }); await connectionsChanged(cache); }} />}
    </>
  );
}

function WebhookDialog({ webhook, onSecret, onClose }: { webhook: Webhook | null; onSecret: (secret: string) => void; onClose: () => void }) {
  const cache = useQueryClient();
  const session = useSession();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const first = session.admin ? "" : (session.desks.find((d) => d.role === "manager")?.id ?? "");
  const [form, setForm] = useState({ deskId: webhook ? (webhook.deskId ?? "") : first, name: webhook?.name ?? "", url: webhook?.url ?? "", events: webhook?.events ?? ["ticket.created"], query: webhook?.query ?? "", confidential: webhook?.confidential ?? false, active: webhook?.active ?? true });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { ...form, deskId: form.deskId || null };
      const saved = webhook ? await api<Webhook>(`/webhooks/${webhook.id}`, { method: "PUT", body, version: webhook.version }) : await api<Webhook>("/webhooks", { body, key: key.for(body) });
      await connectionsChanged(cache);
      toast(t("state.saved"));
      onClose();
      if (saved.secret) onSecret(saved.secret);
    });
  };
  const rotate = (): void => void run(async () => {
    if (!webhook) return;
    const made = await api<Webhook>(`/webhooks/${webhook.id}/secret`, { method: "POST" });
    await connectionsChanged(cache);
    onClose();
    if (made.secret) onSecret(made.secret);
  });
  return (
    <Dialog title={webhook ? webhook.name : t("conn.addWebhook")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="two">
          <TextField label={t("person.name")} required data-first value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <OwnerField value={form.deskId} error={wrong("deskId")} onChange={(deskId) => set({ deskId })} />
        </div>
        <TextField label={t("conn.url")} hint={t("conn.urlHint")} type="url" required placeholder="https://example.org/hooks/steward" value={form.url} error={wrong("url")} onChange={(e) => set({ url: e.target.value })} />
        <EventsField value={form.events} error={wrong("events")} onChange={(events) => set({ events })} />
        <FilterField value={form.query} error={wrong("query")} onChange={(query) => set({ query })} />
        {form.deskId && <CheckField label={t("conn.confidential")} checked={form.confidential} onChange={(e) => set({ confidential: e.target.checked })} />}
        {wrong("confidential") && <p className="field-error" role="alert">{wrong("confidential")}</p>}
        <CheckField label={t("conn.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        {webhook && <p className="hint">{t("conn.rotateHint")} <Button small disabled={busy} onClick={rotate}>{t("conn.rotate")}</Button></p>}
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button></div>
      </form>
    </Dialog>
  );
}
