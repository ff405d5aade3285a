import { describe, expect, it } from "vitest";
import type { Field, Group, TicketRow, TicketType, View } from "../../api/types";
import { sections } from "../agent/Rail";
import { allowedFor, levelsFor, mayMove, moveWish } from "./board/moves";
import { arrange, cellKey, cellsOf, limitKey, nextAllowed, withLimit } from "./board/arrange";
import { columnsOf, customIn, likeCustom, option, valueIn } from "./catalogue";
import { datesWish, mayPull, shifted, spanOf, startField } from "./dates";
import { sumText } from "./figures";
import { allGroups, isValue } from "./groups";
import { both, condition, orderIn, sortBy, sortKeys } from "./query";
import { bodyOf, DEFAULTS, ofView, paramsFor, readColumns, withParams, writeColumns } from "./settings";
import { frozenTo, moved, placed, resized, toggled, NARROWEST } from "./table/columns";
import { stepTo } from "./table/keys";
import { flat, grouped, groupKey, wanted, type Fetched } from "./table/rows";

const row = (id: string, over: Partial<TicketRow> = {}): TicketRow => ({
  id, number: `INC-${id}`, typeId: "ty", deskId: "d", title: id, status: "new", statusCategory: "new", priority: 3, requester: { id: "r", name: "R" }, assignee: null, team: null, category: null,
  channel: "email", created: "2026-11-02T08:00:00Z", updated: "2026-11-03T08:00:00Z", unread: false, tags: [], version: 1, ...over,
});
const group = (value: Group["value"], over: Partial<Group> = {}): Group => ({ value, label: String(value), count: 1, exact: true, query: isValue("status", value), ...over });
const fetched = (rows: TicketRow[], over: Partial<Fetched> = {}): Fetched => ({ rows, more: false, pending: false, failed: false, ...over });
const view = (over: Partial<View>): View => ({ id: "v", deskId: null, ownerId: null, name: "V", query: "", order: "", layout: "table", queue: false, shared: false, favourite: false, position: 0, version: 1, count: null, config: {}, ...over });

describe("texts of queries", () => {
  it("are taken apart at their order, not within quotation marks", () => {
    expect([condition("a = 1 order by b desc"), orderIn("a = 1 ORDER  BY b desc, c")]).toEqual(["a = 1", "b desc, c"]);
    expect(condition('title ~ "order by x" and y = 2')).toBe('title ~ "order by x" and y = 2');
    expect(condition('title ~ "say \\" order by" order by z')).toBe('title ~ "say \\" order by"');
    expect([condition("order by z"), orderIn("order by z"), condition("reorder by z")]).toEqual(["", "z", "reorder by z"]);
  });

  it("are put together so that each keeps its meaning", () => {
    expect(both("a = 1 or b = 2", "", "c = 3 order by d")).toBe("(a = 1 or b = 2) and (c = 3)");
    expect([both("", null, "a = 1"), both(undefined)]).toEqual(["a = 1", ""]);
  });

  it("are sorted by up to three columns", () => {
    expect(sortBy("", "priority", false)).toBe("priority asc");
    expect(sortBy("priority asc", "priority", false)).toBe("priority desc");
    expect(sortBy("priority asc", "updated", false)).toBe("updated desc");
    expect(sortBy("priority asc", "updated", true)).toBe("priority asc, updated desc");
    expect(sortBy("a asc, b asc, c asc", "d", true)).toBe("a asc, b asc, d asc");
    expect(sortBy("a asc, b asc", "b", true)).toBe("a asc, b desc");
    expect(sortBy("a asc, b desc", "b", true)).toBe("a asc");
    expect(sortKeys("a desc,  b")).toEqual([{ field: "a", descending: true }, { field: "b", descending: false }]);
  });
});

describe("settings", () => {
  const full = { ...DEFAULTS, query: "a = 1", order: "b desc", layout: "board" as const, columns: readColumns("number-90*,title,cost-120"), groupBy: "status", aggregates: { cost: "sum" as const }, swimLane: "priority", wip: { "in-progress": 3 }, dateField: "due", endField: "done", colourBy: "priority" };
  it("are in the address as far as they are other than the view's", () => {
    expect(paramsFor(full, full)).toEqual({});
    expect(withParams(DEFAULTS, paramsFor(DEFAULTS, full))).toEqual(full);
    expect(paramsFor(full, { ...full, groupBy: "" })).toEqual({ group: "" });
    expect(withParams(full, { group: "", wip: "" })).toEqual({ ...full, groupBy: "", wip: {} });
  });

  it("are kept as a view, and read from one", () => {
    expect(ofView(view(bodyOf(full)))).toEqual(full);
    expect(ofView(view({ config: { columns: [] } }))).toEqual(DEFAULTS);
  });

  it("do not count where the address is wrong", () => {
    expect(withParams(DEFAULTS, { layout: "pie", columns: "", group: "x;y", sums: "cost-median", wip: "a-0,b-x,c" })).toEqual({ ...DEFAULTS, groupBy: "" });
    expect(readColumns("a,a,<b>,c-99999")).toEqual([{ field: "a" }]);
    expect(writeColumns(readColumns("number-90*,title,cost-120"))).toBe("number-90*,title,cost-120");
  });
});

describe("columns", () => {
  const columns = readColumns("a*,b*,c,d");
  it("are moved, and frozen by where they stand", () => {
    expect(writeColumns(moved(columns, "d", 0))).toBe("d*,a*,b*,c");
    expect(writeColumns(moved(columns, "a", 3))).toBe("b*,c,d,a");
    expect(writeColumns(moved(columns, "c", 9))).toBe("a*,b*,d,c");
    expect(writeColumns(moved(columns, "x", 1))).toBe("a*,b*,c,d");
  });

  it("are frozen from the first on", () => {
    expect(writeColumns(frozenTo(columns, "c"))).toBe("a*,b*,c*,d");
    expect(writeColumns(frozenTo(columns, "b"))).toBe("a,b,c,d");
  });

  it("are resized within bounds, and never all taken away", () => {
    expect(resized(columns, "c", 3).find((c) => c.field === "c")?.width).toBe(NARROWEST);
    expect(toggled([{ field: "a" }], "a")).toEqual([{ field: "a" }]);
    expect(writeColumns(toggled(columns, "e"))).toBe("a*,b*,c,d,e");
  });

  it("know where they stay when others scroll", () => {
    expect(placed(readColumns("c,a-50*"), () => 100, 34)).toEqual([{ field: "a", width: 50, frozen: true, offset: 34 }, { field: "c", width: 100, frozen: false, offset: 84 }]);
  });

  it("are those of the types, each field once", () => {
    const type = (fields: Field[]): TicketType => ({ id: "ty", fields } as unknown as TicketType);
    const cost = likeCustom("cost", "Cost", "money");
    const all = columnsOf([type([cost, { ...likeCustom("old", "Old", "text"), retired: true }]), type([cost, likeCustom("go", "Go", "button")])]);
    expect(all.filter((c) => c.field).map((c) => [c.id, c.numeric, c.sums, c.groups])).toEqual([["cost", true, true, false]]);
    expect(customIn(["cost", "title", undefined, "cost"], { find: (id) => all.find((c) => c.id === id) })).toEqual(["cost"]);
  });
});

describe("rows in groups", () => {
  const groups = [group("new", { count: 2 }), group("open", { count: 0 }), group(null, { count: 5 })];
  const has = new Map([[groupKey("new"), fetched([row("1"), row("2")])], [groupKey(null), fetched([row("3")], { more: true })]]);
  it("follow their heads, with a place for those that are to come", () => {
    expect(grouped(groups, new Set(), has).map((l) => l.key)).toEqual(['group "new"', '"new" 1', '"new" 2', 'group "open"', "group null", "null 3", "more null"]);
  });

  it("are not there when their group is closed", () => {
    const lines = grouped(groups, new Set([groupKey("new"), groupKey(null)]), has);
    expect(lines.map((l) => l.kind)).toEqual(["group", "group", "more", "group"].filter((k) => k === "group"));
  });

  it("are asked for when their end comes into sight, but not again and again after a failure", () => {
    const lines = grouped(groups, new Set(), new Map([[groupKey(null), fetched([], { failed: true })]]));
    expect(wanted(lines, 0, 99)).toEqual([groupKey("new")]);
    expect(wanted(flat([row("1")], true), 0, 0)).toEqual([]);
    expect(wanted(flat([row("1")], true), 0, 1)).toEqual([""]);
  });

  it("are walked through cell by cell", () => {
    expect(stepTo("ArrowDown", 0, 2, 3, 5)).toEqual({ line: 1, column: 2 });
    expect(stepTo("ArrowRight", 0, 4, 3, 5)).toEqual({ line: 0, column: 4 });
    expect(stepTo("ArrowRight", 0, 4, 3, 5, true)).toEqual({ line: 0, column: 3 });
    expect(stepTo("PageDown", 0, 0, 3, 5)).toEqual({ line: 2, column: 0 });
    expect([stepTo("Home", 1, 3, 3, 5)?.column, stepTo("End", 1, 0, 3, 5)?.column, stepTo("x", 0, 0, 1, 1)]).toEqual([0, 4, undefined]);
  });

  it("have figures in the form of their column", () => {
    const cost = columnsOf([{ fields: [likeCustom("cost", "Cost", "duration")] } as unknown as TicketType]).find((c) => c.id === "cost");
    const find = (id: string) => (id === "cost" ? cost : undefined);
    expect(sumText(group("new", { aggregates: { "sum:cost": 90 } }), "cost", { cost: "sum" }, { find })).toMatch(/^Σ 1\D+30/);
    expect(sumText(group("new", { aggregates: { "sum:cost": null } }), "cost", { cost: "sum" }, { find })).toBe("");
    expect(sumText(group("new"), "cost", {}, { find })).toBe("");
  });
});

describe("board", () => {
  const byStatus = (r: TicketRow): string => groupKey(valueIn(r, "status"));
  it("shows a moved card at once where it was moved to, and counts it there", () => {
    const states = new Map([[groupKey("new"), fetched([row("1"), row("2", { status: "open" })])], [groupKey("open"), fetched([row("3", { status: "open" })])]]);
    const stacks = arrange([groupKey("new"), groupKey("open")], states, byStatus);
    expect(stacks.get(groupKey("new"))).toMatchObject({ rows: [{ id: "1" }], drift: -1 });
    expect(stacks.get(groupKey("open"))).toMatchObject({ rows: [{ id: "2" }, { id: "3" }], drift: 1 });
  });

  it("counts no card twice when both columns have it for a moment", () => {
    const both2 = row("2", { status: "open" });
    const stacks = arrange([groupKey("new"), groupKey("open")], new Map([[groupKey("new"), fetched([both2])], [groupKey("open"), fetched([both2])]]), byStatus);
    expect([stacks.get(groupKey("new")), stacks.get(groupKey("open"))]).toMatchObject([{ rows: [], drift: 0 }, { rows: [{ id: "2" }], drift: 0 }]);
  });

  it("has boxes where columns and lanes cross, each with the query of both", () => {
    const cells = cellsOf([group("new"), group("open")], [group(1, { query: "priority = 1" })]);
    expect(cells.map((c) => [groupKey(c.value), c.query])).toEqual([['["new",1]', '(status = "new") and (priority = 1)'], ['["open",1]', '(status = "open") and (priority = 1)']]);
    expect([cellKey(groupKey("new"), groupKey(1)), cellKey(groupKey("new"), "")]).toEqual(['["new",1]', '"new"']);
  });

  it("has all known columns, in their order, then others, then those without", () => {
    const all = allGroups("status", [{ value: "new", label: "New" }, { value: "open", label: "Open" }], [group(null, { count: 2 }), group("open", { count: 3 }), group("odd")], "None");
    expect(all.map((g) => [g.value, g.count])).toEqual([["new", 0], ["open", 3], ["odd", 1], [null, 2]]);
    expect(all[0]?.query).toBe('status = "new"');
    expect([isValue("cost", null), isValue("p", 2), isValue("b", true), isValue("n", 'a"b')]).toEqual(["cost is empty", "p = 2", "b = true", 'n = "a\\"b"']);
  });

  it("knows where a card may go", () => {
    const known = { type: { priorityMatrix: [[1, 2, 3], [2, 3, 4], [3, 4, 4]] } as TicketType, field: undefined, ways: ["open"], teamDesk: (id: string) => (id === "t1" ? "d" : "other") };
    expect([mayMove(row("1"), "status", group("open"), known), mayMove(row("1"), "status", group("closed"), known)]).toEqual([true, false]);
    expect([mayMove(row("1"), "team", group("t1"), known), mayMove(row("1"), "team", group("t2"), known), mayMove(row("1"), "desk", group("d"), known)]).toEqual([true, false, false]);
    const size = { ...likeCustom("size", "Size", "choice", [option("s", "Small")]), required: true };
    expect([mayMove(row("1"), "size", group("s"), { ...known, field: size }), mayMove(row("1"), "size", group(null), { ...known, field: size }), mayMove(row("1"), "size", group("s"), known)]).toEqual([true, false, false]);
    expect(mayMove(row("1"), "size", group("s"), { ...known, field: { ...size, writable: false } })).toBe(false);
    expect(allowedFor(row("1"), "status", [group("new"), group("open"), group("closed")], groupKey("new"), known)).toEqual(new Set(['"new"', '"open"']));
    expect([nextAllowed(["a", "b", "c"], "a", 1, new Set(["a", "c"])), nextAllowed(["a", "b"], "b", 1, new Set(["b"]))]).toEqual(["c", "b"]);
  });

  it("changes what the column stands for", () => {
    expect(moveWish("assignee", group(null), "None").change).toEqual({ assigneeId: null });
    expect(moveWish("team", group("t1", { label: "First" }), "None")).toMatchObject({ change: { teamId: "t1" }, show: { team: { id: "t1", name: "First" } }, words: "First" });
    expect(moveWish("size", group("s"), "None")).toMatchObject({ change: { fields: { size: "s" } }, show: { fields: { size: "s" } } });
    const matrix = [[1, 2, 3], [2, 3, 4], [3, 4, 4]];
    expect(levelsFor(matrix, { impact: 2, urgency: 2 }, 4)).toEqual({ impact: 2, urgency: 3 });
    expect(levelsFor(matrix, { impact: 2, urgency: 2 }, 1)).toEqual({ impact: 1, urgency: 1 });
    expect(levelsFor(matrix, { impact: 1, urgency: 1 }, 9)).toBeUndefined();
  });

  it("has limits", () => {
    expect([limitKey("open"), limitKey(2), limitKey(null)]).toEqual(["open", "2", "none"]);
    expect([withLimit({ a: 1 }, "b", 3), withLimit({ a: 1 }, "a", null), withLimit({}, "a", 0)]).toEqual([{ a: 1, b: 3 }, {}, {}]);
  });
});

describe("dates of tickets", () => {
  const fields: Record<string, Field> = { due: likeCustom("due", "Due", "date"), at: likeCustom("at", "At", "date_time"), span: likeCustom("span", "Span", "date_range"), done: likeCustom("done", "Done", "date") };
  const by = (start: string, end = "") => ({ start, end, fieldOf: (_r: TicketRow, id: string) => fields[id] });
  it("are from their start to their end", () => {
    expect(spanOf(row("1", { fields: { due: "2026-11-05", done: "2026-11-07" } }), by("due", "done"))).toEqual({ from: "2026-11-05", to: "2026-11-07" });
    expect(spanOf(row("1", { fields: { due: "2026-11-05", done: "2026-11-01" } }), by("due", "done"))).toEqual({ from: "2026-11-05", to: "2026-11-05" });
    expect(spanOf(row("1", { fields: { span: { from: "2026-11-05", to: "2026-11-09" } } }), by("span"))).toEqual({ from: "2026-11-05", to: "2026-11-09" });
    expect([spanOf(row("1"), by("due")), spanOf(row("1", { fields: { due: "soon" } }), by("due"))]).toEqual([null, null]);
    expect(spanOf(row("1"), by("created"))?.from).toMatch(/^2026-11-0[123]$/);
  });

  it("are changed only where there is something to change", () => {
    const one = row("1", { fields: { due: "2026-11-05", done: "2026-11-07" } });
    expect(datesWish(one, by("due", "done"), { from: "2026-11-06", to: "2026-11-08" })?.change).toEqual({ fields: { due: "2026-11-06", done: "2026-11-08" } });
    expect(datesWish(one, by("due", "done"), { from: "2026-11-05", to: "2026-11-09" })?.change).toEqual({ fields: { done: "2026-11-09" } });
    expect(datesWish(one, by("due", "done"), { from: "2026-11-05", to: "2026-11-07" })).toBeUndefined();
    expect(datesWish(row("1", { fields: { due: "2026-11-05" } }), by("due", "done"), shifted({ from: "2026-11-05", to: "2026-11-05" }, 2))?.change).toEqual({ fields: { due: "2026-11-07" } });
    expect(datesWish(row("1", { fields: { due: "2026-11-05" } }), by("due", "done"), { from: "2026-11-05", to: "2026-11-08" })?.change).toEqual({ fields: { done: "2026-11-08" } });
    expect(datesWish(row("1"), by("span"), { from: "2026-11-05", to: "2026-11-05" })?.change).toEqual({ fields: { span: { from: "2026-11-05", to: "2026-11-05" } } });
    expect(datesWish(row("1"), by("created"), { from: "2026-11-05", to: "2026-11-05" })).toBeUndefined();
  });

  it("keep the time of day of a moment", () => {
    const at = "2026-11-05T14:30:00Z";
    const wish = datesWish(row("1", { fields: { at } }), by("at"), { from: "2026-11-09", to: "2026-11-09" });
    expect(String(wish?.change.fields?.["at"])).toMatch(/T14:30:00Z$/);
  });

  it("are pulled where their fields may be written", () => {
    expect([mayPull(row("1"), by("created")), mayPull(row("1"), by("due")), mayPull(row("1"), by("due", "done")), mayPull(row("1"), by("span"))]).toEqual([{ start: false, end: false }, { start: true, end: false }, { start: true, end: true }, { start: true, end: true }]);
    const columns = columnsOf([{ fields: [fields["due"]] } as unknown as TicketType]);
    expect([startField("", columns), startField("updated", columns), startField("gone", columnsOf([]))]).toEqual(["due", "updated", "created"]);
  });
});

describe("rail", () => {
  it("has favourites, desks with queues before views, and one's own", () => {
    const views = [view({ id: "own" }), view({ id: "shared", shared: true, deskId: "d", position: 0 }), view({ id: "queue", queue: true, shared: true, deskId: "d", position: 5, favourite: true })];
    expect(sections(views, () => "IT").map((s) => [s.key, s.views.map((v) => v.id)])).toEqual([["favourites", ["queue"]], ["d", ["queue", "shared"]], ["own", ["own"]]]);
  });
});
