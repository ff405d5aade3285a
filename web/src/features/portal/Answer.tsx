import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PortalRequest } from "../../api/types";
import { t } from "../../i18n";
import { Button, FormError, TextArea, toast } from "../../ui";
import { textToHtml } from "../../ui/sanitise";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { keepDraft, readDraft } from "../agent/ticket/drafts";
import { pastedFiles } from "./paste";

/** An answer, or a reason to open a finished request again. */
export function Answer({ request, onDone }: { request: PortalRequest; onDone: (r: PortalRequest) => void }) {
  const reopens = request.mayReopen;
  const [text, setText] = useState(() => readDraft(request.id, "portal").body);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const key = useCreationKey();
  const attachments = useAttachments();
  const type = (to: string): void => { setText(to); keepDraft(request.id, "portal", { body: to, files: [] }); };
  async function send(e: FormEvent): Promise<void> {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    const files = attachments.ids.length > 0;
    const words = textToHtml(text);
    // Opening again takes words only; an answer takes files too, and opens what is done (but not what was called off) by itself.
    const first = reopens && !(files && request.step === "done");
    try {
      if (first) {
        onDone(await api<PortalRequest>(`/portal/requests/${request.id}/reopen`, { body: { body: words } }));
        type("");
      }
      const body = { body: first ? "" : words, ...(files ? { attachments: attachments.ids } : {}) };
      if (!first || files) await api(`/portal/requests/${request.id}/replies`, { body, key: key.for(body) });
      onDone(await api<PortalRequest>(`/portal/requests/${request.id}`));
      type("");
      attachments.clear();
      key.renew();
      toast(t(reopens ? "portal.reopened" : "portal.answered"));
    } catch (e) {
      setError(e);
    }
    setBusy(false);
  }
  return (
    <form className="answer" onSubmit={(e) => void send(e)} onPaste={pastedFiles(attachments.add)} {...attachments.drop}>
      <FormError error={error} />
      <TextArea label={t(reopens ? "portal.reopenLabel" : "portal.answer")} hint={reopens ? t("portal.reopenHint") : undefined} rows={5} required={reopens || !attachments.ids.length} value={text} error={error ? problemOf(error).of("body") : undefined} onChange={(e) => type(e.target.value)} />
      <AttachBar attachments={attachments} />
      <Button type="submit" kind="primary" className="large" disabled={busy || attachments.busy}>{t(reopens ? "portal.reopen" : "portal.sendAnswer")}</Button>
    </form>
  );
}
