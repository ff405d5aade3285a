import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Group, Ticket, TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { EmptyState, ErrorState, Skeleton, toast } from "../../../ui";
import { useChange } from "../../agent/change";
import { ticketQuery } from "../../agent/data";
import type { Place } from "../../agent/place";
import { takeWay, waysFrom } from "../../agent/transition";
import { customIn, priorityName, statusesOf, valueIn, type Catalogue } from "../catalogue";
import { useGroups, type Looking } from "../data";
import { useFeeds } from "../Feed";
import { allGroups, knownValues } from "../groups";
import { groupKey } from "../table/rows";
import { arrange, cellKey, cellsOf, limitKey, withLimit } from "./arrange";
import { Card } from "./Card";
import { BoardColumn, ColumnHead, LaneHead } from "./Column";
import { useDrag, type Cell } from "./drag";
import { allowedFor, levelsFor, moveWish, priorityWish } from "./moves";
import "./board.css";

const NONE: Group[] = [];
/** More columns than this nobody can see; they are reached by a narrower query. */
const MOST = 60;
const EMPTIED = new Set(["assignee", "team", "category"]);

/** Tickets in columns, by what they have of one field; another may divide them into lanes. */
export default function Board({ place, looking, catalogue }: { place: Place; looking: Looking; catalogue: Catalogue }) {
  const { settings, asking } = looking;
  const session = useSession();
  const cache = useQueryClient();
  const change = useChange();
  const by = catalogue.find(settings.groupBy)?.groups ? settings.groupBy : "status";
  const laneBy = catalogue.find(settings.swimLane)?.groups && settings.swimLane !== by ? settings.swimLane : "";
  const groups = useGroups(asking, by);
  const laneGroups = useGroups(asking, laneBy);
  const field = catalogue.find(by)?.field;
  const columns = useMemo(() => {
    const known = knownValues(by, catalogue, statusesOf(catalogue.types), priorityName, t("fields.yes"), t("fields.no"));
    const empties = EMPTIED.has(by) || (field !== undefined && !field.required);
    return allGroups(by, known, groups.data ?? NONE, empties ? t(by === "assignee" ? "ticket.nobody" : "ticket.none") : null).slice(0, MOST);
  }, [by, catalogue, field, groups.data]);
  const lanes = useMemo(() => (laneBy ? allGroups(laneBy, [], laneGroups.data ?? NONE, null) : NONE), [laneBy, laneGroups.data]);
  const keys = useMemo(() => columns.map((g) => groupKey(g.value)), [columns]);

  const cells = useMemo(() => (laneBy ? cellsOf(columns, lanes) : columns), [laneBy, columns, lanes]);
  // A box is fetched once it is in sight.
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const onSeen = useCallback((key: string) => setSeen((before) => (before.has(key) ? before : new Set([...before, key]))), []);
  const custom = customIn([by, laneBy, ...settings.columns.map((c) => c.field)], catalogue);
  const { states, element } = useFeeds(cells.filter((g) => seen.has(groupKey(g.value))), asking, custom.join(","));
  const stacks = useMemo(() => arrange(cells.map((g) => groupKey(g.value)), states, (row) => groupKey(laneBy ? [valueIn(row, by), valueIn(row, laneBy)] : valueIn(row, by))), [cells, states, by, laneBy]);
  const extras = custom.filter((id) => id !== by && id !== laneBy).slice(0, 4);

  const [said, setSaid] = useState("");
  const nameOf = (key: string, all: Group[]): string => all.find((g) => groupKey(g.value) === key)?.label ?? "";
  const knownOf = (row: TicketRow) => ({
    type: session.type(row.typeId), field: catalogue.fieldOf(row, by), teamDesk: (id: string) => session.teams.find((x) => x.id === id)?.deskId,
    ways: cache.getQueryData<Ticket>(["ticket", row.number])?.transitions.map((w) => w.to) ?? waysFrom(session.type(row.typeId), row.status),
  });
  const allowed = (row: TicketRow): Set<string> => allowedFor(row, by, columns, groupKey(valueIn(row, by)), knownOf(row));

  async function toColumn(row: TicketRow, key: string): Promise<TicketRow | undefined> {
    const group = columns.find((g) => groupKey(g.value) === key);
    if (!group) return undefined;
    if (by !== "status" && by !== "priority") return change(row, moveWish(by, group, t("ticket.none")));
    const ticket = await cache.fetchQuery(ticketQuery(cache, row.number)).catch(() => undefined);
    const type = session.type(row.typeId);
    if (!ticket) { toast(t("board.refused", { number: row.number, column: group.label }), { bad: true }); return undefined; }
    if (by === "priority") {
      const levels = levelsFor(type?.priorityMatrix ?? [], ticket, Number(group.value));
      return levels && change(ticket, priorityWish(levels, group.value as TicketRow["priority"]));
    }
    const way = ticket.transitions.find((w) => w.to === group.value);
    if (!way) { toast(t("board.refused", { number: row.number, column: group.label }), { bad: true }); return undefined; }
    return new Promise((done) => { takeWay(ticket, way, type, (wish) => void change(ticket, wish).then(done, () => done(undefined))); });
  }
  async function drop(row: TicketRow, to: Cell, from: Cell): Promise<void> {
    const lane = lanes.find((g) => groupKey(g.value) === to.lane);
    // Where the lane changes too, the ticket goes into the lane first: the change of status may stay open in its dialog.
    const inLane = lane && to.lane !== from.lane && canLane(row, lane) ? await change(row, moveWish(laneBy, lane, t("ticket.none"))) : row;
    if (inLane && to.column !== from.column) await toColumn(inLane, to.column);
    requestAnimationFrame(() => document.getElementById(`grip-${row.id}`)?.focus());
  }
  const canLane = (row: TicketRow, lane: Group): boolean => laneBy !== "status" && laneBy !== "priority" && allowedFor(row, laneBy, [lane], "", { ...knownOf(row), field: catalogue.fieldOf(row, laneBy) }).has(groupKey(lane.value));
  const drag = useDrag({
    columns: keys, lanes: lanes.map((g) => groupKey(g.value)), allowed,
    onStart: (row) => { if (by === "status") void cache.fetchQuery(ticketQuery(cache, row.number)).then(() => drag.refresh(), () => undefined); },
    onDrop: (row, to, from) => void drop(row, to, from),
    say: (what, row, cell) => setSaid(t(`board.say.${what}`, { number: row.number, column: nameOf(cell.column, columns) })),
  });

  if (groups.error && !groups.data) return <ErrorState error={groups.error} retry={() => void groups.refetch()} />;
  if (groups.isPending || (laneBy && laneGroups.isPending)) return <Skeleton lines={8} height={40} gap={22} />;
  if (!columns.length) return <EmptyState icon="board" title={t("list.noMatch")} text={t("list.noMatchText")} />;

  const card = (row: TicketRow, cell: Cell) => <Card key={row.id} row={row} extras={extras} fieldOf={catalogue.fieldOf} place={place} lifted={drag.dragged?.row.id === row.id} keys={drag.dragged?.keys ?? false} pointer={drag.pointer(row, cell)} onKeys={drag.keys(row, cell)} onLeave={drag.leave} />;
  const head = (group: Group) => {
    const limit = settings.wip[limitKey(group.value)];
    const key = groupKey(group.value);
    const drift = (laneBy ? lanes.map((l) => cellKey(key, groupKey(l.value))) : [key]).reduce((sum, k) => sum + (stacks.get(k)?.drift ?? 0), 0);
    return <ColumnHead group={group} by={by} catalogue={catalogue} count={Math.max(0, group.count + drift)} limit={limit} forbidden={Boolean(drag.dragged && !drag.dragged.allowed.has(key))} onLimit={(to) => looking.set({ wip: withLimit(settings.wip, limitKey(group.value), to) })} />;
  };
  const column = (group: Group, lane: string) => {
    const key = groupKey(group.value);
    const cell = cellKey(key, lane);
    const over = drag.dragged?.over;
    return (
      <BoardColumn key={`${lane} ${key}`} column={key} lane={lane} cell={cell} name={group.value === null ? t("ticket.none") : group.label} state={states.get(cell)} onSeen={onSeen} head={lane ? null : head(group)}
        forbidden={Boolean(drag.dragged && !drag.dragged.allowed.has(key))} over={Boolean(over && over.column === key && over.lane === lane)}>
        {(stacks.get(cell)?.rows ?? []).map((row) => card(row, { column: key, lane }))}
      </BoardColumn>
    );
  };
  return (
    <div className={`board ${laneBy ? "lanes" : ""} ${drag.dragged ? "dragging" : ""}`} data-keys role="group" aria-label={t("layout.board")} tabIndex={0}>
      {element}
      {laneBy ? (
        <>
          <div className="board-heads">{columns.map((g) => <div key={groupKey(g.value)} className="board-head-cell">{head(g)}</div>)}</div>
          {lanes.map((lane) => {
            const laneKey = groupKey(lane.value);
            return (
              <section key={laneKey} className="lane" aria-label={lane.label}>
                <LaneHead group={lane} by={laneBy} catalogue={catalogue} />
                <div className="lane-cells">{columns.map((g) => column(g, laneKey))}</div>
              </section>
            );
          })}
        </>
      ) : columns.map((g) => column(g, ""))}
      {drag.dragged && !drag.dragged.keys && <div className="card ghost" aria-hidden="true" ref={drag.ghost}><span className="muted small">{drag.dragged.row.number}</span><span className="truncate">{drag.dragged.row.title}</span></div>}
      <p className="sr-only" aria-live="assertive">{said}</p>
    </div>
  );
}
