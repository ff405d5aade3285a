import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Ticket, TicketClock } from "../../api/types";
import { useSave } from "../../app/useSave";
import { duration, t } from "../../i18n";
import { Button, Dialog, ErrorState, explain, FormError, RelativeTime, Skeleton, TextArea, toast, toastUndo } from "../../ui";
import { because, clockName, span, standingName } from "./describe";
import { TimeLeft } from "./TimeLeft";
import "./sla.css";

/** What is promised for a ticket: a bar per clock, and how it came to stand so. */
export function ClockSection({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const clocks = useQuery({ queryKey: ["ticket-clocks", ticket.id, ticket.version], queryFn: () => api<TicketClock[]>(`/tickets/${ticket.id}/clocks`), staleTime: 10_000, placeholderData: (before, q) => (q?.queryKey[1] === ticket.id ? before : undefined) });
  const [excusing, setExcusing] = useState<TicketClock | null>(null);
  const changed = (): void => { for (const queryKey of [["ticket-clocks", ticket.id], ["entries", ticket.id]]) void cache.invalidateQueries({ queryKey }); };
  const excuse = async (clock: TicketClock, reason: string): Promise<void> => {
    await api(`/tickets/${ticket.id}/clocks/${encodeURIComponent(clock.key)}/excuse`, { body: { reason } });
    changed();
  };
  const back = (clock: TicketClock): void => {
    const reason = clock.excuse?.reason ?? "";
    api(`/tickets/${ticket.id}/clocks/${encodeURIComponent(clock.key)}/excuse`, { method: "DELETE" }).then(
      () => { changed(); toastUndo(t("sla.excuseGone"), () => void excuse(clock, reason)); },
      (error: unknown) => void toast(explain(problemOf(error)).text, { bad: true }),
    );
  };
  if (clocks.error && !clocks.data) return <section className="side-block" aria-label={t("sla.clocks")}><h2>{t("sla.clocks")}</h2><ErrorState error={clocks.error} retry={() => void clocks.refetch()} /></section>;
  if (!clocks.data) return <section className="side-block" aria-label={t("sla.clocks")}><h2>{t("sla.clocks")}</h2><Skeleton lines={2} /></section>;
  // What has not begun promises nothing yet.
  const shown = clocks.data.filter((c) => c.phase !== "waiting");
  if (!shown.length) return null;
  return (
    <section className="side-block" aria-label={t("sla.clocks")}>
      <h2>{t("sla.clocks")}</h2>
      <ul className="plain-list sla-clocks">
        {shown.map((c) => (
          <li key={c.key}>
            <span className="head"><strong className="grow truncate">{clockName(c)}</strong><span className="muted small">{c.target === null ? "" : t("sla.ofTarget", { elapsed: duration(c.elapsed / 3600), target: duration(c.target / 3600) })}</span></span>
            <TimeLeft clock={{ ...c, used: c.target ? c.elapsed / c.target : 0 }} />
            {c.due && <span className="muted small">{t("sla.due")} <RelativeTime at={c.due} /> · {c.policy}</span>}
            {c.excuse && <span className="small">{t("sla.excusedBy", { name: c.excuse.by?.name ?? "?", reason: c.excuse.reason })}</span>}
            <details><summary className="small">{t("sla.explain")}</summary>
              <ol className="sla-story">{c.story.map((s) => (
                <li key={`${s.from}${s.what}`} className={s.what}><span className="dot" aria-hidden="true" /><span><strong>{t(`sla.what.${s.what}`)}</strong> {span(s)}{s.seconds > 0 && ` · ${duration(s.seconds / 3600)}`}<br /><span className="muted">{because(s)}</span></span></li>
              ))}</ol>
            </details>
            {c.mayExcuse && c.missedAt && (c.excuse ? <Button small kind="link" onClick={() => back(c)}>{t("sla.takeBack")}</Button> : <Button small kind="link" onClick={() => setExcusing(c)}>{t("sla.excuse")}</Button>)}
          </li>
        ))}
      </ul>
      {excusing && <ExcuseDialog clock={excusing} onExcuse={excuse} onClose={() => setExcusing(null)} />}
    </section>
  );
}

function ExcuseDialog({ clock, onExcuse, onClose }: { clock: TicketClock; onExcuse: (clock: TicketClock, reason: string) => Promise<void>; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const { error, busy, wrong, run } = useSave();
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await onExcuse(clock, reason.trim());
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={t("sla.excuseOf", { name: clockName(clock) })} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <p className="muted">{t("sla.excuseText", { standing: standingName("missed") })}</p>
        <TextArea label={t("sla.reason")} required data-first maxLength={1000} rows={3} value={reason} error={wrong("reason")} onChange={(e) => setReason(e.target.value)} />
        <div className="dialog-foot"><span className="grow" /><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("sla.excuse")}</Button></div>
      </form>
    </Dialog>
  );
}
