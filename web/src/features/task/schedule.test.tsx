import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../api/types";
import { SessionProvider } from "../../app/session";
import { sample } from "../../fields/testing";
import { setLocale } from "../../i18n";
import { ScheduleDialog } from "./ScheduleDialog";

const type = {
  id: "x", key: "check", kind: "custom", name: "Check", deskId: "d", active: true, statuses: [], transitions: [], initial: "new", priorityMatrix: [[1, 2, 3], [2, 3, 4], [3, 4, 4]],
  fields: [sample("text", { key: "reason", name: "Reason", required: true }), sample("file", { key: "paper", name: "Paper" })],
  forms: { requester: { sections: [] }, agent: { sections: [{ key: "a", title: "", help: null, condition: null, fields: [{ field: "title" }, { field: "reason" }, { field: "paper" }] }] } },
};
const desks = [{ id: "d", name: "Desk" }];
const session = { person: { id: "me", name: "Me" }, organisation: { timeZone: "UTC" }, desks, teams: [], types: [type] } as unknown as Session;
const sent: { url: string; body: unknown }[] = [];
let answer = (): Response => new Response("{}", { status: 201 });

beforeEach(async () => {
  await setLocale("en-US");
  sent.length = 0;
  vi.stubGlobal("fetch", vi.fn((url: string, init?: RequestInit) => {
    if (init?.method !== "POST") return Promise.resolve(new Response("[]"));
    if (url.endsWith("/preview")) return Promise.resolve(new Response(JSON.stringify({ next: [] })));
    sent.push({ url, body: JSON.parse(String(init.body)) as unknown });
    return Promise.resolve(answer());
  }));
});
afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

// jsdom does not open dialogs: to it, what is in one is hidden.
const box = (name: string | RegExp): HTMLElement => screen.getByRole("textbox", { name, hidden: true });
const write = (name: string | RegExp, value: string): void => { fireEvent.change(box(name), { target: { value } }); };
const save = (): void => { fireEvent.submit(box(/^Name/).closest("form") as HTMLFormElement); };

describe("a scheduled ticket", () => {
  it("is filled in with the form of its type, and sent with its fields", async () => {
    render(<QueryClientProvider client={new QueryClient()}><SessionProvider session={session}><ScheduleDialog scheduled={null} desks={desks} onClose={() => undefined} /></SessionProvider></QueryClientProvider>);
    expect(screen.queryByText("Paper")).toBeNull();
    write(/^Name/, "Weekly");
    write(/^Title/, "Check it");
    save();
    await waitFor(() => expect(screen.getAllByRole("alert", { hidden: true }).length).toBeGreaterThan(0));
    expect(sent).toEqual([]);
    write(/^Reason/, "It is time");
    answer = () => new Response(JSON.stringify({ type: "urn:steward:problem:invalid", title: "Invalid", errors: [{ field: "ticket.fields.reason", code: "x", message: "Not so" }] }), { status: 422 });
    save();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ deskId: "d", name: "Weekly", ticket: { typeId: "x", title: "Check it", fields: { reason: "It is time" } } });
    await waitFor(() => expect(screen.getAllByText("Not so").length).toBeGreaterThan(0));
  });
});
