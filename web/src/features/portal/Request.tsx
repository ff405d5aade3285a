import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, type Problem } from "../../api/client";
import type { PortalRequest } from "../../api/types";
import { t } from "../../i18n";
import { Body, Failed, Field, Files, Loading, toHtml, When } from "../../ui";
import { useAttach } from "./Attach";
import { RatingForm } from "./RatingForm";

const STEPS = ["received", "in_progress", "waiting_for_you", "done"] as const;

export default function Request() {
  const { id } = useParams();
  const client = useQueryClient();
  const request = useQuery({ queryKey: ["request", id], queryFn: () => api<PortalRequest>(`/portal/requests/${id ?? ""}`), refetchInterval: 20_000 });
  if (request.isPending) return <Loading />;
  if (request.error) return <Failed problem={request.error} retry={() => void request.refetch()} />;
  const r = request.data;
  const show = (now: PortalRequest): void => { client.setQueryData(["request", id], now); void client.invalidateQueries({ queryKey: ["requests"] }); };
  const at = r.step === "closed" ? 3 : STEPS.indexOf(r.step as (typeof STEPS)[number]);
  return (
    <div className="portal">
      <p><Link to="/portal">← {t("portal.mine")}</Link></p>
      <h1>{r.title}</h1>
      <p className="muted">{r.number} · {r.typeName} · <When at={r.created} /></p>
      <ol className="steps" aria-label={t("portal.where")}>{STEPS.map((s, i) => <li key={s} className={i <= at ? "done" : ""} aria-current={i === at ? "step" : undefined}>{t(`step.${s}`)}</li>)}</ol>
      <section className="entry"><Body html={r.description} /><Files files={r.attachments} /></section>
      {r.entries.map((e) => e.kind === "reply"
        ? <section key={e.id} className="entry"><div className="who"><strong>{e.mine ? t("portal.you") : e.author}</strong><span className="muted"><When at={e.at} /></span></div><Body html={e.body} folded={e.folded} /><Files files={e.attachments.filter((f) => !f.inline)} /></section>
        : e.step && <p key={e.id} className="event">{t(`step.${e.step}` as "step.done")} · <When at={e.at} /></p>)}
      {r.mayRate && <section className="entry"><h2>{t("rating.title")}</h2><RatingForm given={r.rating} send={async (body) => show(await api<PortalRequest>(`/portal/requests/${r.id}/rating`, { body }))} /></section>}
      {r.mayReply && <Answer request={r} show={show} />}
      {r.mayClose && <button className="btn" onClick={() => void api<PortalRequest>(`/portal/requests/${r.id}/close`, { method: "POST" }).then(show)}>{t("portal.close")}</button>}
    </div>
  );
}

function Answer({ request, show }: { request: PortalRequest; show: (r: PortalRequest) => void }) {
  const [text, setText] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem>();
  const attach = useAttach();
  async function send(): Promise<void> {
    try {
      const body = { body: toHtml(text), attachments: attach.files.map((f) => f.id) };
      show(request.mayReopen
        ? await api<PortalRequest>(`/portal/requests/${request.id}/reopen`, { body })
        : await api<PortalRequest>(`/portal/requests/${request.id}/replies`, { body, key }));
      setText("");
      attach.clear();
      setProblem(undefined);
    } catch (error) {
      setProblem(error as Problem);
    }
    setKey(crypto.randomUUID());
  }
  return (
    <section onDragOver={(e) => e.preventDefault()} onDrop={attach.drop}>
      <Field label={request.mayReopen ? t("portal.reopen") : t("portal.answer")} error={problem?.of("body") ?? problem?.message}><textarea className="input" value={text} onChange={(e) => setText(e.target.value)} onPaste={attach.paste} /></Field>
      {!request.mayReopen && attach.view}
      <button className="btn primary" disabled={!text.trim()} onClick={() => void send()}>{request.mayReopen ? t("portal.reopenGo") : t("composer.send")}</button>
    </section>
  );
}
