import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Page, Ticket, TicketRow } from "../../api/types";

type Pages = InfiniteData<Page<TicketRow>, string | null>;
/** What lies between two days: a calendar, a timeline. */
export interface Range { items: TicketRow[]; more: boolean }

/** Changes one ticket wherever it is shown: in lists and on its page. */
export function patchTicket(cache: QueryClient, id: string, change: (row: TicketRow) => Partial<Ticket>): void {
  cache.setQueriesData<Pages>({ queryKey: ["tickets"] }, (data) => {
    if (!data?.pages.some((p) => p.items.some((r) => r.id === id))) return data;
    return { ...data, pages: data.pages.map((p) => ({ ...p, items: p.items.map((r) => (r.id === id ? { ...r, ...rowPart(change(r)) } : r)) })) };
  });
  cache.setQueriesData<Range>({ queryKey: ["range"] }, (data) =>
    (data?.items.some((r) => r.id === id) ? { ...data, items: data.items.map((r) => (r.id === id ? { ...r, ...rowPart(change(r)) } : r)) } : data));
  cache.setQueriesData<Ticket>({ queryKey: ["ticket"] }, (ticket) => (ticket?.id === id ? { ...ticket, ...change(ticket) } : ticket));
}

const ROW: (keyof TicketRow)[] = ["title", "status", "statusCategory", "priority", "requester", "assignee", "team", "category", "updated", "unread", "tags", "fields", "refs", "version"];
const rowPart = (ticket: Partial<Ticket>): Partial<TicketRow> =>
  Object.fromEntries(ROW.filter((field) => field in ticket).map((field) => [field, ticket[field]])) as Partial<TicketRow>;

/** The server's newest word on a ticket. An older one that arrives late is ignored. */
export function putTicket(cache: QueryClient, ticket: Ticket): void {
  patchTicket(cache, ticket.id, (row) => (row.version <= ticket.version ? ticket : {}));
  const known = cache.getQueryData<Ticket>(["ticket", ticket.number]);
  if (!known || known.version <= ticket.version) cache.setQueryData(["ticket", ticket.number], ticket);
}

export function findTicket(cache: QueryClient, id: string): Ticket | undefined {
  return cache.getQueriesData<Ticket>({ queryKey: ["ticket"] }).map(([, t]) => t).find((t) => t?.id === id);
}

/** Long lists are not fetched again as a whole; their changed rows are, one by one. */
const FEW_PAGES = 3;
const MANY_ROWS = 20;

async function refreshLists(cache: QueryClient, ids: Set<string>): Promise<void> {
  const lists = cache.getQueryCache().findAll({ queryKey: ["tickets"] });
  void cache.invalidateQueries({ queryKey: ["range"], refetchType: refetchType() });
  const single = new Map<string, string>();
  for (const list of lists) {
    const data = list.state.data as Pages | undefined;
    if (!list.isActive() || !data || data.pages.length <= FEW_PAGES) void cache.invalidateQueries({ queryKey: list.queryKey, exact: true, refetchType: refetchType() });
    else for (const row of data.pages.flatMap((p) => p.items)) if (ids.has(row.id)) single.set(row.id, row.number);
  }
  await Promise.allSettled(Array.from(single.keys()).slice(0, MANY_ROWS).map(async (id) => putTicket(cache, await api<Ticket>(`/tickets/${id}`))));
}

let waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let counting: ReturnType<typeof setTimeout> | undefined;
/** Counting costs the server more than reading a page, so numbers follow more slowly than rows. */
const COUNT_EVERY = 5000;

/** A page nobody looks at is only marked as out of date; it is fetched when somebody comes back to it. */
const refetchType = (): "active" | "none" => (document.visibilityState === "hidden" ? "none" : "active");

function countAgain(cache: QueryClient, delay: number): void {
  counting ??= setTimeout(() => {
    counting = undefined;
    for (const queryKey of [["views"], ["count"], ["groups"]]) void cache.invalidateQueries({ queryKey, refetchType: refetchType() });
  }, delay);
}

/** Collects what changed for a moment, so that a hundred changes cost one refresh. */
export function ticketsChanged(cache: QueryClient, ids: string[], delay = 1200): void {
  ids.forEach((id) => waiting.add(id));
  for (const [key, ticket] of cache.getQueriesData<Ticket>({ queryKey: ["ticket"] }))
    if (ticket && ids.includes(ticket.id)) {
      void cache.invalidateQueries({ queryKey: key });
      void cache.invalidateQueries({ queryKey: ["approvals", "ticket", ticket.id] });
      for (const kind of ["ticket-tasks", "ticket-time", "standing", "children"]) void cache.invalidateQueries({ queryKey: [kind, ticket.id] });
    }
  timer ??= setTimeout(() => {
    timer = undefined;
    void cache.invalidateQueries({ queryKey: ["my-tasks"], refetchType: refetchType() });
    const now = waiting;
    waiting = new Set();
    void refreshLists(cache, now);
  }, delay);
  countAgain(cache, Math.min(COUNT_EVERY, delay * 2));
}
