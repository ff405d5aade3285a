import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { SmsGateway } from "../../api/connectionTypes";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, ErrorState, FormError, SelectField, Skeleton, TextArea, TextField, toast } from "../../ui";
import { connectionsChanged, deliveriesChanged, headersOf, useSms } from "./data";
import { DeliveryList } from "./Deliveries";
import { DeleteDialog, StateCell } from "./parts";

/** The gateway for text messages. */
export function Sms() {
  const sms = useSms();
  if (sms.error) return <ErrorState error={sms.error} retry={() => void sms.refetch()} />;
  if (sms.data === undefined) return <Skeleton lines={6} />;
  return <Form key={sms.data?.version ?? 0} gateway={sms.data} />;
}

function Form({ gateway }: { gateway: SmsGateway | null }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ url: gateway?.url ?? "", method: gateway?.method ?? "POST", contentType: gateway?.contentType ?? "application/json", body: gateway?.body ?? '{"to":"{{to}}","text":"{{text}}"}', headers: (gateway?.headers ?? ["Authorization"]).map((h) => `${h}:`).join("\n"), active: gateway?.active ?? true });
  const [to, setTo] = useState("");
  const [deleting, setDeleting] = useState(false);
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const headers = headersOf(form.headers);
  const bad = Object.keys(headers).map((h) => wrong(`headers.${h}`)).find(Boolean) ?? wrong("headers");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api("/sms-gateway", { method: "PUT", body: { ...form, headers }, version: gateway?.version ?? 0 });
      await connectionsChanged(cache);
      toast(t("state.saved"));
    });
  };
  const test = (): void => void run(async () => {
    await api("/sms-gateway/test", { body: { phone: to } });
    await deliveriesChanged(cache);
    toast(t("conn.smsSent"));
  });
  return (
    <>
      <p className="muted">{t("conn.smsText")}</p>
      {gateway && <p><StateCell of={gateway} /></p>}
      <form onSubmit={save} className="section">
        <FormError error={error} />
        <div className="two">
          <TextField label={t("conn.url")} required placeholder="https://sms.example.org/send" value={form.url} error={wrong("url")} onChange={(e) => set({ url: e.target.value })} />
          <SelectField label={t("conn.method")} value={form.method} error={wrong("method")} onChange={(e) => set({ method: e.target.value })}>{["POST", "PUT", "GET"].map((m) => <option key={m} value={m}>{m}</option>)}</SelectField>
        </div>
        {form.method !== "GET" && <TextField label={t("conn.contentType")} value={form.contentType} error={wrong("contentType")} onChange={(e) => set({ contentType: e.target.value })} />}
        {form.method !== "GET" && <TextArea label={t("conn.body")} hint={t("conn.bodyHint")} rows={4} spellCheck={false} value={form.body} error={wrong("body")} onChange={(e) => set({ body: e.target.value })} />}
        <TextArea label={t("conn.headers")} hint={t("conn.headersHint")} rows={2} autoComplete="off" spellCheck={false} value={form.headers} error={bad} onChange={(e) => set({ headers: e.target.value })} />
        <CheckField label={t("conn.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        <div className="row"><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>{gateway && <Button kind="quiet" className="danger" onClick={() => setDeleting(true)}>{t("action.delete")}</Button>}</div>
      </form>
      {gateway && (
        <section className="section">
          <h2>{t("conn.test")}</h2>
          <div className="row wrap"><TextField label={t("person.phone")} type="tel" placeholder="+43 660 1234567" value={to} error={wrong("phone")} onChange={(e) => setTo(e.target.value)} /><Button disabled={busy || !to} onClick={test}>{t("conn.sendTest")}</Button></div>
          <DeliveryList endpoint={gateway.id} />
        </section>
      )}
      {deleting && <DeleteDialog name="SMS" text={t("conn.deleteText")} onClose={() => setDeleting(false)} remove={async () => { await api("/sms-gateway", { method: "DELETE" }); await connectionsChanged(cache); }} />}
    </>
  );
}
