import { useEffect, useMemo, useRef, useState } from "react";
import type { Entry, Ticket } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Avatar, ErrorState, Files, RelativeTime, Skeleton } from "../../../ui";
import { useEntries } from "../data";
import { Description } from "./Description";
import { Changes, EntryView } from "./EntryView";
import { SplitDialog } from "./SplitDialog";

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
  const [splitting, setSplitting] = useState<Entry | null>(null);
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
        <Description ticket={ticket} folded={created?.folded ?? null} />
        <Files files={created?.attachments ?? ticket.attachments.filter((a) => !a.entryId)} />
      </section>
      {entries.isPending && <Skeleton lines={5} />}
      {entries.error && !entries.data && <ErrorState error={entries.error} retry={() => void entries.refetch()} />}
      {groups.map((g) => (g.kind === "entry" ? <EntryView key={g.entry.id} entry={g.entry} requesterId={ticket.requester.id} ticket={ticket} onSplit={ticket.may.edit && (g.entry.kind === "reply" || g.entry.kind === "note") ? () => setSplitting(g.entry) : undefined} /> : <Changes key={g.entries[0]?.id} entries={g.entries} fields={fields} ticket={ticket} />))}
      <div ref={end} />
      {splitting && <SplitDialog ticket={ticket} entry={splitting} onClose={() => setSplitting(null)} />}
    </div>
  );
}
