import { useEffect, useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PortalRequest } from "../../api/types";
import { t } from "../../i18n";
import { Button, Field, FormError, toast } from "../../ui";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { useDraft, type Draft } from "../../app/drafts";
import { OtherDraft } from "../../app/OtherDraft";
import { RichText } from "../../ui/richtext/RichText";

/** An answer, or a reason to open a finished request again. */
export function Answer({ request, onDone }: { request: PortalRequest; onDone: (r: PortalRequest) => void }) {
  const reopens = request.mayReopen;
  const draft = useDraft("answer", request.id);
  const { first: begun, keep } = draft;
  const [words, setWords] = useState(begun.body);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const key = useCreationKey();
  const attachments = useAttachments(begun.files);
  useEffect(() => { keep({ body: words, files: attachments.files }); }, [keep, words, attachments.files]);
  const type = (to: string): void => { setWords(to); setMissing(false); };
  async function send(e: FormEvent): Promise<void> {
    e.preventDefault();
    const files = attachments.ids.length > 0;
    if (!words && (reopens || !files)) return setMissing(true);
    setBusy(true);
    setError(undefined);
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
      draft.clear();
      key.renew();
      toast(t(reopens ? "portal.reopened" : "portal.answered"));
    } catch (e) {
      setError(e);
    }
    setBusy(false);
  }
  const take = (other: Draft): void => {
    type(other.body);
    attachments.set(other.files);
    draft.dropOther();
  };
  const wrong = missing ? t("portal.writeSomething") : error ? problemOf(error).of("body") : undefined;
  return (
    <form className="answer" onSubmit={(e) => void send(e)} {...attachments.drop}>
      <FormError error={error} />
      <OtherDraft draft={draft} onTake={take} />
      <Field label={t(reopens ? "portal.reopenLabel" : "portal.answer")} hint={reopens ? t("portal.reopenHint") : undefined} error={wrong}>
        {(wired) => <RichText {...wired} simple boxed label={t(reopens ? "portal.reopenLabel" : "portal.answer")} value={words} onChange={type} onFiles={attachments.add} />}
      </Field>
      <AttachBar attachments={attachments} />
      {(words || attachments.files.length > 0) && <p className="muted small">{t("composer.draftKept")}</p>}
      <Button type="submit" kind="primary" className="large" disabled={busy || attachments.busy}>{t(reopens ? "portal.reopen" : "portal.sendAnswer")}</Button>
    </form>
  );
}
