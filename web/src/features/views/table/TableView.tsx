import { Suspense, useCallback, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { usePages } from "../../../api/pages";
import type { Group, TicketRow } from "../../../api/types";
import { useActions } from "../../../app/actions";
import { t } from "../../../i18n";
import { EmptyState, ErrorState, Skeleton } from "../../../ui";
import { later } from "../../../ui/later";
import { useChange } from "../../agent/change";
import { usePrefetch } from "../../agent/data";
import { listPath, ticketPath, type Place } from "../../agent/place";
import { useSelection } from "../../agent/useSelection";
import { useVote } from "../../agent/vote";
import { customIn, type Catalogue } from "../catalogue";
import { useGroups, type Looking } from "../data";
import { useFeeds } from "../Feed";
import { sortBy } from "../query";
import type { CellActions } from "./Cell";
import { Grid, rowsIn, type Editing } from "./Grid";
import { flat, grouped, groupKey, type Line } from "./rows";

const BulkBar = later(() => import("../../agent/BulkBar"));

interface Props { place: Place; looking: Looking; catalogue: Catalogue; compact: boolean; empty: { title: string; text: string } }

/** The tickets as a table: one long list, or in groups that can be closed. */
export function TableView(p: Props) {
  const by = p.compact ? "" : p.looking.settings.groupBy;
  return by && p.catalogue.find(by)?.groups ? <Grouped {...p} by={by} /> : <Flat {...p} />;
}

function useColumns({ looking, catalogue, compact }: Props): string {
  const fields = looking.settings.columns.map((c) => c.field);
  return customIn(compact ? fields.filter((f) => f === "sla") : fields, catalogue).join(",");
}

function Flat(p: Props) {
  const { asking } = p.looking;
  const columns = useColumns(p);
  const query = { q: asking.q, order: asking.order, awake: asking.awake, ...(columns ? { columns } : {}) };
  const list = usePages<TicketRow>(["tickets", query], "/tickets", query, { limit: 100, keep: (before) => (before[1] as { q?: string } | undefined)?.q === asking.q });
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const lines = useMemo(() => flat(rows, hasNextPage), [rows, hasNextPage]);
  // Rows that only stand in for others have no next page of their own.
  const ready = !isFetchingNextPage && !list.isPlaceholderData;
  const more = useCallback(() => { if (ready) void fetchNextPage(); }, [ready, fetchNextPage]);
  if (list.error && !rows.length) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={12} height={14} gap={22} />;
  return <Lines {...p} lines={lines} total={hasNextPage ? -1 : rows.length + 1} onMore={more} onRetry={more} onToggle={NOTHING} />;
}
const NOTHING = (): void => undefined;
const NONE: Group[] = [];

function Grouped(p: Props & { by: string }) {
  const { asking, settings } = p.looking;
  const columns = useColumns(p);
  const custom = customIn([p.by, ...columns.split(",")], p.catalogue).join(",");
  const groups = useGroups(asking, p.by, settings.aggregates);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const all = groups.data ?? NONE;
  // A group is fetched once it is looked at; what was fetched once stays until the grouping changes.
  const [seen, setSeen] = useState<{ by: string; keys: ReadonlySet<string> }>({ by: p.by, keys: new Set() });
  const keys = seen.by === p.by ? seen.keys : NO_KEYS;
  const open = useMemo(() => all.filter((g) => keys.has(groupKey(g.value)) && !closed.has(groupKey(g.value))), [all, keys, closed]);
  const { states, element } = useFeeds(open, asking, custom);
  const lines = useMemo(() => grouped(all, closed, states), [all, closed, states]);
  const by = p.by;
  const onMore = useCallback((wanted: string[]) => {
    setSeen((before) => {
      const had = before.by === by ? before.keys : NO_KEYS;
      return wanted.every((k) => had.has(k)) && before.by === by ? before : { by, keys: new Set([...had, ...wanted]) };
    });
    for (const key of wanted) { const s = states.get(key); if (s && !s.pending && s.more) s.next(); }
  }, [by, states]);
  const toggle = useCallback((key: string) => setClosed((before) => { const after = new Set(before); if (!after.delete(key)) after.add(key); return after; }), []);
  if (groups.error && !all.length) return <ErrorState error={groups.error} retry={() => void groups.refetch()} />;
  if (groups.isPending) return <Skeleton lines={12} height={14} gap={22} />;
  return <>{element}<Lines {...p} lines={lines} total={-1} onMore={onMore} onRetry={(key) => states.get(key)?.next()} onToggle={toggle} /></>;
}
const NO_KEYS: ReadonlySet<string> = new Set();

interface LinesProps extends Props { lines: Line[]; total: number; onMore: (groups: string[]) => void; onRetry: (group: string) => void; onToggle: (group: string) => void }

/** What can be done with the rows, by keys and otherwise. */
function Lines(p: LinesProps) {
  const { place, compact, looking, catalogue, lines } = p;
  const go = useNavigate();
  const change = useChange();
  const vote = useVote();
  const prefetch = usePrefetch();
  const rows = useMemo(() => rowsIn(lines), [lines]);
  const [active, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const selection = useSelection(rows);
  const at = rows.findIndex((r) => (compact ? r.number === place.number : r.id === active));
  const current = at >= 0 ? rows[at] : undefined;
  const open = (row: TicketRow): void => void go(ticketPath(row.number, place));
  const step = (by: number): void => {
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setActive(next.id);
    prefetch(next.number);
    if (compact) open(next);
  };
  // A picker needs a cell to stand beside: a column that is not shown cannot be edited by its key.
  const shown = (field: string): boolean => looking.settings.columns.some((c) => c.field === field);
  const edit = (field: string) => (): void => { if (current && shown(field)) setEditing({ id: current.id, field }); };
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
    { id: "list.clear", label: t("list.clear"), group: "list", keys: "Escape", hidden: true, run: () => { if (selection.ids.size) selection.clear(); else if (compact) void go(listPath({ ...place, number: null })); } },
  ]);
  const act = useMemo<CellActions>(() => ({
    place, fieldOf: catalogue.fieldOf, onActive: setActive, onWish: (row, wish) => void change(row, wish), onVote: (row, field, on) => void vote(row, field, on),
    onEdit: (row, field) => setEditing(field ? { id: row.id, field } : null),
  }), [place, catalogue, change, vote]);
  if (!rows.length && !lines.length) return <EmptyState icon={place.search ? "search" : "check"} title={p.empty.title} text={p.empty.text} />;
  return (
    <>
      <Grid lines={lines} compact={compact} catalogue={catalogue} settings={looking.settings} order={looking.asking.order} active={current?.id ?? null} selected={selection.ids} editing={editing} act={act} total={p.total}
        onColumns={(columns) => looking.set({ columns })} onSort={(field, add) => looking.set({ order: sortBy(looking.asking.order, field, add) })}
        onSelect={selection.toggle} onSelectAll={selection.all} onHover={prefetch} onToggle={p.onToggle} onMore={p.onMore} onRetry={p.onRetry} />
      {selection.ids.size > 0 && <Suspense fallback={null}><BulkBar rows={selection.rows} onClear={selection.clear} /></Suspense>}
    </>
  );
}
