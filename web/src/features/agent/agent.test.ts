import { describe, expect, it } from "vitest";
import type { Entry } from "../../api/types";
import { rank, score } from "../../app/fuzzy";
import { dayBefore, roundUp } from "../analytics/days";
import { complete } from "./completion";
import { listPath, ticketPath } from "./place";
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
  it("keeps the list in the ticket's address", () => {
    const place = { queueId: null, q: 'status = "open"', order: "updated desc", number: null };
    expect(ticketPath("INC-1", place)).toBe("/work/t/INC-1?q=status+%3D+%22open%22&order=updated+desc");
    expect(listPath(place)).toBe("/work/search?q=status+%3D+%22open%22&order=updated+desc");
    expect(listPath({ ...place, q: null, queueId: "7", order: null })).toBe("/work/q/7");
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
