import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import type { Delivery, DeliveryState, WholeDelivery } from "../../api/connectionTypes";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import { useSave } from "../../app/useSave";
import { maybe, t } from "../../i18n";
import { Button, CheckField, Dialog, EmptyState, ErrorState, explain, FormError, Pager, RelativeTime, Skeleton, Table, TextField, toast } from "../../ui";
import { deliveriesChanged } from "./data";

const STATES: readonly DeliveryState[] = ["waiting", "sent", "dead", "dropped"];

/** Everything that left the house, or could not: the dead letters first. */
export const DeliveriesPage = () => (
  <>
    <p className="muted">{t("conn.deliveriesText")}</p>
    <DeliveryList endpoint={null} first="dead" />
  </>
);

export function DeliveryList({ endpoint, first = "" }: { endpoint: string | null; first?: DeliveryState | "" }) {
  const cache = useQueryClient();
  const [state, setState] = useState<string>(first);
  const [open, setOpen] = useState<string | null>(null);
  const [since, setSince] = useState(false);
  const list = usePages<Delivery>(["deliveries", endpoint, state], "/deliveries", { endpoint, state });
  // What waits is soon something else.
  const waits = list.rows.some((d) => d.state === "waiting");
  useQuery({ queryKey: ["deliveries-again", endpoint, state], enabled: waits, refetchInterval: 2_000, staleTime: 0, queryFn: async () => { await list.refetch(); return true; } });
  async function act(d: Delivery, what: "replay" | "drop"): Promise<void> {
    try {
      await api(`/deliveries/${d.id}/${what}`, { method: "POST" });
      toast(t(what === "replay" ? "conn.replayed" : "conn.dropped"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await deliveriesChanged(cache);
  }
  const outcome = (d: Delivery) => (
    <span className={d.state === "dead" ? "error-text" : d.state === "sent" ? "ok-text" : undefined}>
      {t(`conn.state.${d.state}`)}{d.status !== null && ` (${d.status})`}{d.attempts > 1 && `, ${t("conn.attempts", { count: d.attempts })}`}
      {d.error && d.state !== "sent" && <><br /><span className="muted small">{d.error}</span></>}
      {d.state === "waiting" && d.nextAt && d.attempts > 0 && <><br /><span className="muted small">{t("conn.next")} <RelativeTime at={d.nextAt} /></span></>}
    </span>
  );
  return (
    <>
      <p className="row wrap">
        <label htmlFor="delivery-state">{t("people.state")}</label>
        <select id="delivery-state" className="input" style={{ inlineSize: 200 }} value={state} onChange={(e) => setState(e.target.value)}><option value="">{t("conn.allStates")}</option>{STATES.map((s) => <option key={s} value={s}>{t(`conn.state.${s}`)}</option>)}</select>
        {endpoint && <Button small onClick={() => setSince(true)}>{t("conn.replaySince")}</Button>}
      </p>
      {list.error ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Skeleton lines={5} gap={26} /> : !list.rows.length ? <EmptyState icon="check" title={t("conn.noDeliveries")} text={t("conn.noDeliveriesText")} /> : (
        <>
          <Table label={t("conn.deliveries")} rows={list.rows} rowKey={(d) => d.id} columns={[
            { id: "at", title: t("mail.at"), cell: (d) => <span className="muted"><RelativeTime at={d.created} /></span> },
            { id: "event", title: t("conn.event"), cell: (d) => d.event },
            ...(endpoint ? [] : [{ id: "to", title: t("mail.to"), cell: (d: Delivery) => d.endpoint ? <>{d.endpoint.name} <span className="muted small">{maybe(`conn.kind.${d.endpoint.kind}`, "")}</span></> : (d.to ?? "") }]),
            { id: "state", title: t("people.state"), cell: outcome },
            { id: "do", title: "", cell: (d) => <span className="row end"><Button small kind="quiet" onClick={() => setOpen(d.id)}>{t("conn.details")}</Button>{d.state !== "waiting" && <Button small onClick={() => void act(d, "replay")}>{t("conn.replay")}</Button>}{(d.state === "dead" || d.state === "waiting") && <Button small kind="quiet" onClick={() => void act(d, "drop")}>{t("conn.drop")}</Button>}</span> },
          ]} />
          <Pager more={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </>
      )}
      {open && <DeliveryDialog id={open} onClose={() => setOpen(null)} />}
      {since && endpoint && <SinceDialog endpoint={endpoint} onClose={() => setSince(false)} />}
    </>
  );
}

function DeliveryDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const whole = useQuery({ queryKey: ["deliveries", "one", id], queryFn: () => api<WholeDelivery>(`/deliveries/${id}`) });
  return (
    <Dialog title={t("conn.delivery")} onClose={onClose} wide>
      {whole.error ? <ErrorState error={whole.error} retry={() => void whole.refetch()} /> : !whole.data ? <Skeleton lines={6} /> : (
        <>
          <p className="muted small">{whole.data.delivery.id}</p>
          <h3>{t("conn.tries")}</h3>
          {!whole.data.tries.length ? <p className="muted">{t("conn.noTries")}</p> : <ul>{whole.data.tries.map((x) => <li key={x.at}><RelativeTime at={x.at} />: {x.status ?? ""} {x.error ?? t("conn.arrived")} <span className="muted small">{x.ms} ms</span></li>)}</ul>}
          <h3>{t("conn.sentBody")}</h3>
          {whole.data.body === null ? <p className="muted">{t("conn.bodyHidden")}</p> : <pre className="code" tabIndex={0} style={{ maxBlockSize: 260, overflow: "auto" }}>{pretty(whole.data.body)}</pre>}
          {whole.data.answer && <><h3>{t("conn.answer")}</h3><pre className="code" tabIndex={0} style={{ maxBlockSize: 160, overflow: "auto" }}>{whole.data.answer}</pre></>}
        </>
      )}
      <div className="dialog-foot"><Button kind="primary" onClick={onClose}>{t("action.close")}</Button></div>
    </Dialog>
  );
}

export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function SinceDialog({ endpoint, onClose }: { endpoint: string; onClose: () => void }) {
  const cache = useQueryClient();
  const { error, busy, wrong, run } = useSave();
  const [since, setSince] = useState("");
  const [deadOnly, setDeadOnly] = useState(true);
  const send = (): void => void run(async () => {
    const { count } = await api<{ count: number }>(`/connections/${endpoint}/replay`, { body: { since: new Date(since).toISOString(), deadOnly } });
    await deliveriesChanged(cache);
    toast(t("conn.replayedSome", { count }));
    onClose();
  });
  return (
    <Dialog title={t("conn.replaySince")} onClose={onClose}>
      <FormError error={error} />
      <TextField label={t("conn.since")} type="datetime-local" required value={since} error={wrong("since")} onChange={(e) => setSince(e.target.value)} />
      <CheckField label={t("conn.deadOnly")} checked={deadOnly} onChange={(e) => setDeadOnly(e.target.checked)} />
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="primary" disabled={busy || !since} onClick={send}>{t("conn.replay")}</Button></div>
    </Dialog>
  );
}
