import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { Queue, TicketRow } from "../../api/types";
import { useActions } from "../../app/actions";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { EmptyState, ErrorState, IconButton, LinkButton, Skeleton } from "../../ui";
import { BulkBar } from "./BulkBar";
import { useChange } from "./change";
import { usePrefetch } from "./data";
import { listPath, searchPath, ticketPath, type Place } from "./place";
import { QueryBar } from "./QueryBar";
import { QueueMenu } from "./QueueMenu";
import { SaveQueue } from "./SaveQueue";
import { TicketList, type Editing } from "./TicketList";
import { useSelection } from "./useSelection";

interface Props { place: Place; queue: Queue | undefined; pending: boolean; compact: boolean; onRail: () => void }

/** One queue or one search: its query, its rows, what is done with them. */
export function ListView({ place, queue, pending, compact, onRail }: Props) {
  const session = useSession();
  const go = useNavigate();
  const change = useChange();
  const prefetch = usePrefetch();
  const q = place.q ?? queue?.query ?? "";
  const order = place.order ?? (place.q === null ? (queue?.order ?? null) : null);
  const desk = place.q === null ? (queue?.deskId ?? null) : null;
  const known = place.q !== null || queue !== undefined;
  const list = usePages<TicketRow>(["tickets", { q, order, desk }], "/tickets", { q, order, desk, ...(place.q === null ? { awake: true } : {}) }, { enabled: known, limit: 100 });
  const count = useQuery({ queryKey: ["count", q], queryFn: () => api<{ count: number; exact: boolean }>("/tickets/count", { query: { q } }), enabled: place.q !== null && !list.error });
  const rows = list.rows;
  const [active, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const selection = useSelection(rows);
  const title = place.q !== null ? t("rail.search") : (queue?.name ?? "");
  useTitle(compact ? undefined : title);

  const at = rows.findIndex((r) => (compact ? r.number === place.number : r.id === active));
  const open = useCallback((row: TicketRow) => go(ticketPath(row.number, place)), [go, place]);
  const step = (by: number): void => {
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setActive(next.id);
    prefetch(next.number);
    if (compact) open(next);
  };
  const current = at >= 0 ? rows[at] : undefined;
  const edit = (field: Editing["field"]) => (): void => { if (current) setEditing({ id: current.id, field }); };
  useActions([
    { id: "list.next", label: t("list.next"), group: "list", keys: "j", hidden: true, run: () => step(1) },
    { id: "list.previous", label: t("list.previous"), group: "list", keys: "k", hidden: true, run: () => step(-1) },
    ...(compact ? [] : ([
      { id: "list.down", label: t("list.next"), group: "list", keys: "ArrowDown", hidden: true, run: () => step(1) },
      { id: "list.up", label: t("list.previous"), group: "list", keys: "ArrowUp", hidden: true, run: () => step(-1) },
      { id: "list.open", label: t("list.open"), group: "list", keys: "Enter", hidden: true, run: () => { if (current) open(current); } },
      { id: "list.select", label: t("list.select"), group: "list", keys: "x", hidden: true, run: () => { if (current) selection.toggle(current.id); } },
      { id: "list.assign", label: t("list.assign"), group: "list", keys: "a", icon: "person", hidden: !current, run: edit("assignee") },
      { id: "list.status", label: t("list.status"), group: "list", keys: "s", icon: "check", hidden: !current, run: edit("status") },
      { id: "list.priority", label: t("list.priority"), group: "list", keys: "p", icon: "warning", hidden: !current, run: edit("priority") },
    ] as const)),
    { id: "list.clear", label: t("list.clear"), group: "list", keys: "Escape", hidden: true, run: () => { if (selection.ids.size) selection.clear(); else if (compact) go(listPath(place)); } },
  ]);

  const sort = useMemo(() => {
    const [field, direction] = (order ?? "").split(/[\s,]+/);
    return { field: field ?? "", descending: direction === "desc" };
  }, [order]);
  const sortBy = (field: string): void => {
    const descending = sort.field === field ? !sort.descending : field === "updated" || field === "number";
    go(listPath({ ...place, number: null, order: `${field} ${descending ? "desc" : "asc"}` }));
  };

  let body;
  if (!known && !pending) body = <EmptyState icon="inbox" title={t("problem.notFound.title")} text={t("list.noQueue")}><LinkButton to="/work">{t("nav.home")}</LinkButton></EmptyState>;
  else if (list.error && !rows.length) body = <ErrorState error={list.error} retry={() => void list.refetch()} />;
  else if (list.isPending) body = <Skeleton lines={12} height={14} gap={22} />;
  else if (!rows.length) body = place.q !== null
    ? <EmptyState icon="search" title={t("list.noMatch")} text={t("list.noMatchText")} />
    : <EmptyState icon="check" title={t("list.empty")} text={t("list.emptyText")} />;
  else body = (
    <TicketList rows={rows} compact={compact} active={current?.id ?? null} selected={selection.ids} editing={editing} sort={sort} place={place}
      onActive={setActive} onSelect={selection.toggle} onSelectAll={selection.all} onEdit={setEditing} onWish={(row, wish) => void change(row, wish)} onSort={sortBy} onHover={prefetch}
      more={list.hasNextPage} onMore={() => { if (!list.isFetchingNextPage) void list.fetchNextPage(); }} />
  );
  const total = place.q === null ? queue?.count : count.data?.count;
  return (
    <section className={`list ${compact ? "compact" : ""}`} aria-label={title}>
      <div className="list-head">
        <IconButton icon="menu" label={t("rail.open")} className="rail-button" onClick={onRail} />
        <h1 className="truncate">{title}</h1>
        {total !== undefined && <span className="muted small num">{t("list.count", { count: total })}{count.data && !count.data.exact && place.q !== null ? "+" : ""}</span>}
        <span className="grow" />
        {!compact && place.q === null && queue && <QueueMenu key={queue.id} queue={queue} />}
        {!compact && place.q && session.isManager && <SaveQueue q={place.q} order={order} />}
      </div>
      <QueryBar key={`${place.queueId ?? ""}|${q}`} value={q} onSearch={(text) => go(searchPath(text))} />
      {body}
      {selection.ids.size > 0 && <BulkBar rows={selection.rows} onClear={selection.clear} />}
    </section>
  );
}
