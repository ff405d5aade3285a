import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, type Problem } from "../../api/client";
import type { PortalRequest } from "../../api/types";
import { t } from "../../i18n";
import { Field, toHtml } from "../../ui";
import { useAttach } from "./Attach";
import type { Offer } from "./Home";

/** One question at a glance: what, how urgent, files. */
export default function Form() {
  const { typeId } = useParams();
  const go = useNavigate();
  const offers = useQuery({ queryKey: ["offers"], queryFn: () => api<Offer[]>("/portal/types") });
  const offer = offers.data?.find((o) => o.id === typeId);
  const attach = useAttach();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  async function submit(e: FormEvent<HTMLFormElement>): Promise<void> {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    setBusy(true);
    try {
      const made = await api<PortalRequest>("/portal/requests", {
        key, body: { typeId, title: form.get("title"), description: toHtml(String(form.get("description"))), urgency: Number(form.get("urgency")), attachments: attach.files.map((f) => f.id) },
      });
      go(`/portal/requests/${made.number}`);
    } catch (error) {
      setProblem(error as Problem);
      if ((error as Problem).status) setKey(crypto.randomUUID());
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="portal">
      <p><Link to="/portal">← {t("action.back")}</Link></p>
      <h1>{offer?.name}</h1>
      <p className="muted">{offer?.hint}</p>
      {problem && !problem.errors.length && <p className="error" role="alert">{problem.message}</p>}
      <form onSubmit={(e) => void submit(e)} noValidate onDragOver={(e) => e.preventDefault()} onDrop={attach.drop} onPaste={attach.paste}>
        <Field label={t("portal.summary")} error={problem?.of("title")}><input className="input" name="title" maxLength={250} autoFocus /></Field>
        <Field label={t("portal.details")} help={t("portal.detailsHelp")} error={problem?.of("description")}><textarea className="input" name="description" rows={7} /></Field>
        <Field label={t("portal.urgency")}><select className="input" name="urgency" defaultValue="3"><option value="1">{t("portal.urgency.1")}</option><option value="2">{t("portal.urgency.2")}</option><option value="3">{t("portal.urgency.3")}</option></select></Field>
        {attach.view}
        <button className="btn primary" disabled={busy}>{t("portal.send")}</button>
      </form>
    </div>
  );
}
