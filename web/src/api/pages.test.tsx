import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { joinPages, usePages } from "./pages";

afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

function List() {
  const list = usePages<{ id: string }>(["things"], "/things", { q: "x" }, { limit: 2 });
  return (
    <div>
      <ul>{list.rows.map((r) => <li key={r.id}>{r.id}</li>)}</ul>
      {list.hasNextPage && <button onClick={() => void list.fetchNextPage()}>more</button>}
    </div>
  );
}

describe("list by cursor", () => {
  it("fetches page after page until there is no next", async () => {
    const urls: string[] = [];
    const pages: Record<string, unknown> = { "": { items: [{ id: "a" }, { id: "b" }], next: "c1" }, c1: { items: [{ id: "b" }, { id: "c" }], next: null } };
    vi.stubGlobal("fetch", (url: string) => {
      urls.push(url);
      return Promise.resolve(new Response(JSON.stringify(pages[new URL(url, "http://x").searchParams.get("cursor") ?? ""])));
    });
    render(<QueryClientProvider client={new QueryClient()}><List /></QueryClientProvider>);
    await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(2));
    await act(async () => { screen.getByText("more").click(); await Promise.resolve(); });
    await waitFor(() => expect(screen.getAllByRole("listitem").map((x) => x.textContent)).toEqual(["a", "b", "c"]));
    expect(screen.queryByText("more")).toBeNull();
    expect(urls).toEqual(["/api/v1/things?q=x&limit=2", "/api/v1/things?q=x&limit=2&cursor=c1"]);
  });

  it("shows a row that moved between pages once", () => {
    expect(joinPages([{ items: [{ id: "1" }, { id: "2" }], next: "x" }, { items: [{ id: "2" }, { id: "3" }], next: null }])).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
  });
});
