import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { MailAccount, MailTest, Page } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, explain, FormError, Icon, RelativeTime, Skeleton, Table } from "../../ui";
import { items, useDesks } from "../admin/data";
import { AccountDialog } from "./AccountDialog";

export function Accounts() {
  const cache = useQueryClient();
  const accounts = useQuery({ queryKey: ["mail", "accounts"], queryFn: () => api<MailAccount[] | Page<MailAccount>>("/mail/accounts").then(items) });
  const desks = useDesks();
  const [editing, setEditing] = useState<MailAccount | "new" | null>(null);
  const [testing, setTesting] = useState<MailAccount | null>(null);
  const [deleting, setDeleting] = useState<MailAccount | null>(null);
  const { error, busy, run } = useSave();
  const add = <Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("mail.add")}</Button>;
  if (accounts.error) return <ErrorState error={accounts.error} retry={() => void accounts.refetch()} />;
  if (!accounts.data) return <Skeleton lines={4} gap={26} />;
  const remove = (account: MailAccount): void => void run(async () => {
    await api(`/mail/accounts/${account.id}`, { method: "DELETE", version: account.version });
    await cache.invalidateQueries({ queryKey: ["mail", "accounts"] });
    setDeleting(null);
  });
  return (
    <>
      {!accounts.data.length ? <EmptyState icon="mail" title={t("mail.none")} text={t("mail.noneText")}>{add}</EmptyState> : (
        <>
          <p className="row end">{add}</p>
          <Table label={t("mail.accounts")} rows={accounts.data} rowKey={(a) => a.id} columns={[
            { id: "address", title: t("mail.address"), cell: (a) => <><strong>{a.address}</strong><br /><span className="muted small">{a.name}</span></> },
            { id: "desk", title: t("field.desk"), cell: (a) => desks.data?.find((d) => d.id === a.deskId)?.name ?? "" },
            { id: "state", title: t("people.state"), cell: (a) => !a.enabled ? <span className="muted">{t("mail.off")}</span> : a.lastError ? <span className="error-text">{a.lastError}</span> : a.lastFetch ? <span className="ok-text">{t("mail.fetched")} <RelativeTime at={a.lastFetch} /></span> : t("mail.waiting") },
            { id: "do", title: "", cell: (a) => <span className="row end"><Button small onClick={() => setTesting(a)}>{t("mail.test")}</Button><Button small kind="quiet" onClick={() => setEditing(a)}>{t("action.edit")}</Button><Button small kind="quiet" className="danger" onClick={() => setDeleting(a)}>{t("action.delete")}</Button></span> },
          ]} />
        </>
      )}
      {editing && <AccountDialog account={editing === "new" ? null : editing} desks={desks.data ?? []} onClose={() => setEditing(null)} />}
      {testing && <TestDialog account={testing} onClose={() => setTesting(null)} />}
      {deleting && (
        <Dialog title={t("mail.deleteTitle", { address: deleting.address })} onClose={() => setDeleting(null)}>
          <FormError error={error} />
          <p>{t("mail.deleteText")}</p>
          <div className="dialog-foot"><Button onClick={() => setDeleting(null)}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy} onClick={() => remove(deleting)}>{t("action.delete")}</Button></div>
        </Dialog>
      )}
    </>
  );
}

function TestDialog({ account, onClose }: { account: MailAccount; onClose: () => void }) {
  const test = useQuery({ queryKey: ["mail", "test", account.id], queryFn: () => api<MailTest>(`/mail/accounts/${account.id}/test`, { method: "POST" }), staleTime: 0, gcTime: 0, retry: false, refetchOnWindowFocus: false });
  const line = (name: string, result: { ok: boolean; message: string } | null): ReactNode => (
    <><dt>{name}</dt><dd className={result ? (result.ok ? "ok-text" : "error-text") : "muted"}>{result && <Icon name={result.ok ? "check" : "warning"} label={t(result.ok ? "mail.testOk" : "mail.testBad")} />} {result?.message ?? t("mail.notSet")}</dd></>
  );
  return (
    <Dialog title={t("mail.testing", { address: account.address })} onClose={onClose}>
      {test.isFetching ? <Skeleton lines={2} /> : test.error ? <p className="notice error">{explain(problemOf(test.error)).text}</p> : test.data && <dl className="test-result" role="status">{line("IMAP", test.data.imap)}{line("SMTP", test.data.smtp)}</dl>}
      <div className="dialog-foot"><Button disabled={test.isFetching} onClick={() => void test.refetch()}>{t("mail.testAgain")}</Button><Button kind="primary" onClick={onClose}>{t("action.close")}</Button></div>
    </Dialog>
  );
}
