import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ticket, TicketType } from "../../api/types";
import { actionFor, register } from "../../app/actions";
import { sample } from "../../fields/testing";
import { setLocale } from "../../i18n";
import { bulkUndo } from "../agent/bulk";
import { carriedOver } from "../agent/ticket/ConvertDialog";
import { localTime, tomorrow } from "../agent/ticket/SnoozeDialog";
import { AnswerButton } from "./AnswerButton";
import { changeWords } from "./changes";
import { settable } from "./ChangeRows";

const fetched = vi.fn<typeof fetch>();
beforeEach(async () => { await setLocale("en-US"); fetched.mockReset(); vi.stubGlobal("fetch", fetched); });
afterEach(() => { cleanup(); vi.unstubAllGlobals(); vi.useRealTimers(); });
const type = (fields: TicketType["fields"]): TicketType => ({ fields }) as TicketType;

describe("undo of many", () => {
  it("takes tickets back together only when their fields were alike, too", () => {
    const groups = bulkUndo([
      { id: "1", version: 2, before: { fields: { cost: 1 }, status: "open" } },
      { id: "2", version: 2, before: { status: "open", fields: { cost: 1 } } },
      { id: "3", version: 2, before: { status: "open", fields: { cost: 2 } } },
      { id: "4", version: 2, before: { status: "open", fields: { cost: null } } },
    ]);
    expect(groups.map((g) => g.ids)).toEqual([["1", "2"], ["3"], ["4"]]);
    expect(groups[1]?.change).toEqual({ status: "open", fields: { cost: 2 } });
  });
});

describe("two keys, one after the other", () => {
  const press = (key: string) => actionFor(new KeyboardEvent("keydown", { key }));
  it("mean one thing, but only soon after one another", () => {
    vi.useFakeTimers();
    const off = register([{ id: "next", label: "Next", group: "go", keys: "g n", run: () => undefined }, { id: "note", label: "Note", group: "ticket", keys: "n", run: () => undefined }]);
    expect([press("n")?.id, press("g")?.id, press("n")?.id, press("n")?.id]).toEqual(["note", undefined, "next", "note"]);
    press("g");
    vi.advanceTimersByTime(5000);
    expect(press("n")?.id).toBe("note");
    off();
  });
});

describe("converting", () => {
  it("carries what has the same key and kind, and asks for what is needed there", () => {
    const from = type([sample("number", { key: "cost" }), sample("text", { key: "room" }), sample("text", { key: "size" }), sample("text", { key: "empty" })]);
    const to = type([sample("number", { key: "cost", required: true }), sample("number", { key: "size" }), sample("text", { key: "why", required: true })]);
    const found = carriedOver({ fields: { cost: 5, room: "B", size: "big" } } as unknown as Ticket, from, to);
    expect([found.kept, found.lost, found.needed].map((all) => all.map((f) => f.key))).toEqual([["cost"], ["room", "size"], ["why"]]);
  });

  it("offers each field that can be set once", () => {
    expect(settable([type([sample("number", { key: "cost" }), sample("formula", { key: "sum" }), sample("file", { key: "scan" })]), type([sample("number", { key: "cost" })])]).map((f) => f.key)).toEqual(["cost"]);
  });
});

describe("words and times", () => {
  it("say what a macro would change", () => {
    expect(changeWords({ field: "status", from: { label: "New" }, to: { label: "Open" } })).toBe("Status: New → Open");
    expect(changeWords({ field: "cost", name: "Cost", from: null, to: { label: "12" } })).toBe("Cost: 12");
  });

  it("are those of the browser", () => {
    const at = tomorrow(new Date(2026, 11, 31, 23, 59));
    expect([at.getFullYear(), at.getMonth(), at.getDate(), at.getHours()]).toEqual([2027, 0, 1, 9]);
    expect(localTime(at)).toBe("2027-01-01T09:00");
  });
});

describe("canned answers", () => {
  it("are found by shortcut or name, and come filled in; closing without one says so", async () => {
    const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    cache.setQueryData(["answers", "d"], [
      { id: "a", name: "Restart the printer", shortcut: "restart", text: "" }, { id: "b", name: "Ask for the serial number", shortcut: "serial", text: "" },
    ]);
    fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify({ text: "<p>Hello Rob</p>" }), { status: 200 })));
    const text = vi.fn();
    render(<QueryClientProvider client={cache}><AnswerButton ticketId="t" deskId="d" open onOpen={() => undefined} onText={text} /></QueryClientProvider>);
    const box = screen.getByRole("combobox", { hidden: true });
    fireEvent.change(box, { target: { value: "srl" } });
    expect(screen.getAllByRole("option", { hidden: true }).map((o) => o.textContent)).toEqual(["Ask for the serial number/serial"]);
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(text).toHaveBeenCalledExactlyOnceWith("<p>Hello Rob</p>"));
    expect(String(fetched.mock.calls[0]?.[0])).toContain("/tickets/t/answers/b");
    await act(() => new Promise((done) => setTimeout(done, 5)));
    expect(text).toHaveBeenCalledOnce();
  });
});
