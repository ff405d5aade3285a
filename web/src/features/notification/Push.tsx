import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client";
import type { PushView } from "../../api/connectionTypes";
import { problemOf } from "../../api/problem";
import type { NoticeKind, NoticeWishes } from "../../api/types";
import { t } from "../../i18n";
import { Button, ErrorState, explain, RelativeTime, Skeleton, toast } from "../../ui";
import { device, isSupported, mark, subscribe, subscription } from "./pushBrowser";

/** The browsers in which one is told, and this one among them or not. */
export default function Push() {
  const cache = useQueryClient();
  const push = useQuery({ queryKey: ["push"], queryFn: () => api<PushView>("/me/push") });
  const [mine, setMine] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState("");
  const supported = isSupported();
  useEffect(() => {
    let gone = false;
    void subscription().then((s) => (s ? mark(s.endpoint) : null)).then((m) => { if (!gone) setMine(m); });
    return () => { gone = true; };
  }, []);
  const here = push.data?.browsers.find((b) => b.mark === mine);
  async function change(work: () => Promise<string>): Promise<void> {
    setBusy(true);
    setWhy("");
    try {
      setWhy(await work());
      for (const queryKey of [["push"], ["notice-wishes"]]) await cache.invalidateQueries({ queryKey });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    setBusy(false);
  }
  const on = (): Promise<void> => change(async () => {
    if ((await Notification.requestPermission()) !== "granted") return t("push.refused");
    const made = await subscribe(push.data?.publicKey ?? "").catch(() => null);
    if (!made) return t("push.failed");
    await api("/me/push", { method: "PUT", body: { endpoint: made.endpoint, keys: made.keys, device: device(navigator.userAgent) } });
    setMine(await mark(made.endpoint));
    await wishAll();
    toast(t("push.on"));
    return "";
  });
  /** Who turns it on for the first time wants to hear of what is mailed. */
  async function wishAll(): Promise<void> {
    const wishes = await api<NoticeWishes>("/me/notifications");
    if (Object.values(wishes.kinds).some((k) => k.push)) return;
    const kinds = { ...wishes.kinds };
    for (const kind of Object.keys(kinds) as NoticeKind[]) kinds[kind] = { ...kinds[kind], push: kinds[kind].mail };
    cache.setQueryData(["notice-wishes"], await api<NoticeWishes>("/me/notifications", { method: "PUT", body: { kinds, digest: wishes.digest, quietFrom: wishes.quietFrom, quietUntil: wishes.quietUntil }, version: wishes.version }));
  }
  const off = (id: string): Promise<void> => change(async () => {
    if (id === here?.id) await (await subscription())?.unsubscribe();
    await api(`/me/push/${id}`, { method: "DELETE" });
    return "";
  });
  const test = (): Promise<void> => change(async () => {
    await api("/me/push/test", { method: "POST" });
    return t("push.tested");
  });
  return (
    <section className="section" aria-labelledby="push-title">
      <h2 id="push-title">{t("push.title")}</h2>
      <p className="hint">{t("push.text")}</p>
      {push.error ? <ErrorState error={push.error} retry={() => void push.refetch()} /> : !push.data ? <Skeleton lines={2} /> : (
        <>
          {push.data.browsers.length > 0 && <ul>{push.data.browsers.map((b) => <li key={b.id} className="row"><span className="grow">{b.device}{b.id === here?.id && <> · {t("push.here")}</>} <span className="muted small"><RelativeTime at={b.created} /></span></span><Button small kind="quiet" disabled={busy} onClick={() => void off(b.id)}>{t("action.delete")}</Button></li>)}</ul>}
          <div className="row">
            {!here && <Button disabled={busy || !supported} onClick={() => void on()}>{t("push.subscribe")}</Button>}
            {push.data.browsers.length > 0 && <Button kind="quiet" disabled={busy} onClick={() => void test()}>{t("push.test")}</Button>}
          </div>
          {!supported && <p className="hint">{t("push.unsupported")}</p>}
          {why && <p role="status">{why}</p>}
        </>
      )}
    </section>
  );
}
