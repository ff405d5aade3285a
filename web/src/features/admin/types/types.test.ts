import { beforeEach, describe, expect, it } from "vitest";
import type { Transition } from "../../../api/types";
import { setLocale } from "../../../i18n";
import { indexAt } from "../../../ui";
import { differences, equal } from "./differences";
import { addField, addStatus, addTransition, connect, disconnect, moved, newField, newOption, readBy, removeField, removeStatus, renameField, renameStatus, split, transitionOf, writtenBy } from "./edit";
import { addSection, fieldsOn, moveSection, place, placeBefore, removeSection, setWidth, step, takeOff } from "./forms";
import { begin, changed, redone, undone } from "./history";
import { fieldKey, keyFrom, optionKey, prefixFrom } from "./keys";
import { layout, settle } from "./layout";
import { areaOf, Problems, roleList, rolesOf, type Definition } from "./model";
import { differenceWords, effectWords } from "./words";
import { border, curve } from "./workflow/geometry";

const way = (key: string, from: string[], to: string, more: Partial<Transition> = {}): Transition =>
  ({ key, name: key, from, to, roles: [], teams: [], condition: null, required: [], asks: [], comment: "none", effects: [], ...more });
const status = (key: string, category: Definition["statuses"][number]["category"]): Definition["statuses"][number] => ({ key, name: key.toUpperCase(), category, portalName: key, colour: null });
const base: Definition = {
  statuses: [status("new", "new"), status("open", "open"), status("review", "open"), status("done", "resolved"), status("closed", "closed")],
  initial: "new", transitions: [way("start", ["new"], "open"), way("finish", ["open", "review"], "done"), way("close", ["done"], "closed")],
  priorityMatrix: [[1, 2, 3], [2, 3, 4], [3, 4, 4]], fields: [], confidential: false,
  forms: { requester: { sections: [] }, agent: { sections: [{ key: "main", title: "", help: null, condition: null, fields: [{ field: "title", width: "full" }, { field: "cost", width: "half" }] }] } },
};
const withCost = (): Definition => {
  const d = addField(base, newField("money", "Cost", []));
  return { ...d, transitions: d.transitions.map((x) => (x.key === "finish" ? { ...x, required: ["cost"], asks: ["cost", "tags"], effects: [{ kind: "set", field: "cost", value: null }, { kind: "set", field: "impact", value: 1 }] } : x)) };
};

describe("suggested keys", () => {
  it("are made of the name, free, and never a built-in name", () => {
    expect(keyFrom("Start date", [])).toBe("start_date");
    expect(keyFrom("Größe (cm)", [])).toBe("grosse_cm");
    expect(keyFrom("2nd line", [])).toBe("nd_line");
    expect(keyFrom("???", [])).toBe("field");
    expect(keyFrom("Cost", ["cost", "cost_2"])).toBe("cost_3");
    expect(fieldKey("Priority", [])).toBe("priority_2");
    expect(keyFrom("x".repeat(60), ["x".repeat(40)])).toHaveLength(40);
    expect(optionKey("2 weeks", ["2_weeks"])).toBe("2_weeks_2");
  });
  it("find a prefix that no other type counts with", () => {
    expect(prefixFrom("Change", [])).toBe("CHA");
    expect(prefixFrom("Change request", ["CHA"])).toBe("CR");
    expect(prefixFrom("Change", ["CHA", "CH", "CHAN", "CHANG"])).toBe("CHANGA");
    expect(prefixFrom("Ä", [])).toBe("AA");
  });
});

describe("editing", () => {
  it("takes a new field from all that speaks of it, and renames it there", () => {
    const d = withCost();
    const gone = removeField(d, 0);
    expect(gone.fields).toEqual([]);
    expect(transitionOf(gone, "finish")).toMatchObject({ required: [], asks: ["tags"], effects: [{ field: "impact" }] });
    expect(fieldsOn(gone.forms.agent)).toEqual(new Set(["title"]));
    const named = renameField(d, 0, "price");
    expect(named.fields[0]?.key).toBe("price");
    expect(transitionOf(named, "finish")).toMatchObject({ required: ["price"], asks: ["price", "tags"] });
    expect(fieldsOn(named.forms.agent)).toEqual(new Set(["title", "price"]));
  });
  it("lets whoever fills a field in see it, and nobody fill in what they do not see", () => {
    expect(writtenBy({ read: [], write: [] }, ["requester", "agent"])).toEqual({ read: ["requester", "agent"], write: ["requester", "agent"] });
    expect(writtenBy({ read: ["manager"], write: ["manager"] }, [])).toEqual({ read: [], write: [] });
    expect(writtenBy({ read: ["requester", "agent"], write: ["requester", "agent"] }, [])).toEqual({ read: ["requester", "agent"], write: [] });
    expect(readBy({ read: ["requester", "agent"], write: ["requester", "agent"] }, [])).toEqual({ read: [], write: [] });
    expect(readBy({ read: [], write: [] }, ["manager"])).toEqual({ read: ["manager"], write: ["manager"] });
  });
  it("gives kinds their needed settings and options their keys", () => {
    expect(newField("rollup", "Sum", []).config).toEqual({ link: "children", function: "count" });
    expect(newOption(" Large ", [newOption("Large", [])])).toMatchObject({ key: "large_2", name: "Large" });
  });
  it("draws transitions as one more starting point of the one there is", () => {
    expect(connect(base, "open", "open")).toBeNull();
    expect(connect(base, "open", "done")).toEqual({ definition: base, key: "finish" });
    expect(transitionOf(connect(base, "new", "done")?.definition ?? base, "finish")?.from).toEqual(["open", "review", "new"]);
    const made = connect(base, "open", "review");
    expect(made?.definition.transitions.at(-1)).toMatchObject({ from: ["open"], to: "review", name: "REVIEW" });
    const two = addTransition(base, ["new"], "done").definition;
    expect(connect(two, "closed", "done")?.definition.transitions).toHaveLength(5);
  });
  it("splits and takes away starting points", () => {
    const made = split(base, "finish", "review");
    expect(transitionOf(made?.definition ?? base, "finish")?.from).toEqual(["open"]);
    expect(transitionOf(made?.definition ?? base, made?.key ?? "")?.from).toEqual(["review"]);
    expect(split(base, "start", "new")).toBeNull();
    expect(transitionOf(disconnect(base, "finish", "open"), "finish")?.from).toEqual(["review"]);
    expect(transitionOf(disconnect(base, "start", "new"), "start")).toBeUndefined();
  });
  it("lets the key of a new status follow its name, with the ways to it", () => {
    const { definition, key } = addStatus(base, "New status", "open");
    const drawn = connect(definition, "open", key)?.definition ?? definition;
    const named = renameStatus(drawn, key, "Packing", true);
    expect(named.key).toBe("packing");
    expect(named.definition.transitions.at(-1)).toMatchObject({ to: "packing", name: "Packing" });
    expect(renameStatus(base, "open", "Started", false).key).toBe("open");
  });
  it("adds a status among its like, and removes one with the ways to it", () => {
    const { definition, key } = addStatus(base, "Waiting for parts", "open");
    expect(key).toBe("waiting_for_parts");
    expect(definition.statuses.findIndex((s) => s.key === key)).toBe(3);
    const less = removeStatus(base, "new");
    expect(less.initial).toBe("open");
    expect(less.transitions.map((x) => x.key)).toEqual(["finish", "close"]);
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  });
});

describe("forms", () => {
  const form = { sections: [{ key: "a", title: "A", help: null, condition: null, fields: [{ field: "title" }, { field: "x" }] }, { key: "b", title: "B", help: null, condition: null, fields: [{ field: "y" }] }] };
  const order = (f: typeof form | ReturnType<typeof place>): string[] => f.sections.map((s) => `${s.key}:${s.fields.map((i) => i.field).join()}`);
  it("place, move and size fields", () => {
    expect(order(place(form, "x", "b", 0))).toEqual(["a:title", "b:x,y"]);
    expect(order(placeBefore(form, "y", "a", "x"))).toEqual(["a:title,y,x", "b:"]);
    expect(order(place(form, "z", "a", 1, "half"))).toEqual(["a:title,z,x", "b:y"]);
    expect(order(takeOff(form, "x"))).toEqual(["a:title", "b:y"]);
    expect(setWidth(form, "y", "half").sections[1]?.fields[0]?.width).toBe("half");
  });
  it("step over the borders of sections and stop at the ends", () => {
    expect(order(step(form, "x", 1))).toEqual(["a:title", "b:x,y"]);
    expect(order(step(form, "y", -1))).toEqual(["a:title,x,y", "b:"]);
    expect(order(step(form, "title", -1))).toEqual(order(form));
    expect(order(step(form, "title", 1))).toEqual(["a:x,title", "b:y"]);
  });
  it("add, move and remove sections", () => {
    expect(addSection(form, "A").sections[2]?.key).toBe("a_2");
    expect(order(moveSection(form, "b", -1))).toEqual(["b:y", "a:title,x"]);
    expect(moveSection(form, "a", -1)).toBe(form);
    expect(order(removeSection(form, "a"))).toEqual(["b:y"]);
  });
  it("find the place under the pointer, also among halves", () => {
    const rect = (left: number, top: number, width: number): DOMRect => ({ left, top, width, height: 40, right: left + width, bottom: top + 40 }) as DOMRect;
    const all = [rect(0, 0, 400), rect(0, 50, 195), rect(205, 50, 195)];
    expect(indexAt(all, rect(0, 0, 400), 10, 10)).toBe(0);
    expect(indexAt(all, rect(0, 0, 400), 10, 30)).toBe(1);
    expect(indexAt(all, rect(0, 0, 400), 150, 70)).toBe(2);
    expect(indexAt(all, rect(0, 0, 400), 390, 70)).toBe(3);
  });
});

describe("undo", () => {
  it("goes back and forth, letters typed together as one", () => {
    let h = begin("");
    h = changed(h, "a", "name", 0);
    h = changed(h, "ab", "name", 500);
    h = changed(h, "abc", "name", 5000);
    expect(h.past).toEqual(["", "ab"]);
    expect(undone(undone(h)).now).toBe("");
    expect(redone(undone(h)).now).toBe("abc");
    expect(undone(begin(1)).now).toBe(1);
    expect(changed(undone(h), "x", "", 6000).future).toEqual([]);
    expect(changed(h, "abc", "", 1)).toBe(h);
  });
});

describe("differences", () => {
  beforeEach(() => setLocale("en"));
  it("are none between the same in another order of sets", () => {
    const a = { ...base, fields: [{ ...newField("text", "A", []), read: ["requester" as const, "agent" as const] }] };
    const b = { ...base, fields: [{ ...newField("text", "A", []), id: "1", read: ["agent" as const, "requester" as const] }] };
    expect(differences(a, b)).toEqual([]);
    expect(equal({ a: 1, b: null }, { a: 1 })).toBe(true);
  });
  it("are named as people do", () => {
    const before = withCost();
    const after: Definition = { ...removeStatus(before, "review"), confidential: true, fields: before.fields.map((f) => ({ ...f, name: "Price", retired: true })) };
    const words = differences(before, after).map(differenceWords);
    expect(words).toContain("Status “REVIEW” removed");
    expect(words).toContain("Field “Price” retired");
    expect(words).toContain("Field “Price” changed (name)");
    expect(words).toContain("Transition “finish” changed (from)");
    expect(words).toContain("Tickets become confidential");
    expect(differences(base, { ...base, statuses: [...base.statuses].reverse() })).toEqual([{ part: "status", what: "order", name: "", properties: [] }]);
  });
  it("say what becomes of the tickets", () => {
    const words = effectWords({ statuses: [{ key: "x", name: "Old", tickets: 2 }], fields: [{ key: "c", name: "Cost", change: "required", tickets: 1 }], stuck: [{ status: "open", tickets: 0 }], stateChanges: 3 }, base);
    expect(words.map((w) => w.text)).toEqual(["“Old” is gone: 2 tickets need another status.", "“Cost” is required from now on; 1 open ticket lacks it.", "No way leads out of “OPEN”: work that comes there stays open.", "3 tickets count under another category from now on."]);
    expect(words.map((w) => w.grave)).toEqual([true, false, true, false]);
  });
});

describe("places", () => {
  it("are laid out by how far work has come, the same each time", () => {
    const places = layout(base);
    expect(layout(base)).toEqual(places);
    const x = (key: string): number => places[key]?.x ?? -1;
    expect(x("new")).toBeLessThan(x("open"));
    expect(x("open")).toBeLessThan(x("done"));
    expect(x("done")).toBeLessThan(x("closed"));
    expect(new Set(Object.values(places).map((p) => `${p.x},${p.y}`)).size).toBe(base.statuses.length);
  });
  it("stay while one draws, and what is new finds a free one", () => {
    const there = layout(base);
    expect(settle(there, addTransition(base, ["new"], "closed").definition)).toBe(there);
    const { definition, key } = addStatus(base, "Packing", "open");
    const now = settle(there, definition);
    expect(now).toMatchObject(there);
    for (const s of base.statuses) expect([now[s.key]?.x, now[s.key]?.y]).not.toEqual([now[key]?.x, now[key]?.y]);
  });
  it("begin and end lines at the edges, two ways apart", () => {
    const [a, b] = [{ x: 0, y: 0, width: 100, height: 40 }, { x: 300, y: 0, width: 100, height: 40 }];
    expect(border(a, { x: 500, y: 20 })).toEqual({ x: 100, y: 20 });
    expect(border(a, { x: 50, y: 20 })).toEqual({ x: 50, y: 20 });
    expect(curve(a, b).label.y).toBeGreaterThan(20);
    expect(curve(b, a).label.y).toBeLessThan(20);
  });
});

describe("roles and problems", () => {
  it("know that no role means agents, and that managers are agents", () => {
    expect(rolesOf([])).toEqual({ requester: false, agent: true, manager: true });
    expect(roleList({ requester: true, agent: true, manager: true })).toEqual(["requester", "agent"]);
    expect(roleList({ requester: false, agent: false, manager: true })).toEqual(["manager"]);
    expect(roleList({ requester: false, agent: false, manager: false })).toEqual(["manager"]);
    expect(roleList({ requester: true, agent: false, manager: false })).toEqual(["requester"]);
    expect(roleList(rolesOf(["requester", "manager"]))).toEqual(["requester", "manager"]);
  });
  it("are found by place", () => {
    const problems = new Problems([{ field: "fields[1].key", code: "x", message: "Bad" }, { field: "fields[10].name", code: "x", message: "No" }]);
    expect(problems.at("fields[1].key")).toBe("Bad");
    expect(problems.within("fields[1]")).toHaveLength(1);
    expect(["fields[0].key", "statuses", "initial", "forms.agent", "priorityMatrix"].map(areaOf)).toEqual(["fields", "workflow", "workflow", "forms", "general"]);
  });
});
