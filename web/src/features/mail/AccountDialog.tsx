import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Desk, MailAccount, MailServer, Security, TicketType } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";

const SECURITY: Security[] = ["tls", "starttls", "none"];
const NEW_IMAP: MailServer = { host: "", port: 993, security: "tls", user: "", folder: "INBOX" };
const NEW_SMTP: MailServer = { host: "", port: 587, security: "starttls", user: "" };

/** One address of a desk: where its mail is fetched, and through which server it answers. */
export function AccountDialog({ account, desks, onClose }: { account: MailAccount | null; desks: Desk[]; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const types = useQuery({ queryKey: ["types"], queryFn: () => api<TicketType[]>("/types"), staleTime: 60_000 });
  const [form, setForm] = useState({ deskId: account?.deskId ?? desks[0]?.id ?? "", typeId: account?.typeId ?? "", address: account?.address ?? "", name: account?.name ?? "", enabled: account?.enabled ?? true, trustedServer: account?.trustedServer ?? "" });
  const [imap, setImap] = useState<MailServer | null>(account ? account.imap : NEW_IMAP);
  const [smtp, setSmtp] = useState<MailServer | null>(account ? account.smtp : NEW_SMTP);
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const own = (types.data ?? []).filter((x) => x.deskId === form.deskId);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { ...form, typeId: form.typeId || own[0]?.id, trustedServer: form.trustedServer.trim() || null, imap: written(imap), smtp: written(smtp) };
      if (account) await api(`/mail/accounts/${account.id}`, { method: "PATCH", body, version: account.version });
      else await api("/mail/accounts", { body, key: key.for(body) });
      await cache.invalidateQueries({ queryKey: ["mail", "accounts"] });
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={account ? account.address : t("mail.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="two">
          <TextField label={t("mail.address")} type="email" required data-first value={form.address} error={wrong("address")} onChange={(e) => set({ address: e.target.value })} />
          <TextField label={t("mail.name")} hint={t("mail.nameHint")} required value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <SelectField label={t("field.desk")} value={form.deskId} error={wrong("deskId")} onChange={(e) => set({ deskId: e.target.value, typeId: "" })}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
          <SelectField label={t("mail.type")} value={form.typeId || (own[0]?.id ?? "")} error={wrong("typeId")} onChange={(e) => set({ typeId: e.target.value })}>{own.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        </div>
        <ServerFields title={t("mail.imap")} field="imap" server={imap} fresh={NEW_IMAP} onChange={setImap} wrong={wrong} />
        <ServerFields title={t("mail.smtp")} field="smtp" server={smtp} fresh={NEW_SMTP} onChange={setSmtp} wrong={wrong} />
        <TextField label={t("mail.trusted")} hint={t("mail.trustedHint")} value={form.trustedServer} error={wrong("trustedServer")} onChange={(e) => set({ trustedServer: e.target.value })} />
        <CheckField label={t("mail.enabled")} checked={form.enabled} onChange={(e) => set({ enabled: e.target.checked })} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button></div>
      </form>
    </Dialog>
  );
}

/** A password is sent only when it was typed; whether there is one is the server's to say. */
function written(server: MailServer | null): MailServer | null {
  if (!server) return null;
  const { passwordSet: _known, password, ...rest } = server;
  return password ? { ...rest, password } : rest;
}

function ServerFields({ title, field, server, fresh, onChange, wrong }: { title: string; field: "imap" | "smtp"; server: MailServer | null; fresh: MailServer; onChange: (to: MailServer | null) => void; wrong: (field: string) => string | undefined }) {
  const set = (part: Partial<MailServer>): void => { if (server) onChange({ ...server, ...part }); };
  return (
    <fieldset className="boxed">
      <legend><CheckField label={title} checked={server !== null} onChange={(e) => onChange(e.target.checked ? fresh : null)} /></legend>
      {server && (
        <div className="two">
          <TextField label={t("mail.host")} required value={server.host} error={wrong(`${field}.host`)} onChange={(e) => set({ host: e.target.value })} />
          <div className="two">
            <TextField label={t("mail.port")} type="number" required min={1} max={65535} value={server.port} error={wrong(`${field}.port`)} onChange={(e) => set({ port: Number(e.target.value) })} />
            <SelectField label={t("mail.security")} value={server.security} onChange={(e) => set({ security: e.target.value as Security })}>{SECURITY.map((s) => <option key={s} value={s}>{t(`mail.security.${s}`)}</option>)}</SelectField>
          </div>
          <TextField label={t("mail.user")} value={server.user} autoComplete="off" error={wrong(`${field}.user`)} onChange={(e) => set({ user: e.target.value })} />
          <TextField label={t("person.password")} type="password" autoComplete="new-password" placeholder={server.passwordSet ? t("mail.passwordSet") : undefined} value={server.password ?? ""} error={wrong(`${field}.password`)} onChange={(e) => set({ password: e.target.value })} />
          {field === "imap" && <TextField label={t("mail.folder")} value={server.folder ?? ""} error={wrong("imap.folder")} onChange={(e) => set({ folder: e.target.value })} />}
        </div>
      )}
    </fieldset>
  );
}
