import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, Problem } from "../../api/client";
import type { Entry, Page, Ticket } from "../../api/types";
import { useKey } from "../../app/keys";
import { useSession, useType } from "../../app/session";
import { t } from "../../i18n";
import { Failed, Loading, Priority, StatusBadge } from "../../ui";
import { toast } from "../../ui/toasts";
import { Composer } from "./Composer";
import { usePresence } from "./live";
import { Side } from "./Side";
import { StreamEntry } from "./StreamEntry";

export type Edit = (change: Record<string, unknown>) => Promise<void>;

export function TicketPage({ number, close }: { number: string; close: () => void }) {
  const client = useQueryClient();
  const ticket = useQuery({ queryKey: ["ticket", number], queryFn: () => api<Ticket>(`/tickets/${number}`) });
  const data = ticket.data;
  /** Shown at once, taken back if the server refuses; if somebody was faster, their state is shown and ours can be put again. */
  const edit: Edit = async (change) => {
    if (!data) return;
    try {
      client.setQueryData(["ticket", number], await api<Ticket>(`/tickets/${data.id}`, { method: "PATCH", body: change, version: data.version }));
      void client.invalidateQueries({ queryKey: ["entries", data.id] });
      void client.invalidateQueries({ queryKey: ["tickets"] });
      void client.invalidateQueries({ queryKey: ["queues"] });
    } catch (error) {
      if (error instanceof Problem && error.status === 412 && error.current) {
        const current = error.current as Ticket;
        client.setQueryData(["ticket", number], current);
        toast(t("ticket.stale"), () => void api<Ticket>(`/tickets/${current.id}`, { method: "PATCH", body: change, version: current.version })
          .then((done) => client.setQueryData(["ticket", number], done), (e: Error) => toast(e.message)), t("ticket.again"));
      } else toast((error as Error).message);
    }
  };
  useEffect(() => {
    document.title = data ? `${data.number} ${data.title}` : "Steward";
    return () => { document.title = "Steward"; };
  }, [data]);
  useKey("Escape", close);
  if (ticket.isPending) return <Loading lines={10} />;
  if (ticket.error) return <Failed problem={ticket.error} retry={() => void ticket.refetch()} />;
  return <Shown ticket={ticket.data} edit={edit} close={close} />;
}

function Shown({ ticket, edit, close }: { ticket: Ticket; edit: Edit; close: () => void }) {
  const session = useSession();
  const client = useQueryClient();
  const type = useType(ticket.typeId);
  const [replying, setReplying] = useState(false);
  const others = usePresence(ticket.id, replying, session.person.id);
  const entries = useInfiniteQuery({
    queryKey: ["entries", ticket.id], queryFn: ({ pageParam }) => api<Page<Entry>>(`/tickets/${ticket.id}/entries?limit=100&after=${pageParam}`),
    initialPageParam: "0", getNextPageParam: (last) => last.next,
  });
  const all = entries.data?.pages.flatMap((p) => p.items) ?? [];
  const end = useRef<HTMLDivElement>(null);
  const count = all.length;
  useEffect(() => {
    if (count > 6) end.current?.scrollIntoView({ block: "end" });
  }, [count]);
  useKey("a", () => void edit({ assigneeId: session.person.id }));
  useKey("s", () => document.querySelector<HTMLSelectElement>("#side-status")?.focus());
  useKey("p", () => document.querySelector<HTMLSelectElement>("#side-impact")?.focus());
  const refresh = (): void => { for (const key of ["entries", "ticket", "tickets", "queues"]) void client.invalidateQueries({ queryKey: [key] }); };
  return (
    <article className="ticket" aria-label={`${ticket.number} ${ticket.title}`}>
      <div className="conversation">
        {others.length > 0 && <p className="presence" role="status">{others.map((o) => t(o.state === "replying" ? "presence.replying" : "presence.viewing", { name: o.name })).join(" · ")}</p>}
        <div className="stream">
          <div className="row wrap">
            <button className="btn plain" onClick={close} aria-label={t("action.close")}>←</button>
            <strong>{ticket.number}</strong>
            <StatusBadge category={ticket.statusCategory} name={type?.statuses.find((s) => s.key === ticket.status)?.name ?? ticket.status} />
            <Priority value={ticket.priority} /><span className="muted">{type?.name}</span>
          </div>
          <Title key={ticket.version} ticket={ticket} edit={edit} />
          {entries.isPending ? <Loading /> : entries.error ? <Failed problem={entries.error} retry={() => void entries.refetch()} /> : all.map((e) => <StreamEntry key={e.id} entry={e} />)}
          {entries.hasNextPage && <button className="btn" onClick={() => void entries.fetchNextPage()}>{t("action.more")}</button>}
          {ticket.rating && <div className="event">{t("rating.given", { score: ticket.rating.score })}{ticket.rating.comment ? `: “${ticket.rating.comment}”` : ""}</div>}
          <div ref={end} />
        </div>
        <Composer ticket={ticket} type={type} posted={refresh} typing={setReplying} />
      </div>
      <Side ticket={ticket} type={type} edit={edit} refresh={refresh} />
    </article>
  );
}

function Title({ ticket, edit }: { ticket: Ticket; edit: Edit }) {
  const [text, setText] = useState(ticket.title);
  const save = (): void => { if (text.trim() && text !== ticket.title) void edit({ title: text }); else setText(ticket.title); };
  return <input className="title-edit" aria-label={t("field.title")} value={text} maxLength={250} onChange={(e) => setText(e.target.value)} onBlur={save}
    onKeyDown={(e) => { if (e.key === "Enter") e.currentTarget.blur(); if (e.key === "Escape") { setText(ticket.title); } }} />;
}
