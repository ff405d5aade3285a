import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { PagerPage, Ticket } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, FormError, SelectField, Skeleton, TextArea, toast } from "../../ui";
import { pagesChanged, useChains } from "./data";

/** Calls who is on call about a ticket. */
export default function PageDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const chains = useChains(ticket.deskId);
  const { error, busy, wrong, run } = useSave();
  const [chosen, setChain] = useState("");
  const [text, setText] = useState("");
  const rows = chains.data ?? [];
  const chainId = chosen || (rows[0]?.id ?? "");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { chainId, text: text.trim() };
      await api<PagerPage>(`/tickets/${ticket.id}/pages`, { body, key: key.for(body) });
      pagesChanged(cache, ticket.id);
      toast(t("onCall.paged"));
      onClose();
    });
  };
  return (
    <Dialog title={t("onCall.page")} onClose={onClose}>
      {chains.error ? <ErrorState error={chains.error} retry={() => void chains.refetch()} /> : chains.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="bell" title={t("onCall.noChains")} text={t("onCall.noChainsText")} /> : (
        <form onSubmit={save}>
          <FormError error={error} />
          <SelectField label={t("onCall.chain")} data-first value={chainId} error={wrong("chainId")} onChange={(e) => setChain(e.target.value)}>{rows.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}</SelectField>
          <TextArea label={t("onCall.text")} hint={t("onCall.textHint")} rows={3} maxLength={500} value={text} error={wrong("text")} onChange={(e) => setText(e.target.value)} />
          <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" icon="bell" disabled={busy}>{t("onCall.doPage")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
