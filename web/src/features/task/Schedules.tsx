import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { ScheduledTicket } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { short, t } from "../../i18n";
import { Button, EmptyState, ErrorState, RelativeTime, Skeleton, Table } from "../../ui";
import { failed } from "./data";
import { describe } from "./describe";
import { useManagedDesks } from "./managed";
import { ScheduleDialog } from "./ScheduleDialog";

/** Tickets that the calendar creates, of the desks that one manages. */
export function Schedules() {
  useTitle(t("admin.schedules"));
  const desks = useManagedDesks();
  const cache = useQueryClient();
  const all = useQuery({ queryKey: ["scheduled-tickets"], queryFn: () => api<ScheduledTicket[]>("/scheduled-tickets"), staleTime: 30_000 });
  const [editing, setEditing] = useState<ScheduledTicket | "new" | null>(null);
  async function turn(s: ScheduledTicket): Promise<void> {
    await api(`/scheduled-tickets/${s.id}`, { method: "PUT", body: { name: s.name, active: !s.active, ticket: s.ticket, schedule: s.schedule }, version: s.version }).catch(failed);
    await cache.invalidateQueries({ queryKey: ["scheduled-tickets"] });
  }
  return (
    <>
      <div className="page-head"><h1>{t("admin.schedules")}</h1><Button kind="primary" icon="plus" disabled={!desks.length} onClick={() => setEditing("new")}>{t("schedules.add")}</Button></div>
      <p className="muted">{t("schedules.text")}</p>
      {all.error && !all.data ? <ErrorState error={all.error} retry={() => void all.refetch()} /> : all.isPending ? <Skeleton lines={4} gap={26} /> : !all.data.length ? <EmptyState icon="clock" title={t("schedules.none")} text={t("schedules.text")} /> : (
        <Table label={t("admin.schedules")} rows={all.data} rowKey={(x) => x.id} columns={[
          { id: "on", title: t("schedules.on"), cell: (s) => <input type="checkbox" role="switch" checked={s.active} aria-label={t("schedules.turn", { name: s.name })} onChange={() => void turn(s)} /> },
          { id: "name", title: t("person.name"), cell: (s) => <><strong>{s.name}</strong><br /><span className="muted small">{desks.find((d) => d.id === s.deskId)?.name}</span></> },
          { id: "when", title: t("schedules.when"), cell: (s) => describe(s.schedule) },
          { id: "next", title: t("schedules.next"), cell: (s) => (s.next[0] ? <span title={s.next.map(short).join("\n")}>{short(s.next[0])}</span> : <span className="muted">{t("schedules.never")}</span>) },
          { id: "last", title: t("schedules.last"), cell: (s) => <Last last={s.last} /> },
          { id: "do", title: "", cell: (s) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(s)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <ScheduleDialog scheduled={editing === "new" ? null : editing} desks={desks} onClose={() => setEditing(null)} />}
    </>
  );
}

function Last({ last }: { last: ScheduledTicket["last"] }) {
  if (!last) return <span className="muted">{t("schedules.notYet")}</span>;
  return (
    <>
      {last.ticket && <Link to={`/work/t/${last.ticket.number}`}>{last.ticket.number}</Link>} <span className="muted small"><RelativeTime at={last.at} /></span>
      {last.missed > 0 && <div className="muted small">{t("schedules.missed", { count: last.missed })}</div>}
      {last.error && <div className="task-late small">{t("schedules.failed", { why: last.error })}</div>}
    </>
  );
}
