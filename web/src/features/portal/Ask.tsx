import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PortalRequest } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, Field, FormError, Skeleton, TextField } from "../../ui";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { NotFound } from "../../app/NotFound";
import { useOffers } from "./Home";
import { useDraft, type Draft } from "../../app/drafts";
import { OtherDraft } from "../../app/OtherDraft";
import { RichText } from "../../ui/richtext/RichText";

const URGENCIES = [1, 2, 3] as const;

export function Ask() {
  const { typeId = "" } = useParams();
  return <Asking key={typeId} typeId={typeId} />;
}

function Asking({ typeId }: { typeId: string }) {
  const [params] = useSearchParams();
  const offers = useOffers();
  const offer = offers.data?.find((o) => o.id === typeId);
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useCreationKey();
  const draft = useDraft("ask", typeId);
  const { first, keep } = draft;
  const attachments = useAttachments(first.files);
  const [form, setForm] = useState({ title: params.get("title") || (first.title ?? ""), description: first.body, urgency: 3 });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const sent = useRef(false);
  useEffect(() => { if (!sent.current) keep({ body: form.description, files: attachments.files, title: form.title }); }, [keep, form.description, form.title, attachments.files]);
  useTitle(offer?.name);
  if (offers.error) return <ErrorState page error={offers.error} retry={() => void offers.refetch()} />;
  if (!offers.data) return <Skeleton />;
  if (!offer) return <NotFound />;

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    const body = { typeId, title: form.title.trim(), description: form.description, urgency: form.urgency, ...(attachments.ids.length ? { attachments: attachments.ids } : {}) };
    try {
      const made = await api<PortalRequest>("/portal/requests", { body, key: key.for(body) });
      sent.current = true;
      draft.clear();
      cache.setQueryData(["portal", "request", made.number], made);
      void cache.invalidateQueries({ queryKey: ["portal", "requests"] });
      go(`/portal/requests/${made.number}?sent=1`, { replace: true });
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  const take = (other: Draft): void => {
    setForm({ ...form, title: other.title ?? form.title, description: other.body });
    attachments.set(other.files);
    draft.dropOther();
  };
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  return (
    <>
      <p><Link to="/portal">← {t("portal.back")}</Link></p>
      <h1>{offer.name}</h1>
      <p className="lead">{offer.hint}</p>
      <FormError error={error} />
      <OtherDraft draft={draft} onTake={take} />
      <form onSubmit={(e) => void submit(e)} {...attachments.drop}>
        <TextField label={t("portal.what")} hint={t("portal.whatHint")} required maxLength={250} value={form.title} error={wrong("title")} onChange={(e) => setForm({ ...form, title: e.target.value })} />
        <Field label={t("portal.details")} hint={t("portal.detailsHint")} error={wrong("description")}>
          {(wired) => <RichText {...wired} simple boxed label={t("portal.details")} value={form.description} onChange={(html) => setForm((f) => ({ ...f, description: html }))} onFiles={attachments.add} />}
        </Field>
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
