import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { t } from "../../i18n";
import { Button, Dialog, ErrorState, Skeleton, toast } from "../../ui";
import { failed, onCallChanged, useMine } from "./data";
import { mine as words } from "./words";

/** One's own shifts, and the address under which a calendar program finds them. */
export function MyShifts() {
  const mine = useMine();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  async function call(method: "POST" | "DELETE", done: string): Promise<void> {
    setAsking(false);
    try {
      await api("/on-call/feed", { method });
      toast(done);
    } catch (error) { failed(error); }
    await onCallChanged(cache);
  }
  const feed = mine.data?.feed ?? null;
  async function copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      toast(t("onCall.copied"));
    } catch {
      toast(t("onCall.notCopied"), { bad: true });
    }
  }
  return (
    <section className="section" aria-label={t("onCall.mine")}>
      <h2>{t("onCall.mine")}</h2>
      {mine.error ? <ErrorState error={mine.error} retry={() => void mine.refetch()} /> : !mine.data ? <Skeleton lines={2} /> : (
        <>
          {mine.data.shifts.length ? <ul className="plain-list oc-list">{mine.data.shifts.map((s) => <li key={`${s.schedule.id}${s.from}`}><strong>{s.schedule.name}</strong> <span className="muted">{words(s.from)} – {words(s.until)}</span></li>)}</ul> : <p className="muted">{t("onCall.noShifts")}</p>}
          <h3 className="oc-feed">{t("onCall.feed")}</h3>
          <p className="muted small">{t("onCall.feedText")}</p>
          {feed ? (
            <div className="row wrap">
              <input className="input grow" readOnly aria-label={t("onCall.feed")} value={feed} onFocus={(e) => e.target.select()} />
              <Button small onClick={() => void copy(feed)}>{t("onCall.copy")}</Button>
              <Button small kind="quiet" onClick={() => setAsking(true)}>{t("onCall.feedRenew")}</Button>
              <Button small kind="quiet" className="danger" onClick={() => void call("DELETE", t("onCall.feedEnded"))}>{t("onCall.feedEnd")}</Button>
            </div>
          ) : <Button small icon="calendar" onClick={() => void call("POST", t("onCall.feedMade"))}>{t("onCall.feedMake")}</Button>}
        </>
      )}
      {asking && (
        <Dialog title={t("onCall.feedRenew")} onClose={() => setAsking(false)}>
          <p>{t("onCall.feedRenewText")}</p>
          <div className="dialog-foot"><Button onClick={() => setAsking(false)}>{t("action.cancel")}</Button><Button kind="primary" onClick={() => void call("POST", t("onCall.feedMade"))}>{t("onCall.feedRenew")}</Button></div>
        </Dialog>
      )}
    </section>
  );
}
