import { useCallback, useEffect, useState } from "react";
import { usePages } from "../../api/pages";
import type { Group, TicketRow } from "../../api/types";
import type { Asking } from "./data";
import { both } from "./query";
import { groupKey, type Fetched } from "./table/rows";

const AT_ONCE = 50;
export interface FeedState extends Fetched { next: () => void }
interface Props { of: string; asking: Asking; columns: string; group: string; onState: (of: string, state: FeedState | undefined) => void }

/** Fetches the tickets of one group page by page, and tells what there is. Shows nothing itself. */
function Feed({ of, asking, columns, group, onState }: Props) {
  const query = { q: both(asking.q, group), order: asking.order, awake: asking.awake, ...(columns ? { columns } : {}) };
  const { rows, hasNextPage: more, isPending: pending, isFetchingNextPage: fetching, error, fetchNextPage, refetch } = usePages<TicketRow>(["tickets", query], "/tickets", query, { limit: AT_ONCE });
  const failed = error !== null;
  const next = useCallback(() => { if (failed) void refetch(); else if (!fetching) void fetchNextPage(); }, [failed, fetching, fetchNextPage, refetch]);
  useEffect(() => { onState(of, { rows, more, pending, failed, next }); }, [of, rows, more, pending, failed, next, onState]);
  useEffect(() => () => onState(of, undefined), [of, onState]);
  return null;
}

/** The tickets of several groups, each group by itself. What is returned as `element` has to be rendered. */
export function useFeeds(groups: Group[], asking: Asking, columns: string) {
  const [states, setStates] = useState<ReadonlyMap<string, FeedState>>(new Map());
  const onState = useCallback((of: string, state: FeedState | undefined) => setStates((before) => {
    const after = new Map(before);
    if (state) after.set(of, state);
    else after.delete(of);
    return after;
  }), []);
  const element = groups.map((g) => <Feed key={groupKey(g.value)} of={groupKey(g.value)} asking={asking} columns={columns} group={g.query} onState={onState} />);
  return { states, element };
}
