import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session, TicketRow, TicketType } from "../../../api/types";
import { SessionProvider } from "../../../app/session";
import { settleTransition, useAsked } from "../../agent/transition";
import { columnsOf } from "../catalogue";
import type { Looking } from "../data";
import { DEFAULTS } from "../settings";
import Board from "./Board";

const status = (key: string, category: string) => ({ key, name: key.toUpperCase(), category, portalName: key });
const type = { id: "ty", key: "incident", deskId: "d", statuses: [status("new", "new"), status("open", "open"), status("pending", "pending"), status("closed", "closed")], transitions: [], priorityMatrix: [], fields: [], forms: { requester: { sections: [] }, agent: { sections: [] } } } as unknown as TicketType;
const row: TicketRow = {
  id: "1", number: "INC-1", typeId: "ty", deskId: "d", title: "The lift is stuck", status: "new", statusCategory: "new", priority: 3, requester: { id: "r", name: "R" }, assignee: null, team: null, category: null,
  channel: "email", created: "2026-11-02T08:00:00Z", updated: "2026-11-03T08:00:00Z", unread: false, tags: [], version: 1,
};
const ways = [{ key: "start", name: "Start", to: "open", asks: [], required: [], comment: "none" }, { key: "wait", name: "Wait", to: "pending", asks: ["due"], required: [], comment: "none" }];
const session = { person: { id: "me", name: "Me" }, desks: [{ id: "d", key: "it", name: "IT", role: "agent" }], teams: [], types: [type], admin: false } as unknown as Session;
const columns = columnsOf([type]);
const catalogue = { types: [type], columns, find: (id: string) => columns.find((c) => c.id === id), fieldOf: () => undefined };
const set = vi.fn();
const looking = (over = {}): Looking => ({ settings: { ...DEFAULTS, layout: "board", ...over }, base: DEFAULTS, changed: false, asking: { q: "desk = it", order: "updated desc", awake: true }, deskId: "d", set, reset: () => undefined });
const place = { viewId: "v", search: false, params: {}, number: null };

/** A busy machine takes its time. */
const SLOW = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

const calls: string[] = [];
const fetched = vi.fn<typeof fetch>((to, init) => {
  const url = new URL(String(to), "http://x");
  calls.push(`${init?.method ?? "GET"} ${url.pathname.replace("/api/v1", "")} ${url.searchParams.get("q") ?? ""}${init?.body ? String(init.body) : ""}`);
  const answer = (): unknown => {
    if (url.pathname.endsWith("/groups")) return { groups: [{ value: "new", label: "NEW", count: 1, exact: true, query: 'status = "new"' }] };
    if (url.pathname.endsWith("/tickets")) return { items: url.searchParams.get("q")?.includes('"new"') ? [row] : [], next: null };
    const now = init?.method === "PATCH" ? { ...row, status: "open", statusCategory: "open", version: 2 } : row;
    return { ...now, entries: { items: [], next: null }, transitions: ways, fields: {}, refs: {}, may: { edit: true, reply: true, note: true } };
  };
  return Promise.resolve(new Response(JSON.stringify(answer()), { status: 200 }));
});
const Asked = () => <output>{useAsked()?.way.key ?? ""}</output>;
const show = (of: Looking) => render(
  <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
    <MemoryRouter><SessionProvider session={session}><Board place={place} looking={of} catalogue={catalogue} /><Asked /></SessionProvider></MemoryRouter>
  </QueryClientProvider>,
);
const column = (name: string): HTMLElement => screen.getAllByRole("group", { name }).find((g) => g.dataset["cell"]) as HTMLElement;
const grip = (): HTMLElement => screen.getByRole("button", { name: "Move INC-1" });
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await act(async () => { fireEvent.keyDown(grip(), { key }); await Promise.resolve(); });
};

beforeEach(() => { calls.length = 0; set.mockReset(); vi.stubGlobal("fetch", fetched); });
afterEach(() => { cleanup(); settleTransition(); vi.unstubAllGlobals(); });

describe("the board", () => {
  it("has a column for each status, empty ones too, each fetched by itself", async () => {
    show(looking());
    await screen.findByText("The lift is stuck", {}, SLOW);
    expect(within(column("NEW")).getByText("The lift is stuck")).toBeTruthy();
    expect(["OPEN", "PENDING", "CLOSED"].map((name) => within(column(name)).queryAllByRole("link").length)).toEqual([0, 0, 0]);
    expect(calls).toContain('GET /tickets (desk = it) and (status = "new")');
  });

  it("moves a card by keys along the ways its workflow has, and passes by the others", async () => {
    show(looking());
    await screen.findByText("The lift is stuck", {}, SLOW);
    await press(" ");
    await vi.waitFor(() => expect(column("CLOSED").className).toContain("is-forbidden"), SLOW);
    await vi.waitFor(() => expect(column("OPEN").className).not.toContain("is-forbidden"), SLOW);
    await press("ArrowRight", " ");
    await vi.waitFor(() => expect(calls.some((c) => c.startsWith("PATCH /tickets/1"))).toBe(true), SLOW);
    expect(calls.find((c) => c.startsWith("PATCH"))).toBe('PATCH /tickets/1 {"status":"open"}');
    await vi.waitFor(() => expect(within(column("OPEN")).getByText("The lift is stuck")).toBeTruthy(), SLOW);
  });

  it("opens the dialog of a transition that asks for something, and changes nothing before", async () => {
    show(looking());
    await screen.findByText("The lift is stuck", {}, SLOW);
    await press(" ");
    await vi.waitFor(() => expect(column("PENDING").className).not.toContain("is-forbidden"), SLOW);
    await press("ArrowRight", "ArrowRight", "ArrowRight", " ");
    await vi.waitFor(() => expect(screen.getByText("wait")).toBeTruthy(), SLOW);
    expect(calls.filter((c) => c.startsWith("PATCH"))).toEqual([]);
  });

  it("leaves a card where it is when it is let go", async () => {
    show(looking());
    await screen.findByText("The lift is stuck", {}, SLOW);
    await press(" ", "ArrowRight", "Escape");
    expect(calls.filter((c) => c.startsWith("PATCH"))).toEqual([]);
    expect(screen.getByText("INC-1 stays in NEW")).toBeTruthy();
  });

  it("warns of a column over its limit, and lets the limit be changed", async () => {
    show(looking({ wip: { new: 0, open: 2 } }));
    await screen.findByText("The lift is stuck", {}, SLOW);
    expect(within(column("OPEN")).getByText("0 / 2")).toBeTruthy();
    expect(within(column("NEW")).getByRole("img", { name: "Over the limit" })).toBeTruthy();
    fireEvent.click(within(column("NEW")).getByRole("button", { name: /Set a limit/ }));
    fireEvent.change(screen.getByRole("spinbutton", { hidden: true }), { target: { value: "7" } });
    fireEvent.submit(screen.getByRole("spinbutton", { hidden: true }).closest("form") as HTMLFormElement);
    expect(set).toHaveBeenCalledWith({ wip: { new: 7, open: 2 } });
  });
});
