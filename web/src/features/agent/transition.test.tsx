import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session, Ticket, TicketTransition, TicketType } from "../../api/types";
import { SessionProvider } from "../../app/session";
import { sample } from "../../fields/testing";
import { setLocale } from "../../i18n";
import { askedFor, askTransition, needsWords, settleTransition, takeWay, waysFrom } from "./transition";
import TransitionDialog from "./TransitionDialog";

const way = (to: string, over: Partial<TicketTransition> = {}): TicketTransition => ({ key: to, name: to, to, asks: [], required: [], comment: "none", ...over });
const resolve = way("resolved", { key: "resolve", name: "Resolve", asks: ["cause"], required: ["cause", "cost"], comment: "note" });
const type: TicketType = {
  id: "x", key: "incident", kind: "incident", name: "Incident", deskId: "d", prefix: "INC", portal: true, portalName: "", portalHint: "", active: true, confidential: false, icon: null, colour: null,
  statuses: [{ key: "open", name: "Open", category: "open", portalName: "" }, { key: "resolved", name: "Resolved", category: "resolved", portalName: "" }], initial: "open", priorityMatrix: [[1, 2, 3], [2, 3, 4], [3, 4, 4]], version: 1,
  transitions: [{ ...resolve, from: ["open"], roles: [], teams: [], condition: null, effects: [] }, { ...way("open"), from: ["*"], roles: [], teams: [], condition: null, effects: [] }],
  fields: [sample("text", { key: "cause", name: "Cause" }), sample("number", { key: "cost", name: "Cost" }), sample("text", { key: "other", name: "Other" })], forms: { requester: { sections: [] }, agent: { sections: [] } },
};
const ticket = (over: Partial<Ticket> = {}): Ticket => ({
  id: "t1", number: "INC-1", typeId: "x", deskId: "d", title: "Old", status: "open", statusCategory: "open", priority: 3, requester: { id: "r", name: "R" }, assignee: null, team: null, category: null, channel: "email",
  created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z", unread: false, tags: [], version: 4, description: "", impact: 2, urgency: 2, resolvedAt: null, closedAt: null, firstRepliedAt: null, reopenCount: 0,
  rating: null, watchers: [], links: [], attachments: [], transitions: [resolve], may: { edit: true, reply: true, note: true }, fields: { cost: 5 }, refs: {}, parent: null, ...over,
});
const session = { person: { id: "me", name: "Me" }, desks: [], teams: [], types: [type] } as unknown as Session;
const fetched = vi.fn<typeof fetch>();
const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
let cache: QueryClient;

beforeEach(async () => {
  await setLocale("en-US");
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  cache.setQueryData(["ticket", "INC-1"], ticket());
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => { cleanup(); settleTransition(); vi.unstubAllGlobals(); });

const open = (asked = resolve): void => {
  render(<QueryClientProvider client={cache}><SessionProvider session={session}><TransitionDialog /></SessionProvider></QueryClientProvider>);
  act(() => askTransition(ticket(), asked));
};
// jsdom does not open dialogs: to it, what is in one is hidden.
const byRole = (role: string, name: string | RegExp): HTMLElement => screen.getByRole(role, { name, hidden: true });
const write = (words: string): void => {
  fireEvent.change(byRole("textbox", "Internal note"), { target: { value: words } });
};
const patches = () => fetched.mock.calls.filter(([, init]) => init?.method === "PATCH").map(([, init]) => ({ body: JSON.parse(String(init?.body)) as unknown, version: (init?.headers as Record<string, string>)["If-Match"] }));

describe("a way to a status", () => {
  it("asks for what it asks, and for what it requires and is not there", () => {
    expect(askedFor(ticket(), resolve)).toEqual(["cause"]);
    expect(askedFor(ticket({ fields: {} }), resolve)).toEqual(["cause", "cost"]);
    expect(askedFor(ticket(), way("closed", { required: ["assignee"] }))).toEqual(["assignee"]);
    expect([needsWords(ticket(), way("closed")), needsWords(ticket(), way("closed", { required: ["cost"] })), needsWords(ticket(), way("closed", { comment: "optional" }))]).toEqual([false, false, true]);
  });

  it("is taken at once when nothing has to be said", () => {
    const wish = vi.fn();
    takeWay(ticket(), way("resolved"), type, wish);
    expect(wish).toHaveBeenCalledExactlyOnceWith({ change: { status: "resolved" }, show: { status: "resolved", statusCategory: "resolved" }, words: "Resolved" });
    takeWay(ticket(), resolve, type, wish);
    expect(wish).toHaveBeenCalledOnce();
  });

  it("starts from where the type says, and never leads to where one is", () => {
    expect([waysFrom(type, "open"), waysFrom(type, "resolved"), waysFrom(undefined, "open")]).toEqual([["resolved"], ["open"], []]);
  });
});

describe("the dialog", () => {
  it("sends nothing until what is needed is there, then all of it at once", async () => {
    open();
    expect(screen.queryByLabelText(/^Cost/)).toBeNull();
    fireEvent.click(byRole("button", "Resolve"));
    expect(screen.getAllByRole("alert", { hidden: true }).map((a) => a.textContent)).toEqual(["This is needed", "This is needed"]);
    expect(fetched).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText(/^Cause/), { target: { value: "A loose cable" } });
    write("Put in again");
    fetched.mockImplementation(() => Promise.resolve(answer(200, ticket({ status: "resolved", statusCategory: "resolved", version: 5, transitions: [] }))));
    fireEvent.click(byRole("button", "Resolve"));
    await waitFor(() => expect(document.querySelector("dialog")).toBeNull());
    expect(patches()).toEqual([{ body: { status: "resolved", fields: { cause: "A loose cable" }, note: "<p>Put in again</p>" }, version: '"4"' }]);
    expect(cache.getQueryData<Ticket>(["ticket", "INC-1"])?.status).toBe("resolved");
  });

  it("stays open with what was entered when the server refuses, and says where", async () => {
    open();
    fireEvent.change(screen.getByLabelText(/^Cause/), { target: { value: "Nobody knows" } });
    write("Hm");
    fetched.mockImplementation(() => Promise.resolve(answer(422, { type: "urn:steward:problem:invalid", title: "Invalid", status: 422, errors: [{ field: "fields.cause", code: "invalid", message: "Name a real cause" }] })));
    fireEvent.click(byRole("button", "Resolve"));
    await screen.findByText("Name a real cause");
    expect(screen.getByLabelText<HTMLInputElement>(/^Cause/).value).toBe("Nobody knows");
    expect(cache.getQueryData<Ticket>(["ticket", "INC-1"])).toMatchObject({ status: "open", fields: { cost: 5 } });
  });

  it("asks for built-in fields in their own form, and sends only what was changed", async () => {
    open(way("resolved", { name: "Resolve", asks: ["impact"] }));
    fireEvent.change(screen.getByLabelText("Impact"), { target: { value: "1" } });
    fetched.mockImplementation(() => Promise.resolve(answer(200, ticket({ status: "resolved", statusCategory: "resolved", version: 5 }))));
    fireEvent.click(byRole("button", "Resolve"));
    await waitFor(() => expect(patches()).toEqual([{ body: { status: "resolved", impact: 1 }, version: '"4"' }]));
  });
});
