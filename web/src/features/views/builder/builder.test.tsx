import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QueryTree, Session, TreeNode } from "../../../api/types";
import { SessionProvider } from "../../../app/session";
import { columnsOf, likeCustom, option, type Column } from "../catalogue";
import Builder from "./Builder";
import { added, asQuery, changed, complete, EMPTY, joined, negated, nodeAt, removed, rooted, unwrapped, withOperator, wrapped } from "./tree";
import { listJson, text, toJson, toValue, typed, valueText, whenText } from "./values";

const is = (field: string, value: string): TreeNode => ({ kind: "compare", field, op: "=", values: [text(value)] });
const tree: TreeNode = { kind: "and", parts: [is("a", "1"), { kind: "or", parts: [is("b", "2"), { kind: "not", parts: [is("c", "3")] }] }] };

describe("a tree of conditions", () => {
  it("always has a group to add to", () => {
    expect([rooted(null), rooted(is("a", "1")), rooted(tree)]).toEqual([EMPTY, { kind: "and", parts: [is("a", "1")] }, tree]);
  });

  it("is edited at a path, and what was given stays as it was", () => {
    const before = JSON.stringify(tree);
    expect(nodeAt(changed(tree, [1, 0], () => is("x", "9")), [1, 0])).toEqual(is("x", "9"));
    expect(nodeAt(added(tree, [1], is("d", "4")), [1, 2])).toEqual(is("d", "4"));
    expect(nodeAt(joined(tree, [1], "and"), [1])?.kind).toBe("and");
    expect(nodeAt(negated(tree, [0]), [0, 0])).toEqual(is("a", "1"));
    expect(nodeAt(negated(tree, [1, 1]), [1, 1])).toEqual(is("c", "3"));
    expect(nodeAt(wrapped(tree, [0], "or"), [0])).toEqual({ kind: "or", parts: [is("a", "1")] });
    expect(unwrapped(tree, [1]).parts).toHaveLength(3);
    expect(JSON.stringify(tree)).toBe(before);
  });

  it("loses what becomes empty", () => {
    expect(removed(tree, [1, 1, 0])).toEqual({ kind: "and", parts: [is("a", "1"), { kind: "or", parts: [is("b", "2")] }] });
    expect(removed(removed(tree, [1, 1]), [1, 0])).toEqual({ kind: "and", parts: [is("a", "1")] });
    expect(removed(tree, [])).toEqual(EMPTY);
  });

  it("is asked only as far as it is filled in", () => {
    const open = added(tree, [], { kind: "compare", field: "d", op: "=", values: [text(" ")] });
    expect(complete(open)).toEqual(tree);
    expect(asQuery(EMPTY, null)).toEqual({ where: null, order: [] });
    expect(asQuery({ kind: "and", parts: [{ kind: "compare", field: "d", op: "is empty", values: [] }] }, []).where).toMatchObject({ op: "is empty" });
    expect(complete({ kind: "words", text: "" })).toBeUndefined();
  });

  it("keeps values as far as an operator takes them", () => {
    const many: TreeNode = { kind: "compare", field: "a", op: "in", values: [text("1"), text("2")] };
    expect([withOperator(many, "=").values, withOperator(many, "not in").values, withOperator(many, "is empty").values]).toEqual([[text("1")], [text("1"), text("2")], []]);
    expect(withOperator({ ...many, op: "was in", when: { after: text("-7d") } }, "=")).not.toHaveProperty("when");
  });
});

describe("values of conditions", () => {
  const size = likeCustom("size", "Size", "choice", [option("s", "Small"), option("l", "Large")]);
  it("are what the control has, and back", () => {
    for (const [kind, said, json] of [["number", "12.5", 12.5], ["date", "2026-11-28", "2026-11-28"], ["yes_no", "true", true], ["choice", "s", "s"], ["text", 'a "b" \\c', 'a "b" \\c']] as const) {
      expect(toJson(kind, size, text(said))).toBe(json);
      expect(toValue(kind, size, json)).toEqual(text(said));
    }
    expect(toJson("choice", size, text("small"))).toBe("s");
    expect(listJson("choice", size, [text("s"), text("Large")])).toEqual(["s", "l"]);
  });

  it("are left as they are written where no control could show them", () => {
    expect([toJson("date", size, text("-7d")), toJson("choice", size, text("huge")), toJson("person", size, typed("me()"))]).toEqual([undefined, undefined, undefined]);
    expect([typed("me()"), typed("empty"), typed("-7d"), typed("in(a, b)")]).toEqual([{ kind: "function", text: "me", arguments: [] }, { kind: "empty" }, text("-7d"), { kind: "function", text: "in", arguments: ["a", "b"] }]);
    expect([valueText(typed("in(a, b)")), whenText({ from: [text("new")], to: [], after: text("-7d"), by: null })]).toEqual(["in(a, b)", "from new after -7d"]);
  });

  it("are people's names rather than their ids", () => {
    expect(toValue("person", size, "id-1", { "id-1": { name: "Anna Berger" } })).toEqual(text("Anna Berger"));
  });
});

/** A busy machine takes its time. */
const SLOW = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

describe("the builder", () => {
  const fetched = vi.fn<typeof fetch>();
  const answers = (given: QueryTree) => fetched.mockImplementation((to, init) => {
    const path = String(to);
    const body = path.includes("/query/tree") ? given : path.includes("/query/text") ? { q: `text of ${(JSON.parse(String(init?.body)) as QueryTree).where?.kind ?? "nothing"}` } : [];
    return Promise.resolve(new Response(JSON.stringify(body), { status: 200 }));
  });
  beforeEach(() => { fetched.mockReset(); vi.stubGlobal("fetch", fetched); vi.useFakeTimers({ shouldAdvanceTime: true }); });
  afterEach(() => { cleanup(); vi.unstubAllGlobals(); vi.useRealTimers(); });

  const session = { person: { id: "me", name: "Me" }, desks: [], teams: [], types: [], admin: false } as unknown as Session;
  const columns = columnsOf([]);
  const shown = (asked: string, onText: (q: string) => void) => (
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider session={session}><Builder text={asked} deskId={null} catalogue={{ types: [], columns, find: (id) => columns.find((c) => c.id === id), fieldOf: () => undefined }} onText={onText} onClose={() => undefined} /></SessionProvider>
    </QueryClientProvider>
  );
  const sent = (): QueryTree[] => fetched.mock.calls.filter(([to]) => String(to).includes("/query/text")).map(([, init]) => JSON.parse(String(init?.body)) as QueryTree);

  it("shows the parts of a text, and writes the text when one is taken out", async () => {
    const past: TreeNode = { kind: "compare", field: "status", op: "was", values: [text("open")], when: { after: text("-7d") } };
    answers({ where: { kind: "and", parts: [is("title", "vpn"), past] }, order: [{ field: "updated", descending: true }] });
    const onText = vi.fn();
    render(shown('title = "vpn" and status was open after -7d order by updated desc', onText));
    await screen.findByDisplayValue("vpn", {}, SLOW);
    expect(screen.getByText("after -7d")).toBeTruthy();
    expect(sent()).toEqual([]);
    fireEvent.click(screen.getAllByRole("button", { name: "Remove" })[0] as HTMLElement);
    await act(async () => { await vi.advanceTimersByTimeAsync(500); });
    // What cannot be chosen here, and the order, are kept as they were.
    expect(sent()).toEqual([{ where: past, order: [{ field: "updated", descending: true }] }]);
    expect(onText).toHaveBeenCalledWith("text of compare");
  });

  it("begins with a type's own field where it is a condition of the type", async () => {
    answers({ where: null, order: [] });
    const size: Column = { ...(columns[0] as Column), id: "size", name: "Size", field: likeCustom("size", "Size", "yes_no") };
    const all = [...columns, size];
    const onText = vi.fn();
    render(
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider session={session}><Builder ofType text="" deskId={null} catalogue={{ types: [], columns: all, find: (id) => all.find((c) => c.id === id), fieldOf: () => undefined }} onText={onText} onClose={() => undefined} /></SessionProvider>
      </QueryClientProvider>,
    );
    fireEvent.click(await screen.findByRole("button", { name: "Add a condition" }, SLOW));
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "Field" }).value).toBe("size");
    fireEvent.click(screen.getByRole("radio", { name: "Yes" }));
    await act(async () => { await vi.advanceTimersByTimeAsync(500); });
    expect(sent().at(-1)?.where).toEqual({ kind: "compare", field: "size", op: "=", values: [text("true")] });
  });

  it("does not send what is not filled in yet", async () => {
    answers({ where: null, order: [] });
    const onText = vi.fn();
    render(shown("", onText));
    fireEvent.click(await screen.findByRole("button", { name: "Add words to find" }, SLOW));
    await act(async () => { await vi.advanceTimersByTimeAsync(500); });
    expect(onText).toHaveBeenLastCalledWith("");
    fireEvent.change(screen.getByRole("textbox", { name: "Contains the words" }), { target: { value: "printer" } });
    await act(async () => { await vi.advanceTimersByTimeAsync(500); });
    expect(sent().at(-1)?.where).toEqual({ kind: "words", text: "printer" });
    expect(onText).toHaveBeenLastCalledWith("text of words");
  });
});
