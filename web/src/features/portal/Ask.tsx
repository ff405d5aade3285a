import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { PortalRequest, TicketType } from "../../api/types";
import { NotFound } from "../../app/NotFound";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { FieldForm, useFieldForm } from "../../fields";
import { t } from "../../i18n";
import { Button, ErrorState, Field, FormError, Skeleton, TextField } from "../../ui";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { useOffers } from "./Home";
import { useDraft, type Draft } from "../../app/drafts";
import { OtherDraft } from "../../app/OtherDraft";
import { RichText } from "../../ui/richtext/RichText";

const URGENCIES = [1, 2, 3] as const;

export function Ask() {
  const { typeId = "" } = useParams();
  const offers = useOffers();
  const session = useSession();
  const offer = offers.data?.find((o) => o.id === typeId);
  useTitle(offer?.name);
  if (offers.error) return <ErrorState page error={offers.error} retry={() => void offers.refetch()} />;
  if (!offers.data) return <Skeleton />;
  if (!offer) return <NotFound />;
  return (
    <>
      <p><Link to="/portal">← {t("portal.back")}</Link></p>
      <h1>{offer.name}</h1>
      <p className="lead">{offer.hint}</p>
      <Asking key={offer.id} type={session.type(offer.id) ?? { id: offer.id, fields: [], forms: NO_FORMS }} />
    </>
  );
}
const NO_FORMS = { requester: { sections: [] }, agent: { sections: [] } };

/** What the desk wants to know, in the order it chose; without a form of its own, what, why and how urgent. */
function Asking({ type }: { type: Pick<TicketType, "id" | "fields" | "forms"> }) {
  const [params] = useSearchParams();
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useCreationKey();
  const draft = useDraft("ask", type.id);
  const { first, keep } = draft;
  const attachments = useAttachments(first.files);
  const [entered, setEntered] = useState({ title: params.get("title") || (first.title ?? ""), description: first.body, urgency: 3 });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const sent = useRef(false);
  useEffect(() => { if (!sent.current) keep({ body: entered.description, files: attachments.files, title: entered.title }); }, [keep, entered.description, entered.title, attachments.files]);
  const builtIn = { title: entered.title.trim(), description: entered.description, urgency: entered.urgency };
  const form = useFieldForm({ type, audience: "requester", entered: builtIn, fallback: ["title", "description", "urgency"] });
  const set = (part: Partial<typeof entered>): void => setEntered((now) => ({ ...now, ...part }));

  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setError(undefined);
    if (!form.check()) return;
    setBusy(true);
    const fields = form.body();
    const body = { typeId: type.id, ...builtIn, ...(attachments.ids.length ? { attachments: attachments.ids } : {}), ...(Object.keys(fields).length ? { fields } : {}) };
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
    set({ title: other.title ?? entered.title, description: other.body });
    attachments.set(other.files);
    draft.dropOther();
  };
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  const control = (name: string): ReactNode => {
    switch (name) {
      case "title": return <TextField label={t("portal.what")} hint={t("portal.whatHint")} required maxLength={250} value={entered.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />;
      case "description":
        return <Field label={t("portal.details")} hint={t("portal.detailsHint")} error={wrong("description")}>{(wired) => <RichText {...wired} simple boxed label={t("portal.details")} value={entered.description} onChange={(description) => set({ description })} onFiles={attachments.add} />}</Field>;
      case "urgency": return <Urgency value={entered.urgency} onChange={(urgency) => set({ urgency })} />;
      default: return null;
    }
  };
  return (
    <form onSubmit={(e) => void submit(e)} {...attachments.drop}>
      <FormError error={error} />
      <OtherDraft draft={draft} onTake={take} />
      <FieldForm form={form} error={error} level={2} builtIn={control} />
      <AttachBar attachments={attachments} />
      <p className="muted small">{t("portal.attachHint")}</p>
      <Button type="submit" kind="primary" className="large" disabled={busy || attachments.busy}>{t("portal.send")}</Button>
    </form>
  );
}

const Urgency = ({ value, onChange }: { value: number; onChange: (to: number) => void }) => (
  <fieldset className="plain-fieldset radios">
    <legend>{t("portal.urgent")}</legend>
    {URGENCIES.map((u) => <label key={u} className="radio"><input type="radio" name="urgency" checked={value === u} onChange={() => onChange(u)} /><span>{t(`portal.urgent.${u}`)}</span></label>)}
  </fieldset>
);
