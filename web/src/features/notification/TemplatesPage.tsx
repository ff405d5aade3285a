import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useSettled } from "../../api/directory";
import type { NoticeTemplate } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { LANGUAGES, maybe, t, type Language } from "../../i18n";
import { Button, ErrorState, FormError, SelectField, Skeleton, TextArea, TextField, toast } from "../../ui";

const useTemplates = () => useQuery({ queryKey: ["notification-templates"], queryFn: () => api<NoticeTemplate[]>("/notification-templates") });
const pathOf = (x: NoticeTemplate): string => `/notification-templates/${x.sentence}/${x.language}`;
const nameOf = (sentence: string): string => {
  const [kind = "", outcome] = sentence.split(".");
  const name = maybe(`inbox.kind.${kind}`, kind);
  return outcome ? `${name}: ${maybe(`approval.state.${outcome}`, maybe(`onCall.shift.${outcome}`, outcome))}` : name;
};

/** What mails of notifications say, by kind and language, with an example beside it. */
export default function TemplatesPage() {
  useTitle(t("admin.notifications"));
  const templates = useTemplates();
  const [sentence, setSentence] = useState("mentioned");
  const [language, setLanguage] = useState<Language>("en");
  if (templates.error) return <ErrorState page error={templates.error} retry={() => void templates.refetch()} />;
  if (!templates.data) return <Skeleton lines={6} />;
  const now = templates.data.find((x) => x.sentence === sentence && x.language === language);
  return (
    <>
      <h1>{t("admin.notifications")}</h1>
      <p className="muted">{t("templates.text")}</p>
      <div className="two">
        <SelectField label={t("inbox.kind")} value={sentence} onChange={(e) => setSentence(e.target.value)}>
          {templates.data.filter((x) => x.language === language).map((x) => <option key={x.sentence} value={x.sentence}>{nameOf(x.sentence)}{x.changed ? ` (${t("templates.changed")})` : ""}</option>)}
        </SelectField>
        <SelectField label={t("person.language")} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>{Object.entries(LANGUAGES).map(([id, name]) => <option key={id} value={id}>{name}</option>)}</SelectField>
      </div>
      {now && <Edit key={`${sentence}/${language}/${now.version}`} now={now} />}
    </>
  );
}

function Edit({ now }: { now: NoticeTemplate }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const [subject, setSubject] = useState(now.subject);
  const [text, setText] = useState(now.text);
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["notification-templates"] });
    toast(t("state.saved"));
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => { await api(pathOf(now), { method: "PUT", body: { subject, text }, version: now.version }); await done(); });
  };
  const reset = (): void => void run(async () => { await api(pathOf(now), { method: "DELETE" }); await done(); });
  return (
    <form onSubmit={save} className="section">
      <FormError error={error} />
      <p className="hint">{t("templates.variables")} {now.variables.map((v) => <code key={v} style={{ marginInlineEnd: 8 }}>{`{${v}}`}</code>)}</p>
      <TextField label={t("mail.subject")} required maxLength={200} value={subject} error={wrong("subject")} onChange={(e) => setSubject(e.target.value)} />
      <TextArea label={t("templates.sentence")} required rows={4} maxLength={2000} value={text} error={wrong("text")} onChange={(e) => setText(e.target.value)} />
      <Preview now={now} subject={subject} text={text} />
      <div className="row">
        <Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>
        {now.changed && <Button disabled={busy} onClick={reset}>{t("templates.reset")}</Button>}
      </div>
    </form>
  );
}

/** The server fills it in as it will for mails. */
function Preview({ now, subject, text }: { now: NoticeTemplate; subject: string; text: string }) {
  const body = useSettled(JSON.stringify({ subject, text }), 300);
  const filled = useQuery({ queryKey: ["notification-preview", now.sentence, now.language, body], queryFn: () => api<{ subject: string; text: string }>(`${pathOf(now)}/preview`, { body: JSON.parse(body) as unknown }), retry: false, placeholderData: (before) => before });
  return (
    <section className="notice" aria-label={t("templates.preview")}>
      <p className="muted small">{t("templates.preview")}</p>
      {filled.data && !filled.error && <><p><strong>{filled.data.subject}</strong></p><p style={{ whiteSpace: "pre-wrap" }}>{filled.data.text}</p></>}
      {filled.error && <p className="error-text">{t("templates.noPreview")}</p>}
    </section>
  );
}
