import { useState } from "react";
import type { Ticket, TimeEntry } from "../../api/types";
import { day, duration, t } from "../../i18n";
import { Button, ErrorState, IconButton, Skeleton } from "../../ui";
import { useClock, useTicketTime } from "./data";
import { Running } from "./Running";
import { TimeDialog } from "./TimeDialog";
import "./task.css";

const SHOWN = 4;

/** What was spent on a ticket: the clock, the sums, the newest entries. */
export function TimeSection({ ticket }: { ticket: Ticket }) {
  const clock = useClock();
  const time = useTicketTime(ticket.id);
  const [editing, setEditing] = useState<TimeEntry | "new" | null>(null);
  const [all, setAll] = useState(false);
  const runs = clock.timer.data?.ticket?.id === ticket.id;
  const started = clock.timer.data?.started;
  const items = time.data?.items ?? [];
  return (
    <section className="side-block" aria-label={t("time.title")}>
      <div className="row"><h2 className="grow">{t("time.title")}{time.data && time.data.minutes > 0 && <span className="muted"> {duration(time.data.minutes / 60)}</span>}</h2>
        {ticket.may.edit && <IconButton small icon="plus" label={t("time.add")} onClick={() => setEditing("new")} />}</div>
      {ticket.may.edit && (runs && started
        ? <div className="row time-clock"><span className="grow"><Running since={started} /></span><Button small kind="primary" onClick={() => void clock.stop()}>{t("time.stop")}</Button><Button small kind="quiet" onClick={() => void clock.discard()}>{t("time.discard")}</Button></div>
        : <Button small icon="clock" onClick={() => void clock.start(ticket.id)}>{t("time.start")}</Button>)}
      {time.error && !time.data ? <ErrorState error={time.error} retry={() => void time.refetch()} /> : time.isPending ? <Skeleton lines={1} /> : (
        <>
          {time.data.billable > 0 && <p className="muted small">{t("time.billableSum", { time: duration(time.data.billable / 60) })}</p>}
          {time.data.people.length > 1 && <p className="muted small">{time.data.people.map((p) => `${p.person?.name ?? "?"} ${duration(p.minutes / 60)}`).join(" · ")}</p>}
          <ul className="plain-list">
            {items.slice(0, all ? undefined : SHOWN).map((e) => (
              <li key={e.id} className="side-item time-entry">
                <span className="row small"><strong>{duration(e.minutes / 60)}</strong><span className="muted grow truncate">{e.person?.name} · {day(e.day)}{e.billable && ` · ${t("time.billable")}`}</span>
                  {e.mine && <Button small kind="quiet" aria-label={t("time.edit", { time: duration(e.minutes / 60) })} onClick={() => setEditing(e)}>{t("action.edit")}</Button>}</span>
                {e.note && <span className="small">{e.note}</span>}
              </li>
            ))}
          </ul>
          {!all && items.length > SHOWN && <Button kind="link" onClick={() => setAll(true)}>{t("action.more")}</Button>}
        </>
      )}
      {editing && <TimeDialog ticketId={ticket.id} entry={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  );
}
