import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api, query } from "../../api/client";
import type { Page, Ticket, TicketRow } from "../../api/types";
import { useKey } from "../../app/keys";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Empty, Failed, Loading, Priority, StatusBadge, When } from "../../ui";
import { Bulk } from "./Bulk";

export interface Source { q: string; order: string; desk: string | null }

/** A list as long as it likes: only the rows in sight exist, and pages come as one scrolls. */
export function TicketList({ source, title, narrow, current, open }: { source: Source; title: string; narrow: boolean; current: string | undefined; open: (number: string) => void }) {
  const client = useQueryClient();
  const session = useSession();
  const [at, setAt] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({
    queryKey: ["tickets", source.q, source.order, source.desk],
    queryFn: ({ pageParam, signal }) => api<Page<TicketRow>>(`/tickets${query({ q: source.q, order: source.order, desk: source.desk, cursor: pageParam, limit: 100 })}`, { signal }),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next, placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap((p) => p.items) ?? [];
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 36, overscan: 12 });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (lastSeen >= rows.length - 30 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastSeen, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const move = (by: number): void => {
    const to = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(to);
    virtual.scrollToIndex(to);
    const row = rows[to];
    if (current && row) open(row.number);
  };
  const toggle = (id: string): void => setSelected((old) => { const next = new Set(old); if (!next.delete(id)) next.add(id); return next; });
  useKey("j", () => move(1));
  useKey("k", () => move(-1));
  useKey("Enter", () => { const row = rows[at]; if (row) open(row.number); });
  useKey("x", () => { const row = rows[at]; if (row) toggle(row.id); });
  const prefetch = (row: TicketRow): void => void client.prefetchQuery({ queryKey: ["ticket", row.number], queryFn: () => api<Ticket>(`/tickets/${row.number}`), staleTime: 5_000 });
  const chosen = rows.filter((r) => selected.has(r.id));
  return (
    <section className={narrow ? "list narrow" : "list"} aria-label={title}>
      <QueryBar source={source} title={title} />
      {chosen.length > 0 && <Bulk rows={chosen} done={() => setSelected(new Set())} />}
      <div className="thead" aria-hidden="true"><span /><span>{t("field.number")}</span><span /><span>{t("field.title")}</span><span>{t("field.requester")}</span><span>{t("field.status")}</span><span>{t("field.assignee")}</span><span>{t("field.updated")}</span></div>
      {list.isPending ? <Loading lines={12} /> : list.error ? <Failed problem={list.error} retry={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t("list.empty")}><p>{t("list.emptyHint")}</p></Empty> : (
        <div className="scroll" ref={scroller} tabIndex={-1}>
          <div role="list" style={{ height: virtual.getTotalSize(), position: "relative" }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const type = session.types.find((x) => x.id === row.typeId);
              const classes = ["trow", row.unread && "unread", (row.number === current || (!current && item.index === at)) && "at"].filter(Boolean).join(" ");
              return (
                <div key={row.id} role="listitem" className={classes} style={{ transform: `translateY(${item.start}px)` }} onMouseEnter={() => prefetch(row)} onClick={() => { setAt(item.index); open(row.number); }}>
                  <input type="checkbox" aria-label={t("list.select", { number: row.number })} checked={selected.has(row.id)} onClick={(e) => e.stopPropagation()} onChange={() => toggle(row.id)} />
                  <a href={`/work/t/${row.number}`} className="num" onClick={(e) => { if (!e.ctrlKey && !e.metaKey) e.preventDefault(); }}>{row.number}</a>
                  <Priority value={row.priority} />
                  <span className="title truncate">{row.title}</span>
                  <span className="truncate muted wide">{row.requester.name}</span>
                  <StatusBadge category={row.statusCategory} name={type?.statuses.find((s) => s.key === row.status)?.name ?? row.status} />
                  <span className="truncate wide">{row.assignee?.name ?? "–"}</span>
                  <span className="muted wide"><When at={row.updated} /></span>
                </div>
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

/** The list's condition, to be read and changed as text; what is wrong with it is said below. */
function QueryBar({ source, title }: { source: Source; title: string }) {
  const go = useNavigate();
  const [typed, setTyped] = useState(source.q);
  const changed = typed !== source.q;
  const check = useQuery({
    queryKey: ["check", typed], enabled: changed && typed.length > 2, placeholderData: keepPreviousData,
    queryFn: () => api<{ ok: boolean; at: number | null; message: string | null }>(`/query/check${query({ q: typed })}`),
  });
  const complete = useQuery({
    queryKey: ["complete", typed], enabled: changed, placeholderData: keepPreviousData,
    queryFn: () => api<{ text: string }[]>(`/query/complete${query({ q: typed, at: typed.length })}`),
  });
  const submit = (e: FormEvent): void => { e.preventDefault(); go(`/work/search?q=${encodeURIComponent(typed)}`); };
  const bad = changed && check.data && !check.data.ok ? check.data : null;
  const start = typed.search(/[^\s(),=<>!~"]*$/);
  return (
    <form className="bar" onSubmit={submit} role="search">
      <h1 className="truncate">{title}</h1>
      <span className="grow">
        <input className="input" aria-label={t("list.query")} aria-invalid={!!bad} list="query-words" value={typed} spellCheck={false} onChange={(e) => setTyped(e.target.value)} />
        <datalist id="query-words">{complete.data?.map((c) => <option key={c.text} value={typed.slice(0, start) + c.text} />)}</datalist>
        {bad && <small className="error" role="alert">{bad.message} ({t("list.place", { at: (bad.at ?? 0) + 1 })})</small>}
      </span>
      {changed && <button className="btn primary">{t("action.show")}</button>}
    </form>
  );
}
