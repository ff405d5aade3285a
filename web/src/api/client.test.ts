import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { address, api, onSignedOut } from "./client";
import { CreationKey, randomKey } from "./idempotency";
import { parseProblem, Problem } from "./problem";

const answer = (status: number, body?: unknown): Response => new Response(body === undefined ? null : JSON.stringify(body), { status });
const fetched = vi.fn<typeof fetch>();
beforeEach(() => { fetched.mockReset(); vi.stubGlobal("fetch", fetched); });
afterEach(() => vi.unstubAllGlobals());
const sent = (): { url: string; init: RequestInit & { headers: Record<string, string> } } => {
  const [url, init] = fetched.mock.calls[0] ?? [];
  return { url: String(url), init: init as RequestInit & { headers: Record<string, string> } };
};

describe("api", () => {
  it("reads without the cross-site header and leaves empty parameters out", async () => {
    fetched.mockResolvedValue(answer(200, { ok: 1 }));
    expect(await api("/tickets", { query: { q: "a = b", cursor: null, desk: undefined, order: "" } })).toEqual({ ok: 1 });
    expect(sent().url).toBe("/api/v1/tickets?q=a+%3D+b");
    expect(sent().init.headers["X-Steward"]).toBeUndefined();
  });

  it("sends the cross-site proof, the version and the key with a change", async () => {
    fetched.mockResolvedValue(answer(204));
    expect(await api("/tickets/1", { method: "PATCH", body: { title: "x" }, version: 7, key: "k" })).toBeUndefined();
    expect(sent().init).toMatchObject({ method: "PATCH", body: '{"title":"x"}', credentials: "same-origin" });
    expect(sent().init.headers).toMatchObject({ "X-Steward": "1", "If-Match": '"7"', "Idempotency-Key": "k", "Content-Type": "application/json" });
  });

  it("throws problems with their kind, fields, correlation and the current record", async () => {
    fetched.mockResolvedValue(answer(412, { type: "urn:steward:problem:stale", title: "Stale", status: 412, detail: "Changed", correlation: "c1", current: { version: 8 }, errors: [{ field: "title", code: "x", message: "No" }] }));
    const problem = await api("/tickets/1", { method: "PATCH", body: {} }).catch((e: unknown) => e as Problem);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ kind: "stale", status: 412, message: "Changed", correlation: "c1", current: { version: 8 } });
    expect((problem as Problem).of("title")).toBe("No");
  });

  it("makes a lost connection a problem of its own", async () => {
    fetched.mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(api("/session")).rejects.toMatchObject({ kind: "offline", status: 0 });
  });

  it("tells when the session has ended, but not for a wrong password", async () => {
    const ended = vi.fn();
    onSignedOut(ended);
    const refusal = { type: "urn:steward:problem:unauthenticated", title: "No", status: 401 };
    fetched.mockImplementation(() => Promise.resolve(answer(401, refusal)));
    await api("/session", { body: {} }).catch(() => undefined);
    expect(ended).not.toHaveBeenCalled();
    await api("/queues").catch(() => undefined);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("keeps a proxy's page from breaking it", () => {
    expect(parseProblem(502, "<html>Bad gateway</html>")).toMatchObject({ kind: "internal", status: 502 });
  });

  it("writes addresses", () => expect(address("/x")).toBe("/api/v1/x"));
});

describe("creation key", () => {
  it("stays for the same content, changes with it, and after success", () => {
    let n = 0;
    const key = new CreationKey(() => `k${++n}`);
    expect([key.for({ a: 1 }), key.for({ a: 1 }), key.for({ a: 2 })]).toEqual(["k1", "k1", "k2"]);
    key.renew();
    expect(key.for({ a: 2 })).toBe("k3");
  });

  it("is random", () => expect(randomKey()).toMatch(/^[0-9a-f]{32}$/));
});
