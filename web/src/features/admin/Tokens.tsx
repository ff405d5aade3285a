import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Page, Token } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, FormError, RelativeTime, Skeleton, Table, TextField, toast } from "../../ui";
import { items } from "./data";

export function Tokens() {
  useTitle(t("admin.tokens"));
  const cache = useQueryClient();
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: () => api<Token[] | Page<Token>>("/tokens").then(items) });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Token | null>(null);
  return (
    <>
      <div className="page-head"><h1>{t("admin.tokens")}</h1><Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("tokens.add")}</Button></div>
      <p className="muted">{t("tokens.text")}</p>
      {tokens.error ? <ErrorState error={tokens.error} retry={() => void tokens.refetch()} /> : !tokens.data ? <Skeleton lines={4} gap={26} /> : !tokens.data.length ? <EmptyState icon="lock" title={t("tokens.none")} text={t("tokens.noneText")} /> : (
        <Table label={t("admin.tokens")} rows={tokens.data} rowKey={(x) => x.id} columns={[
          { id: "name", title: t("person.name"), cell: (x) => x.name },
          { id: "created", title: t("tokens.created"), cell: (x) => <RelativeTime at={x.created} /> },
          { id: "used", title: t("tokens.used"), cell: (x) => (x.lastUsed ? <RelativeTime at={x.lastUsed} /> : <span className="muted">{t("tokens.never")}</span>) },
          { id: "do", title: "", cell: (x) => <span className="row end"><Button small kind="quiet" className="danger" onClick={() => setEnding(x)}>{t("tokens.end")}</Button></span> },
        ]} />
      )}
      {adding && <NewToken onClose={() => { setAdding(false); void cache.invalidateQueries({ queryKey: ["tokens"] }); }} />}
      {ending && <EndToken token={ending} onClose={() => { setEnding(null); void cache.invalidateQueries({ queryKey: ["tokens"] }); }} />}
    </>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState("");
  const [made, setMade] = useState<Token | null>(null);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    const body = { name: name.trim() };
    void run(async () => setMade(await api<Token>("/tokens", { body, key: key.for(body) })));
  };
  const copy = (): void => void navigator.clipboard?.writeText(made?.token ?? "").then(() => toast(t("action.copied")));
  return (
    <Dialog title={t("tokens.add")} onClose={onClose}>
      {made ? (
        <>
          <p className="notice warn">{t("tokens.once")}</p>
          <div className="row"><input className="input token" readOnly aria-label={t("tokens.token")} value={made.token ?? ""} onFocus={(e) => e.target.select()} /><Button onClick={copy}>{t("action.copy")}</Button></div>
          <div className="dialog-foot"><Button kind="primary" onClick={onClose}>{t("tokens.kept")}</Button></div>
        </>
      ) : (
        <form onSubmit={save}>
          <FormError error={error} />
          <TextField label={t("person.name")} hint={t("tokens.nameHint")} required data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
          <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.create")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}

/** A token that is gone cannot come back, so this one thing is asked. */
function EndToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const { error, busy, run } = useSave();
  return (
    <Dialog title={t("tokens.endTitle", { name: token.name })} onClose={onClose}>
      <FormError error={error} />
      <p>{t("tokens.endText")}</p>
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy} onClick={() => void run(async () => { await api(`/tokens/${token.id}`, { method: "DELETE" }); onClose(); })}>{t("tokens.end")}</Button></div>
    </Dialog>
  );
}
