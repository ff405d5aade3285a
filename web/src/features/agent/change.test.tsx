import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ticket, TicketTransition } from "../../api/types";
import { undoLast } from "../../ui";
import { bulkUndo, returning } from "./bulk";
import { clashes, useChange, wayBack } from "./change";
import { settleConflict, useConflict } from "./conflict";

const way = (to: string, over: Partial<TicketTransition> = {}): TicketTransition => ({ key: to, name: to, to, asks: [], required: [], comment: "none", ...over });
const ticket = (over: Partial<Ticket> = {}): Ticket => ({
  id: "t1", number: "INC-1", typeId: "x", deskId: "d", title: "Old", status: "new", statusCategory: "new", priority: 3, requester: { id: "r", name: "R" }, assignee: null, team: null, category: null, channel: "email",
  created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z", unread: false, tags: [], version: 1, description: "", impact: 2, urgency: 2, resolvedAt: null, closedAt: null, firstRepliedAt: null, reopenCount: 0,
  rating: null, watchers: [], links: [], attachments: [], transitions: [way("open")], may: { edit: true, reply: true, note: true }, fields: {}, refs: {}, parent: null, ...over,
});
const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const fetched = vi.fn<typeof fetch>();
let cache: QueryClient;
const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
const shown = (): Ticket | undefined => cache.getQueryData<Ticket>(["ticket", "INC-1"]);
const listed = (): Partial<Ticket> | undefined => cache.getQueryData<{ pages: { items: Ticket[] }[] }>(["tickets", {}])?.pages[0]?.items[0];
const bodies = (): unknown[] => fetched.mock.calls.filter(([, init]) => init?.method === "PATCH").map(([, init]) => [JSON.parse(String(init?.body)), (init?.headers as Record<string, string>)["If-Match"]]);

beforeEach(() => {
  cache = new QueryClient();
  cache.setQueryData(["ticket", "INC-1"], ticket());
  cache.setQueryData(["tickets", {}], { pages: [{ items: [ticket()], next: null }], pageParams: [null] });
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => { cleanup(); settleConflict(); vi.unstubAllGlobals(); });

const open = { change: { status: "open" }, show: { status: "open", statusCategory: "open" as const }, words: "Open" };

describe("change", () => {
  it("shows at once, keeps the server's answer, and can be undone", async () => {
    fetched.mockResolvedValueOnce(answer(200, ticket({ status: "open", statusCategory: "open", version: 2, transitions: [way("new"), way("pending")] })));
    const { result } = renderHook(() => useChange(), { wrapper });
    await act(async () => {
      const done = result.current(ticket(), open);
      expect([shown()?.status, listed()?.status]).toEqual(["open", "open"]);
      await done;
    });
    expect(shown()?.version).toBe(2);
    fetched.mockResolvedValueOnce(answer(200, ticket({ version: 3 })));
    await act(async () => { expect(undoLast()).toBe(true); await Promise.resolve(); });
    await vi.waitFor(() => expect(shown()?.version).toBe(3));
    expect(shown()?.status).toBe("new");
    expect(bodies()).toEqual([[{ status: "open" }, '"1"'], [{ status: "new" }, '"2"']]);
  });

  it("puts everything back when the server refuses", async () => {
    fetched.mockResolvedValueOnce(answer(422, { type: "urn:steward:problem:invalid", title: "No", status: 422 }));
    const { result } = renderHook(() => useChange(), { wrapper });
    await act(async () => { await result.current(ticket(), open); });
    expect([shown()?.status, listed()?.status]).toEqual(["new", "new"]);
  });

  it("applies on top of a change of other fields without asking", async () => {
    fetched.mockResolvedValueOnce(answer(412, { type: "urn:steward:problem:stale", title: "Stale", status: 412, current: ticket({ title: "Theirs", version: 5 }) }));
    fetched.mockResolvedValueOnce(answer(200, ticket({ title: "Theirs", status: "open", statusCategory: "open", version: 6 })));
    const { result } = renderHook(() => useChange(), { wrapper });
    await act(async () => { await result.current(ticket(), open); });
    expect(shown()).toMatchObject({ title: "Theirs", status: "open", version: 6 });
    expect(bodies().at(-1)).toEqual([{ status: "open" }, '"5"']);
  });

  it("asks when both changed the same field, and keeps both values", async () => {
    fetched.mockResolvedValueOnce(answer(412, { type: "urn:steward:problem:stale", title: "Stale", status: 412, current: ticket({ status: "pending", statusCategory: "pending", version: 5 }) }));
    const { result } = renderHook(() => ({ change: useChange(), conflict: useConflict() }), { wrapper });
    await act(async () => { await result.current.change(ticket(), open); });
    expect(shown()).toMatchObject({ status: "pending", version: 5 });
    expect(result.current.conflict).toMatchObject({ fields: ["status"], wish: { change: { status: "open" } } });
  });
});

describe("custom fields", () => {
  const cost = { change: { fields: { cost: 9 } }, show: { fields: { cost: 9 } }, words: "Cost: 9" };
  const stale = (now: Ticket): Response => answer(412, { type: "urn:steward:problem:stale", title: "Stale", status: 412, current: now });

  it("change by themselves and leave the others as they are", async () => {
    cache.setQueryData(["ticket", "INC-1"], ticket({ fields: { cost: 1, size: "L" } }));
    fetched.mockResolvedValueOnce(answer(422, { type: "urn:steward:problem:invalid", title: "No", status: 422 }));
    const { result } = renderHook(() => useChange(), { wrapper });
    await act(async () => {
      const done = result.current(ticket(), cost);
      expect(shown()?.fields).toEqual({ cost: 9, size: "L" });
      await done;
    });
    expect(shown()?.fields).toEqual({ cost: 1, size: "L" });
  });

  it("clash only with themselves", async () => {
    cache.setQueryData(["ticket", "INC-1"], ticket({ fields: { cost: 1, size: "L" } }));
    fetched.mockResolvedValueOnce(stale(ticket({ fields: { cost: 1, size: "XL" }, version: 5 })));
    fetched.mockResolvedValueOnce(answer(200, ticket({ fields: { cost: 9, size: "XL" }, version: 6 })));
    const { result } = renderHook(() => ({ change: useChange(), conflict: useConflict() }), { wrapper });
    await act(async () => { await result.current.change(ticket(), cost); });
    expect([shown()?.fields, result.current.conflict]).toEqual([{ cost: 9, size: "XL" }, null]);
    fetched.mockResolvedValueOnce(stale(ticket({ fields: { cost: 4, size: "XL" }, version: 7 })));
    await act(async () => { await result.current.change(ticket(), { ...cost, change: { fields: { cost: 8 } } }); });
    expect(result.current.conflict?.fields).toEqual(["fields.cost"]);
  });

  it("go back to what they were, unless something was said on the way", () => {
    const before = ticket({ fields: { cost: 1 } });
    expect(wayBack(before, { fields: { cost: 9, size: "L" } })).toEqual({ fields: { cost: 1, size: null } });
    expect(wayBack(before, { status: "open", note: "<p>Done</p>" })).toBeUndefined();
    const { fields: _unknown, ...row } = before;
    expect(wayBack(row, { fields: { cost: 9 } })).toBeUndefined();
  });
});

describe("undo", () => {
  it("knows the way back of every field", () => {
    const before = ticket({ assignee: { id: "a", name: "A" }, tags: ["x"] });
    expect(wayBack(before, { assigneeId: "b", teamId: "t", tags: [], impact: 1, title: "N" })).toEqual({ assigneeId: "a", teamId: null, tags: ["x"], impact: 2, title: "Old" });
    const { impact: _unknown, ...row } = before;
    expect(wayBack(row, { impact: 1 })).toBeUndefined();
  });

  it("is not offered where the workflow has no way back", async () => {
    fetched.mockResolvedValueOnce(answer(200, ticket({ status: "open", statusCategory: "open", version: 2, transitions: [way("pending")] })));
    const { result } = renderHook(() => useChange(), { wrapper });
    while (undoLast()) continue;
    await act(async () => { await result.current(ticket(), open); });
    expect(undoLast()).toBe(false);
    const changed = [{ id: "1", version: 2, before: { status: "new" } }, { id: "2", version: 2, before: { status: "pending" } }, { id: "3", version: 2, before: { teamId: null } }];
    expect(returning(changed, () => ["pending"]).map((c) => c.id)).toEqual(["2", "3"]);
  });

  it("finds the fields both have changed", () => {
    expect(clashes(ticket(), ticket({ title: "x", status: "open" }), { status: "pending", teamId: "t" })).toEqual(["status"]);
  });

  it("groups a bulk change by what was before", () => {
    const changed = [{ id: "1", version: 2, before: { status: "new" } }, { id: "2", version: 2, before: { status: "open" } }, { id: "3", version: 2, before: { status: "new" } }];
    expect(bulkUndo(changed)).toEqual([{ ids: ["1", "3"], change: { status: "new" } }, { ids: ["2"], change: { status: "open" } }]);
  });
});
