import { describe, expect, it } from "vitest";
import type { Entry } from "../../api/types";
import { rank, score } from "../../app/fuzzy";
import { dayBefore, roundUp } from "../analytics/days";
import { complete } from "./completion";
import { listPath, placeAt, ticketPath, type Place } from "./place";
import { grouped } from "./ticket/Stream";

describe("completion", () => {
  it("replaces the word at the caret and leaves a space", () => {
    expect(complete("sta", 3, "status")).toEqual({ text: "status ", caret: 7 });
    expect(complete("status = op and x", 11, "open")).toEqual({ text: "status = open and x", caret: 13 });
    expect(complete('team = "Fi', 10, '"First line"')).toEqual({ text: 'team = "First line" ', caret: 20 });
    expect(complete("status i", 8, "in (")).toEqual({ text: "status in (", caret: 11 });
  });
});

describe("place", () => {
  const place = { viewId: null, search: true, params: { q: 'status = "open"', order: "updated desc" }, number: null };
  it("keeps the list in the ticket's address", () => {
    expect(ticketPath("INC-1", place)).toBe("/work/t/INC-1?q=status+%3D+%22open%22&order=updated+desc");
    expect(listPath(place)).toBe("/work/search?q=status+%3D+%22open%22&order=updated+desc");
    expect(listPath({ ...place, search: false, params: {}, viewId: "7" })).toBe("/work/views/7");
    expect(ticketPath("INC-1", { ...place, search: false, viewId: "7", params: { layout: "board" } })).toBe("/work/t/INC-1?view=7&layout=board");
  });

  it("is read back from the address, from older addresses too", () => {
    const all: Place[] = [place, { ...place, params: {} }, { viewId: "7", search: false, params: { group: "", columns: "number-90*,title" }, number: null }];
    for (const at of all) {
      const [pathname = "", search = ""] = ticketPath("INC-1", at).split(/(?=\?)/);
      const back = placeAt(pathname, search);
      expect({ ...back, params: { ...at.params, ...(at.search && !("q" in at.params) ? { q: "" } : {}) } }).toEqual({ ...back, viewId: at.viewId, search: at.search, number: "INC-1" });
    }
    expect(placeAt("/work/q/7", "")).toMatchObject({ viewId: "7", search: false });
    expect(placeAt("/work", "?q=x&layout=board")).toMatchObject({ search: true, params: { q: "x", layout: "board" } });
    expect(placeAt("/work", "")).toMatchObject({ search: false, viewId: null });
  });
});

describe("stream", () => {
  it("groups small changes between messages", () => {
    const e = (id: string, kind: Entry["kind"]): Entry => ({ id, kind }) as Entry;
    const groups = grouped([e("0", "created"), e("1", "changed"), e("2", "linked"), e("3", "reply"), e("4", "changed"), e("5", "note")]);
    expect(groups.map((g) => (g.kind === "entry" ? g.entry.id : g.entries.map((x) => x.id)))).toEqual([["1", "2"], "3", ["4"], "5"]);
  });
});

describe("finding", () => {
  it("prefers words over letters in order", () => {
    expect(score("sta", "Change status")).toBeGreaterThan(score("sta", "Sort the table"));
    expect(score("xyz", "Change status")).toBe(0);
    expect(rank("aus", ["Löschen", "Äußerst", "Ausgang"], (x) => x)).toEqual(["Ausgang", "Äußerst"]);
  });
});

describe("figures", () => {
  it("counts days and rounds axes", () => {
    expect(dayBefore("2026-03-01", 1)).toBe("2026-02-28");
    expect(dayBefore("2026-12-31", -1)).toBe("2027-01-01");
    expect([0, 3, 17, 41, 950].map(roundUp)).toEqual([4, 4, 20, 50, 1000]);
  });
});
