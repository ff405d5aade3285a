import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PortalRequest } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, FormError, Skeleton, TextArea, TextField } from "../../ui";
import { textToHtml } from "../../ui/sanitise";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { NotFound } from "../../app/NotFound";
import { useOffers } from "./Home";
import { pastedFiles } from "./paste";

const URGENCIES = [1, 2, 3] as const;

export function Ask() {
  const { typeId } = useParams();
  const [params] = useSearchParams();
  const offers = useOffers();
  const offer = offers.data?.find((o) => o.id === typeId);
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useCreationKey();
  const attachments = useAttachments();
  const [form, setForm] = useState({ title: params.get("title") ?? "", description: "", urgency: 3 });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useTitle(offer?.name);
  if (offers.error) return <ErrorState page error={offers.error} retry={() => void offers.refetch()} />;
  if (!offers.data) return <Skeleton />;
  if (!offer) return <NotFound />;

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    const body = { typeId, title: form.title.trim(), description: textToHtml(form.description), urgency: form.urgency, ...(attachments.ids.length ? { attachments: attachments.ids } : {}) };
    try {
      const made = await api<PortalRequest>("/portal/requests", { body, key: key.for(body) });
      cache.setQueryData(["portal", "request", made.number], made);
      void cache.invalidateQueries({ queryKey: ["portal", "requests"] });
      go(`/portal/requests/${made.number}?sent=1`, { replace: true });
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  return (
    <>
      <p><Link to="/portal">← {t("portal.back")}</Link></p>
      <h1>{offer.name}</h1>
      <p className="lead">{offer.hint}</p>
      <FormError error={error} />
      <form onSubmit={(e) => void submit(e)} onPaste={pastedFiles(attachments.add)} {...attachments.drop}>
        <TextField label={t("portal.what")} hint={t("portal.whatHint")} required maxLength={250} value={form.title} error={wrong("title")} onChange={(e) => setForm({ ...form, title: e.target.value })} />
        <TextArea label={t("portal.details")} hint={t("portal.detailsHint")} rows={7} value={form.description} error={wrong("description")} onChange={(e) => setForm({ ...form, description: e.target.value })} />
        <AttachBar attachments={attachments} />
        <p className="muted small">{t("portal.attachHint")}</p>
        <fieldset className="plain-fieldset radios">
          <legend>{t("portal.urgent")}</legend>
          {URGENCIES.map((u) => (
            <label key={u} className="radio"><input type="radio" name="urgency" checked={form.urgency === u} onChange={() => setForm({ ...form, urgency: u })} /><span>{t(`portal.urgent.${u}`)}</span></label>
          ))}
        </fieldset>
        <Button type="submit" kind="primary" className="large" disabled={busy || attachments.busy}>{t("portal.send")}</Button>
      </form>
    </>
  );
}
