import { useState } from "react";
import { api } from "../../api/client";
import type { ReceivedHook, Signal, SourceKind, SourceMapping, WholeHook } from "../../api/connectionTypes";
import type { Page } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, FormError, TextArea, TextField } from "../../ui";
import { linesOf, pairsOf, useKinds, wordsOf } from "./data";

/** A mapping as it is typed. */
export type Texts = Record<keyof SourceMapping, string>;
const EMPTY: SourceMapping = { items: "", title: "", description: "", key: "", status: "", resolved: [], priority: "", priorities: {}, fields: {}, tags: [] };

export function textsOf(m: SourceMapping | null): Texts {
  const x = m ?? EMPTY;
  return { items: x.items, title: x.title, description: x.description, key: x.key, status: x.status, priority: x.priority, resolved: x.resolved.join(", "), priorities: linesOf(x.priorities), fields: linesOf(x.fields), tags: x.tags.join("\n") };
}

export function mappingOf(x: Texts): SourceMapping {
  const priorities: Record<string, number> = {};
  for (const [word, level] of Object.entries(pairsOf(x.priorities))) priorities[word.toLowerCase()] = Number.parseInt(level, 10) || 0;
  return { items: x.items, title: x.title, description: x.description, key: x.key, status: x.status, priority: x.priority, resolved: wordsOf(x.resolved).map((w) => w.toLowerCase()), priorities, fields: pairsOf(x.fields), tags: x.tags.split("\n").map((l) => l.trim()).filter(Boolean) };
}

const LINES = ["title", "description", "key", "status", "priority"] as const;

/** What of a payload becomes what of a ticket, and what it would come to. */
export function MappingFields({ kind, sourceId, texts, onChange, wrong }: { kind: SourceKind; sourceId: string | null; texts: Texts; onChange: (to: Texts) => void; wrong: (field: string) => string | undefined }) {
  const kinds = useKinds();
  const standard = kinds.data ? textsOf(kinds.data[kind]) : null;
  const set = (name: keyof Texts, text: string): void => onChange({ ...texts, [name]: text });
  const fieldsWrong = Object.keys(pairsOf(texts.fields)).map((k) => wrong(`mapping.fields.${k}`)).find(Boolean) ?? wrong("mapping.fields");
  return (
    <details>
      <summary>{t("conn.mapping")}</summary>
      <p className="hint">{t("conn.mappingHint")}</p>
      {(kind === "json" || kind === "cloudevents") && <TextField label={t("conn.map.items")} hint={t("conn.map.itemsHint")} placeholder={standard?.items} value={texts.items} error={wrong("mapping.items")} onChange={(e) => set("items", e.target.value)} />}
      {LINES.map((name) => <TextField key={name} label={t(`conn.map.${name}`)} spellCheck={false} placeholder={standard?.[name]} value={texts[name]} error={wrong(`mapping.${name}`)} onChange={(e) => set(name, e.target.value)} />)}
      <TextField label={t("conn.map.resolved")} spellCheck={false} placeholder={standard?.resolved} value={texts.resolved} error={wrong("mapping.resolved")} onChange={(e) => set("resolved", e.target.value)} />
      <div className="two">
        <TextArea label={t("conn.map.priorities")} hint={t("conn.map.prioritiesHint")} rows={3} spellCheck={false} value={texts.priorities} error={wrong("mapping.priorities")} onChange={(e) => set("priorities", e.target.value)} />
        <TextArea label={t("conn.map.fields")} hint={t("conn.map.fieldsHint")} rows={3} spellCheck={false} value={texts.fields} error={fieldsWrong} onChange={(e) => set("fields", e.target.value)} />
      </div>
      <TextArea label={t("conn.map.tags")} hint={t("conn.map.tagsHint")} rows={2} spellCheck={false} value={texts.tags} error={wrong("mapping.tags")} onChange={(e) => set("tags", e.target.value)} />
      <Preview kind={kind} sourceId={sourceId} texts={texts} />
    </details>
  );
}

function Preview({ kind, sourceId, texts }: { kind: SourceKind; sourceId: string | null; texts: Texts }) {
  const { error, busy, run } = useSave();
  const [payload, setPayload] = useState("");
  const [headers, setHeaders] = useState<Record<string, string>>({});
  const [signals, setSignals] = useState<Signal[] | null>(null);
  const last = (): void => void run(async () => {
    const page = await api<Page<ReceivedHook>>(`/inbound-sources/${sourceId}/received`, { query: { limit: 1 } });
    const newest = page.items[0];
    if (!newest) return;
    const whole = await api<WholeHook>(`/received-hooks/${newest.id}`);
    setPayload(whole.payload);
    setHeaders(whole.headers);
  });
  const show = (): void => void run(async () => {
    setSignals(null);
    setSignals((await api<{ signals: Signal[] }>("/inbound-sources/preview", { body: { kind, mapping: mappingOf(texts), payload, headers } })).signals);
  });
  return (
    <fieldset className="boxed">
      <legend>{t("conn.preview")}</legend>
      <FormError error={error} />
      <TextArea label={t("conn.payload")} rows={5} spellCheck={false} value={payload} onChange={(e) => { setPayload(e.target.value); setHeaders({}); }} />
      <div className="row">{sourceId && <Button small disabled={busy} onClick={last}>{t("conn.lastPayload")}</Button>}<Button small disabled={busy || !payload.trim()} onClick={show}>{t("conn.showPreview")}</Button></div>
      {signals && (
        <ul role="status">
          {signals.map((s, i) => (
            <li key={i}>
              <strong>{s.title}</strong> · {t(s.resolved ? "conn.over" : "conn.firing")}{s.priority !== null && ` · P${s.priority}`}<br />
              <span className="muted small">{t("conn.map.key")}: {s.key}{s.tags.length > 0 && ` · ${s.tags.join(", ")}`}{Object.entries(s.fields).map(([k, v]) => ` · ${k}: ${v}`)}</span>
              {s.description && <p className="small" style={{ whiteSpace: "pre-wrap" }}>{s.description.length > 400 ? `${s.description.slice(0, 400)}…` : s.description}</p>}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
