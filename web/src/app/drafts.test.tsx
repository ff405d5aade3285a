import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../api/types";
import { forgetOldDrafts, readDraft, useDraft, type Draft } from "./drafts";
import { SessionProvider } from "./session";

const as = (id: string) => ({ children }: { children: ReactNode }) => <SessionProvider session={{ person: { id }, desks: [], types: [] } as unknown as Session}>{children}</SessionProvider>;
/** A tab of its own: what it writes others hear of as browsers tell them, and it does not itself. */
const tab = (kind = "reply", about = "t1", person = "ann") => renderHook(() => useDraft(kind, about), { wrapper: as(person) }).result;
const write = (draft: Draft): void => { const one = tab(); act(() => one.current.keep(draft)); };
const file = { id: "f1", name: "a.png", type: "image/png", size: 3 };
const text = (body: string): Draft => ({ body, files: [] });
const tell = (key: string): void => act(() => { dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) })); });

beforeEach(() => localStorage.clear());
afterEach(() => { cleanup(); vi.useRealTimers(); });

describe("drafts", () => {
  it("come back with their files and what had been read", () => {
    write({ body: "<p>Hi</p>", files: [file], seen: 7 });
    expect(tab().current.first).toMatchObject({ body: "<p>Hi</p>", files: [file], seen: 7 });
  });

  it("are apart by person, kind and record", () => {
    write(text("mine"));
    for (const other of [tab("note"), tab("reply", "t2"), tab("reply", "t1", "bob")]) expect(other.current.first.body).toBe("");
    expect(readDraft("ann", "reply", "t1").body).toBe("mine");
  });

  it("go when emptied, and when sent", () => {
    const one = tab();
    act(() => one.current.keep(text("a")));
    act(() => one.current.keep(text("")));
    expect(localStorage.length).toBe(0);
    act(() => one.current.keep(text("b")));
    act(() => one.current.clear());
    expect(localStorage.length).toBe(0);
  });

  it("expire after 30 days", () => {
    vi.useFakeTimers({ now: new Date("2026-11-01T00:00:00Z") });
    write(text("old"));
    vi.setSystemTime(new Date("2026-11-30T00:00:00Z"));
    expect(tab().current.first.body).toBe("old");
    vi.setSystemTime(new Date("2026-12-01T00:00:01Z"));
    expect(tab().current.first.body).toBe("");
    expect(localStorage.length).toBe(0);
  });

  it("of two tabs both stay, and each is told of the other", () => {
    write(text("begun"));
    const [left, right] = [tab(), tab()];
    act(() => left.current.keep(text("begun, left")));
    // Before word of it has come, the right one writes as well.
    act(() => right.current.keep(text("begun, right")));
    const bodies = Object.keys(localStorage).map((k) => (JSON.parse(localStorage.getItem(k) ?? "") as { body: string }).body);
    expect(bodies.toSorted()).toEqual(["begun, left", "begun, right"]);
    expect(right.current.other?.body).toBe("begun, left");
    for (const key of Object.keys(localStorage)) tell(key);
    expect(left.current.other?.body).toBe("begun, right");
    act(() => left.current.dropOther());
    expect(left.current.other).toBeNull();
    expect(localStorage.length).toBe(1);
  });

  it("sending in one tab leaves the other's text alone", () => {
    write(text("begun"));
    const [left, right] = [tab(), tab()];
    act(() => right.current.keep(text("right")));
    act(() => left.current.clear());
    expect(readDraft("ann", "reply", "t1").body).toBe("right");
  });

  it("only being looked at does not count as writing", () => {
    write(text("begun"));
    const before = JSON.stringify(localStorage);
    const again = tab();
    act(() => again.current.keep({ ...again.current.first }));
    expect(JSON.stringify(localStorage)).toBe(before);
  });

  it("that cannot be read are thrown away, others' data is not", () => {
    localStorage.setItem("steward.draft/ann/reply/t1/x", "{broken");
    localStorage.setItem("steward.draft.reply.t1", "{}");
    localStorage.setItem("steward.queue", "7");
    forgetOldDrafts();
    expect(Object.keys(localStorage)).toEqual(["steward.queue"]);
  });
});
