import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
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
import { Button, ErrorState, FormError, Skeleton, TextArea, TextField } from "../../ui";
import { textToHtml } from "../../ui/sanitise";
import { AttachBar, useAttachments } from "../agent/ticket/attachments";
import { useOffers } from "./Home";
import { pastedFiles } from "./paste";

const URGENCIES = [1, 2, 3] as const;

export function Ask() {
  const { typeId } = useParams();
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
      <Asking type={session.type(offer.id) ?? { id: offer.id, fields: [], forms: NO_FORMS }} />
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
  const attachments = useAttachments();
  const [entered, setEntered] = useState({ title: params.get("title") ?? "", description: "", urgency: 3 });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const builtIn = { title: entered.title.trim(), description: textToHtml(entered.description), urgency: entered.urgency };
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
      cache.setQueryData(["portal", "request", made.number], made);
      void cache.invalidateQueries({ queryKey: ["portal", "requests"] });
      go(`/portal/requests/${made.number}?sent=1`, { replace: true });
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  const control = (name: string, required: boolean): ReactNode => {
    switch (name) {
      case "title": return <TextField label={t("portal.what")} hint={t("portal.whatHint")} required maxLength={250} value={entered.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />;
      case "description": return <TextArea label={t("portal.details")} hint={t("portal.detailsHint")} rows={7} required={required} value={entered.description} error={wrong("description")} onChange={(e) => set({ description: e.target.value })} />;
      case "urgency": return <Urgency value={entered.urgency} onChange={(urgency) => set({ urgency })} />;
      default: return null;
    }
  };
  return (
    <form onSubmit={(e) => void submit(e)} onPaste={pastedFiles(attachments.add)} {...attachments.drop}>
      <FormError error={error} />
      <FieldForm form={form} error={error} builtIn={control} />
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
