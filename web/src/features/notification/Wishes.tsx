import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { Digest, NoticeKind, NoticeWishes } from "../../api/types";
import { useSave } from "../../app/useSave";
import { maybe, t } from "../../i18n";
import { Button, ErrorState, FormError, SelectField, Skeleton, TextField, toast } from "../../ui";
import { useWishes } from "./data";
import { KINDS, URGENT } from "./Inbox";
import "../admin/admin.css";

const DIGESTS: readonly Digest[] = ["none", "quarter_hour", "hour", "day"];
const WAYS = ["inbox", "mail", "push", "sms", "chat"] as const;

/** How one wants to be told: which kinds, by which way, and when not. */
export default function Wishes() {
  const wishes = useWishes();
  return (
    <section className="section" aria-labelledby="wishes-title">
      <h2 id="wishes-title">{t("wishes.title")}</h2>
      {wishes.error ? <ErrorState error={wishes.error} retry={() => void wishes.refetch()} /> : !wishes.data ? <Skeleton lines={6} /> : <Form key={wishes.data.version} now={wishes.data} />}
    </section>
  );
}

function Form({ now }: { now: NoticeWishes }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const [kinds, setKinds] = useState(now.kinds);
  const [digest, setDigest] = useState<Digest>(now.digest);
  const [quietFrom, setFrom] = useState(now.quietFrom ?? "");
  const [quietUntil, setUntil] = useState(now.quietUntil ?? "");
  const missing = WAYS.flatMap((way) => (way in now.missing ? [{ way, why: now.missing[way as keyof typeof now.missing] ?? "connection" }] : []));
  const isMissing = (way: (typeof WAYS)[number]): boolean => missing.some((m) => m.way === way);
  const set = (kind: NoticeKind, way: (typeof WAYS)[number], on: boolean): void => setKinds({ ...kinds, [kind]: { ...kinds[kind], [way]: on } });
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      cache.setQueryData(["notice-wishes"], await api<NoticeWishes>("/me/notifications", { method: "PUT", body: { kinds, digest, quietFrom: quietFrom || null, quietUntil: quietUntil || null }, version: now.version }));
      toast(t("state.saved"));
    });
  };
  return (
    <form onSubmit={save}>
      <FormError error={error} />
      <table className="wishes">
        <thead><tr><th scope="col">{t("wishes.what")}</th>{WAYS.map((w) => <th key={w} scope="col">{t(`wishes.way.${w}`)}</th>)}</tr></thead>
        <tbody>
          {KINDS.filter((k) => !URGENT.has(k)).map((k) => (
            <tr key={k}>
              <th scope="row" style={{ fontWeight: 400 }}>{t(`inbox.kind.${k}`)}</th>
              {WAYS.map((w) => <td key={w}><input type="checkbox" disabled={isMissing(w)} aria-describedby={isMissing(w) ? `wishes-missing-${w}` : undefined} aria-label={`${t(`inbox.kind.${k}`)}: ${t(`wishes.way.${w}`)}`} checked={kinds[k][w]} onChange={(e) => set(k, w, e.target.checked)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {missing.map(({ way, why }) => <p key={way} id={`wishes-missing-${way}`} className="hint">{t("wishes.missing", { way: t(`wishes.way.${way}`), why: maybe(`wishes.why.${way}.${why}`, t("wishes.noConnection")) })}</p>)}
      <SelectField label={t("wishes.digest")} hint={t("wishes.digestHint")} value={digest} error={wrong("digest")} onChange={(e) => setDigest(e.target.value as Digest)}>{DIGESTS.map((d) => <option key={d} value={d}>{t(`wishes.digest.${d}`)}</option>)}</SelectField>
      <p className="hint">{t("wishes.quietHint")}</p>
      <div className="two">
        <TextField label={t("wishes.quietFrom")} type="time" value={quietFrom} error={wrong("quietFrom")} onChange={(e) => setFrom(e.target.value)} />
        <TextField label={t("wishes.quietUntil")} type="time" value={quietUntil} error={wrong("quietUntil")} onChange={(e) => setUntil(e.target.value)} />
      </div>
      <Button type="submit" disabled={busy}>{t("action.save")}</Button>
    </form>
  );
}
