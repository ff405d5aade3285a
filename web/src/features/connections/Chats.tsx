import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { ChatChannel, ChatFlavour } from "../../api/connectionTypes";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { maybe, t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, explain, FormError, SelectField, Skeleton, Table, TextField, toast } from "../../ui";
import { connectionsChanged, deliveriesChanged, useChats, useTeams } from "./data";
import { DeliveryList } from "./Deliveries";
import { DeleteDialog, DeskName, EventsField, FilterField, OwnerField, StateCell } from "./parts";

const FLAVOURS: readonly ChatFlavour[] = ["slack", "teams", "mattermost"];

/** Channels of chats that are told what happens. */
export function Chats() {
  const cache = useQueryClient();
  const { admin } = useSession();
  const chats = useChats();
  const [editing, setEditing] = useState<ChatChannel | "new" | null>(null);
  const [watching, setWatching] = useState<ChatChannel | null>(null);
  const [deleting, setDeleting] = useState<ChatChannel | null>(null);
  const add = <Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("conn.addChat")}</Button>;
  const mine = (c: ChatChannel): boolean => c.deskId !== null || admin;
  async function test(c: ChatChannel): Promise<void> {
    try {
      await api(`/chat-channels/${c.id}/test`, { method: "POST" });
      setWatching(c);
      await deliveriesChanged(cache);
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
  }
  if (chats.error) return <ErrorState error={chats.error} retry={() => void chats.refetch()} />;
  if (!chats.data) return <Skeleton lines={4} gap={26} />;
  return (
    <>
      {!chats.data.length ? <EmptyState icon="reply" title={t("conn.noChats")} text={t("conn.noChatsText")}>{add}</EmptyState> : (
        <>
          <p className="row end">{add}</p>
          <Table label={t("conn.chat")} rows={chats.data} rowKey={(c) => c.id} columns={[
            { id: "name", title: t("person.name"), cell: (c) => <><strong>{c.name}</strong><br /><span className="muted small">{t(`conn.flavour.${c.flavour}`)}</span></> },
            { id: "desk", title: t("field.desk"), cell: (c) => <DeskName id={c.deskId} /> },
            { id: "events", title: t("conn.events"), cell: (c) => c.events.map((e) => maybe(`conn.event.${e}`, e)).join(", ") || t("conn.rulesOnly") },
            { id: "state", title: t("people.state"), cell: (c) => <StateCell of={c} /> },
            { id: "do", title: "", cell: (c) => mine(c) && <span className="row end wrap"><Button small disabled={!c.active} onClick={() => void test(c)}>{t("conn.test")}</Button><Button small kind="quiet" onClick={() => setWatching(c)}>{t("conn.deliveries")}</Button><Button small kind="quiet" onClick={() => setEditing(c)}>{t("action.edit")}</Button><Button small kind="quiet" className="danger" onClick={() => setDeleting(c)}>{t("action.delete")}</Button></span> },
          ]} />
        </>
      )}
      {editing && <ChatDialog chat={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {watching && <Dialog title={t("conn.deliveriesOf", { name: watching.name })} onClose={() => setWatching(null)} wide><DeliveryList endpoint={watching.id} /></Dialog>}
      {deleting && <DeleteDialog name={deleting.name} text={t("conn.deleteText")} onClose={() => setDeleting(null)} remove={async () => { await api(`/chat-channels/${deleting.id}`, { method: "DELETE" }); await connectionsChanged(cache); }} />}
    </>
  );
}

function ChatDialog({ chat, onClose }: { chat: ChatChannel | null; onClose: () => void }) {
  const cache = useQueryClient();
  const session = useSession();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const first = session.admin ? "" : (session.desks.find((d) => d.role === "manager")?.id ?? "");
  const [form, setForm] = useState({ deskId: chat ? (chat.deskId ?? "") : first, name: chat?.name ?? "", flavour: chat?.flavour ?? ("slack" as ChatFlavour), url: "", events: chat?.events ?? [], query: chat?.query ?? "", confidential: chat?.confidential ?? false, directMessages: chat?.directMessages ?? false, active: chat?.active ?? true, teamId: chat?.teamId ?? "" });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const teams = useTeams(form.deskId).data ?? [];
  const takesDirect = !form.deskId && form.flavour !== "teams";
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { ...form, directMessages: takesDirect && form.directMessages, deskId: form.deskId || null, url: form.url || null, teamId: form.teamId || null };
      if (chat) await api(`/chat-channels/${chat.id}`, { method: "PUT", body, version: chat.version });
      else await api("/chat-channels", { body, key: key.for(body) });
      await connectionsChanged(cache);
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={chat ? chat.name : t("conn.addChat")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="two">
          <TextField label={t("person.name")} required data-first placeholder="#helpdesk" value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <OwnerField value={form.deskId} error={wrong("deskId")} onChange={(deskId) => set({ deskId, teamId: "" })} />
          <SelectField label={t("conn.flavour")} value={form.flavour} error={wrong("flavour")} onChange={(e) => set({ flavour: e.target.value as ChatFlavour })}>{FLAVOURS.map((f) => <option key={f} value={f}>{t(`conn.flavour.${f}`)}</option>)}</SelectField>
          {teams.length > 0 && <SelectField label={t("conn.team")} value={form.teamId} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value })}><option value="">{t("conn.anyTeam")}</option>{teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>}
        </div>
        <TextField label={t("conn.chatUrl")} hint={t(chat ? "conn.chatUrlKept" : "conn.chatUrlHint")} type="url" required={!chat} autoComplete="off" value={form.url} error={wrong("url")} onChange={(e) => set({ url: e.target.value })} />
        <EventsField value={form.events} error={wrong("events")} onChange={(events) => set({ events })} />
        <FilterField value={form.query} error={wrong("query")} onChange={(query) => set({ query })} />
        {form.deskId && <CheckField label={t("conn.confidential")} checked={form.confidential} onChange={(e) => set({ confidential: e.target.checked })} />}
        {wrong("confidential") && <p className="field-error" role="alert">{wrong("confidential")}</p>}
        {takesDirect && <CheckField label={t("conn.directMessages")} checked={form.directMessages} onChange={(e) => set({ directMessages: e.target.checked })} />}
        {takesDirect && <p className="hint">{t("conn.directMessagesHint")}</p>}
        {wrong("directMessages") && <p className="field-error" role="alert">{wrong("directMessages")}</p>}
        <CheckField label={t("conn.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button></div>
      </form>
    </Dialog>
  );
}
