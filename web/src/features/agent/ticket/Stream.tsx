import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { api } from "../../../api/client";
import type { Entry, Page, Ticket } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Avatar, Body, ErrorState, Files, RelativeTime, Skeleton } from "../../../ui";
import { Changes, EntryView } from "./EntryView";

/** All that happened, oldest first; fetched page after page so that nothing is missing. */
async function everything(id: string, signal: AbortSignal): Promise<Entry[]> {
  const all: Entry[] = [];
  let after = 0;
  for (;;) {
    const page = await api<Page<Entry>>(`/tickets/${id}/entries`, { query: { after, limit: 100 }, signal });
    all.push(...page.items);
    const last = page.items.at(-1);
    if (!page.next || !last) return all;
    after = last.seq;
  }
}

export const useEntries = (id: string) => useQuery({ queryKey: ["entries", id], queryFn: ({ signal }) => everything(id, signal), staleTime: 10_000 });

const LOUD = new Set(["reply", "note", "mail"]);
type Group = { kind: "entry"; entry: Entry } | { kind: "changes"; entries: Entry[] };

/** Small happenings in a row stand together; messages stand alone. */
export function grouped(entries: Entry[]): Group[] {
  const groups: Group[] = [];
  for (const entry of entries) {
    if (entry.kind === "created") continue;
    if (LOUD.has(entry.kind)) { groups.push({ kind: "entry", entry }); continue; }
    const last = groups.at(-1);
    if (last?.kind === "changes") last.entries.push(entry);
    else groups.push({ kind: "changes", entries: [entry] });
  }
  return groups;
}

export function Stream({ ticket }: { ticket: Ticket }) {
  const entries = useEntries(ticket.id);
  const fields = useSession().type(ticket.typeId)?.fields;
  const groups = useMemo(() => grouped(entries.data ?? []), [entries.data]);
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const count = useRef<number | null>(null);
  const length = entries.data?.length;
  useEffect(() => {
    if (length === undefined) return;
    // At first the newest message is what one came for; later, only something new moves the view.
    if (count.current === null || length > count.current) end.current?.scrollIntoView?.({ block: "end" });
    count.current = length;
  }, [length]);
  // Opening the composer takes height away: who was reading the end goes on seeing it.
  useEffect(() => {
    const el = box.current;
    if (!el || typeof ResizeObserver === "undefined") return;
    let bottom = true;
    const note = (): void => { bottom = el.scrollHeight - el.scrollTop - el.clientHeight < 40; };
    const watch = new ResizeObserver(() => { if (bottom) el.scrollTop = el.scrollHeight; });
    el.addEventListener("scroll", note, { passive: true });
    watch.observe(el);
    return () => { watch.disconnect(); el.removeEventListener("scroll", note); };
  }, []);
  const created = entries.data?.find((e) => e.kind === "created");
  return (
    <div ref={box} className="stream" role="log" aria-label={t("stream.label")} aria-live="off" tabIndex={0}>
      <section className="entry first">
        <div className="entry-head"><Avatar name={ticket.requester.name} size={26} /><strong>{ticket.requester.name}</strong><span className="muted small"><RelativeTime at={ticket.created} /></span></div>
        {ticket.description ? <Body html={ticket.description} folded={created?.folded ?? null} /> : <p className="muted">{t("ticket.noDescription")}</p>}
        <Files files={created?.attachments ?? ticket.attachments.filter((a) => !a.entryId)} />
      </section>
      {entries.isPending && <Skeleton lines={5} />}
      {entries.error && !entries.data && <ErrorState error={entries.error} retry={() => void entries.refetch()} />}
      {groups.map((g) => (g.kind === "entry" ? <EntryView key={g.entry.id} entry={g.entry} requesterId={ticket.requester.id} /> : <Changes key={g.entries[0]?.id} entries={g.entries} fields={fields} />))}
      <div ref={end} />
    </div>
  );
}
