import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { moreTexts } from "../../ui/later";
import { Kept } from "./Kept";

const row = (label: string, kept: number, missed: number, excused: number) => ({ label, kept, missed, excused, exact: true, keptQuery: "", missedQuery: "", excusedQuery: "" });
const ROWS: Record<string, unknown[]> = { a: [row("Incident", 7, 2, 1), row("Request", 5, 0, 0)], b: [row("Incident", 3, 2, 0)] };
const fetched = vi.fn<typeof fetch>((address) => {
  const rows = ROWS[new URL(String(address), "http://x").searchParams.get("desk") ?? ""];
  return Promise.resolve(rows ? new Response(JSON.stringify(rows), { status: 200 }) : new Response(JSON.stringify({ type: "urn:steward:problem:not-found", title: "No", status: 404 }), { status: 404 }));
});
const desks = [{ id: "a", key: "it" }, { id: "b", key: "hr" }];
const show = (of: typeof desks, type?: string) => render(
  <QueryClientProvider client={new QueryClient()}><MemoryRouter><Kept desks={of} type={type} from="2026-11-01" to="2026-11-30" /></MemoryRouter></QueryClientProvider>,
);

describe("promises kept", () => {
  beforeEach(async () => { await moreTexts(); vi.stubGlobal("fetch", fetched); });
  afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

  it("counts what was excused as kept, over all desks, and opens what was missed", async () => {
    show(desks);
    const link = await screen.findByRole("link", { name: "80%" });
    expect(screen.getByText("16 of 20")).toBeTruthy();
    expect(decodeURIComponent(link.getAttribute("href") ?? "")).toContain("q=created >= 2026-11-01 and created <= 2026-11-30 and sla.missed = true");
  });

  it("counts one type of one desk", async () => {
    show(desks.slice(0, 1), "Incident");
    const link = await screen.findByRole("link", { name: "80%" });
    expect(screen.getByText("8 of 10")).toBeTruthy();
    expect(decodeURIComponent(link.getAttribute("href") ?? "")).toContain('desk = "it" and created >= 2026-11-01 and created <= 2026-11-30 and type = "Incident" and sla.missed = true');
  });

  it("says so when nothing was promised, or it may not be known", async () => {
    show([{ id: "elsewhere", key: "x" }]);
    expect(await screen.findByRole("link", { name: "none" })).toBeTruthy();
  });
});
