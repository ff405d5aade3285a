import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Approval, Ticket } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, FormError, TextArea, TextField, toast } from "../../ui";
import { approvalsChanged, emptyPlan } from "./data";
import { PlanEditor } from "./PlanEditor";

/** Asks for a decision about a ticket. */
export default function AskDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const cache = useQueryClient();
  const session = useSession();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [plan, setPlan] = useState(() => emptyPlan(ticket.title));
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api<Approval>(`/tickets/${ticket.id}/approvals`, { body: plan, key: key.for(plan) });
      approvalsChanged(cache, ticket.id);
      toast(t("approval.asked"));
      onClose();
    });
  };
  return (
    <Dialog title={t("approval.ask")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("approval.title")} required data-first maxLength={200} value={plan.title} error={wrong("title")} onChange={(e) => setPlan({ ...plan, title: e.target.value })} />
        <TextArea label={t("approval.reason")} hint={t("approval.reasonHint")} rows={3} maxLength={4000} value={plan.reason} error={wrong("reason")} onChange={(e) => setPlan({ ...plan, reason: e.target.value })} />
        <PlanEditor plan={plan} statuses={session.type(ticket.typeId)?.statuses ?? []} wrong={wrong} onChange={setPlan} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("approval.doAsk")}</Button></div>
      </form>
    </Dialog>
  );
}
