import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { api, query, type Problem } from "../../api/client";
import type { Page } from "../../api/types";
import { useSession } from "../../app/session";
import { exact, maybe, t } from "../../i18n";
import { Dialog, Empty, Failed, Field, Loading } from "../../ui";
import { toast } from "../../ui/toasts";

interface Server { host: string; port: number; security: string; user: string; passwordSet: boolean; folder?: string }
interface Account { id: string; deskId: string; typeId: string; address: string; name: string; enabled: boolean; imap: Server | null; smtp: Server | null; trustedServer: string | null; lastFetch: string | null; lastError: string | null; version: number }
interface Received { id: string; at: string; from: string | null; subject: string | null; state: string; reason: string | null; ticket: { id: string; number: string } | null }
interface Outgoing { id: string; at: string; to: string; subject: string; kind: string; state: string; attempts: number; lastError: string | null }

export default function Mail() {
  return <><Accounts /><ReceivedMail /><OutgoingMail /></>;
}

function Accounts() {
  const client = useQueryClient();
  const accounts = useQuery({ queryKey: ["mail-accounts"], queryFn: () => api<Account[]>("/mail/accounts") });
  const [edited, setEdited] = useState<Account | "new" | null>(null);
  const refresh = (): void => void client.invalidateQueries({ queryKey: ["mail-accounts"] });
  const test = (a: Account): void => void api<{ imap: { ok: boolean; message: string }; smtp: { ok: boolean; message: string } }>(`/mail/accounts/${a.id}/test`, { method: "POST" }).then((r) => toast(`IMAP: ${r.imap.message} · SMTP: ${r.smtp.message}`), (e: Error) => toast(e.message));
  if (accounts.isPending) return <Loading />;
  if (accounts.error) return <Failed problem={accounts.error} />;
  return (
    <section>
      <div className="between"><h2>{t("mail.accounts")}</h2><button className="btn primary" onClick={() => setEdited("new")}>{t("mail.add")}</button></div>
      {accounts.data.length === 0 && <Empty title={t("mail.noAccounts")}><p>{t("mail.noAccountsHint")}</p></Empty>}
      <table className="plain"><tbody>{accounts.data.map((a) => <tr key={a.id}><td>{a.address}</td><td>{a.enabled ? "" : t("admin.inactive")}</td><td className="muted">{a.lastError ?? (a.lastFetch ? exact(a.lastFetch) : "")}</td><td className="num"><button className="btn" onClick={() => test(a)}>{t("mail.test")}</button> <button className="btn" onClick={() => setEdited(a)}>{t("action.edit")}</button></td></tr>)}</tbody></table>
      <Dialog open={edited !== null} onClose={() => setEdited(null)} title={t("mail.account")}>{edited && <AccountForm account={edited === "new" ? null : edited} done={() => { setEdited(null); refresh(); }} />}</Dialog>
    </section>
  );
}

function AccountForm({ account, done }: { account: Account | null; done: () => void }) {
  const session = useSession();
  const [problem, setProblem] = useState<Problem>();
  function submit(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const server = (kind: string): Record<string, unknown> | null => form.get(`${kind}-host`) ? { host: form.get(`${kind}-host`), port: Number(form.get(`${kind}-port`)), security: form.get(`${kind}-security`), user: form.get(`${kind}-user`), password: form.get(`${kind}-password`) || null, ...(kind === "imap" ? { folder: form.get("imap-folder") || "INBOX" } : {}) } : null;
    const type = session.types.find((x) => x.id === form.get("typeId"));
    const body = { address: form.get("address"), name: form.get("name"), typeId: type?.id, deskId: type?.deskId, enabled: form.has("enabled"), imap: server("imap"), smtp: server("smtp"), trustedServer: form.get("trustedServer") || null };
    (account ? api(`/mail/accounts/${account.id}`, { method: "PATCH", body, version: account.version }) : api("/mail/accounts", { body })).then(done, setProblem);
  }
  return (
    <form onSubmit={submit} noValidate>
      <h2>{account?.address ?? t("mail.add")}</h2>
      {problem && <p className="error" role="alert">{problem.errors.map((x) => `${x.field}: ${x.message}`).join("; ") || problem.message}</p>}
      <Field label={t("field.email")}><input className="input" name="address" type="email" defaultValue={account?.address} /></Field>
      <Field label={t("setup.name")}><input className="input" name="name" defaultValue={account?.name} /></Field>
      <Field label={t("field.type")}><select className="input" name="typeId" defaultValue={account?.typeId}>{session.types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select></Field>
      {(["imap", "smtp"] as const).map((kind) => (
        <fieldset key={kind}><legend>{kind.toUpperCase()}</legend>
          <div className="row"><Field label={t("mail.host")}><input className="input" name={`${kind}-host`} defaultValue={account?.[kind]?.host} /></Field><Field label={t("mail.port")}><input className="input" name={`${kind}-port`} type="number" defaultValue={account?.[kind]?.port ?? (kind === "imap" ? 993 : 587)} /></Field>
            <Field label={t("mail.security")}><select className="input" name={`${kind}-security`} defaultValue={account?.[kind]?.security ?? (kind === "imap" ? "tls" : "starttls")}><option>none</option><option>starttls</option><option>tls</option></select></Field></div>
          <div className="row"><Field label={t("mail.user")}><input className="input" name={`${kind}-user`} defaultValue={account?.[kind]?.user} autoComplete="off" /></Field><Field label={t("field.password")} help={account?.[kind]?.passwordSet ? t("mail.passwordSet") : ""}><input className="input" name={`${kind}-password`} type="password" autoComplete="new-password" /></Field>
            {kind === "imap" && <Field label={t("mail.folder")}><input className="input" name="imap-folder" defaultValue={account?.imap?.folder ?? "INBOX"} /></Field>}</div>
        </fieldset>
      ))}
      <Field label={t("mail.trusted")} help={t("mail.trustedHelp")}><input className="input" name="trustedServer" defaultValue={account?.trustedServer ?? ""} /></Field>
      <label className="row"><input type="checkbox" name="enabled" defaultChecked={account?.enabled ?? true} />{t("admin.active")}</label>
      <p><button className="btn primary">{t("action.save")}</button></p>
    </form>
  );
}

function ReceivedMail() {
  const client = useQueryClient();
  const [state, setState] = useState("");
  const mails = useQuery({ queryKey: ["received", state], queryFn: () => api<Page<Received>>(`/mail/received${query({ state })}`), refetchInterval: 10_000 });
  const retry = (id: string): void => void api(`/mail/received/${id}/retry`, { method: "POST" }).then(() => client.invalidateQueries({ queryKey: ["received"] }), (e: Error) => toast(e.message));
  return (
    <section>
      <div className="between"><h2>{t("mail.received")}</h2><select className="input" style={{ width: "auto" }} aria-label={t("field.status")} value={state} onChange={(e) => setState(e.target.value)}><option value="">{t("figures.all")}</option>{["waiting", "ticket", "reply", "ignored", "failed"].map((s) => <option key={s} value={s}>{maybe(`mailstate.${s}`, s)}</option>)}</select></div>
      {mails.error && <Failed problem={mails.error} />}
      {mails.data?.items.length === 0 && <p className="muted">{t("state.nothing")}</p>}
      <table className="plain"><tbody>{mails.data?.items.map((m) => <tr key={m.id}><td>{exact(m.at)}</td><td className="truncate">{m.from}</td><td>{m.subject}</td><td>{maybe(`mailstate.${m.state}`, m.state)} <small className="muted">{m.reason}</small></td><td>{m.ticket && <Link to={`/work/t/${m.ticket.number}`}>{m.ticket.number}</Link>}</td><td className="num"><a href={`/api/v1/mail/received/${m.id}/raw`}>{t("mail.raw")}</a> {m.state === "failed" && <button className="btn" onClick={() => retry(m.id)}>{t("action.retry")}</button>}</td></tr>)}</tbody></table>
    </section>
  );
}

function OutgoingMail() {
  const client = useQueryClient();
  const mails = useQuery({ queryKey: ["outgoing"], queryFn: () => api<Page<Outgoing>>("/mail/outgoing"), refetchInterval: 10_000 });
  const retry = (id: string): void => void api(`/mail/outgoing/${id}/retry`, { method: "POST" }).then(() => client.invalidateQueries({ queryKey: ["outgoing"] }), (e: Error) => toast(e.message));
  return (
    <section>
      <h2>{t("mail.outgoing")}</h2>
      {mails.error && <Failed problem={mails.error} />}
      {mails.data?.items.length === 0 && <p className="muted">{t("state.nothing")}</p>}
      <table className="plain"><tbody>{mails.data?.items.map((m) => <tr key={m.id}><td>{exact(m.at)}</td><td>{m.to}</td><td>{m.subject}</td><td>{maybe(`mailstate.${m.state}`, m.state)} <small className="muted">{m.lastError}</small></td><td className="num">{m.state === "failed" && <button className="btn" onClick={() => retry(m.id)}>{t("action.retry")}</button>}</td></tr>)}</tbody></table>
    </section>
  );
}
