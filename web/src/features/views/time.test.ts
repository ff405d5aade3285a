import { describe, expect, it } from "vitest";
import { fitting, lay, step, weeks } from "./calendar/layout";
import { addDays, addMonths, daysBetween, weekday, weekStart } from "./days";
import { barOf, dayAt, daysIn, lengthOf, pulled, ticks, windowAround } from "./timeline/bars";

describe("days", () => {
  it("are counted over months, years and summer time", () => {
    expect([addDays("2026-03-28", 2), addDays("2027-01-01", -1), daysBetween("2026-03-01", "2026-04-01")]).toEqual(["2026-03-30", "2026-12-31", 31]);
    expect([weekday("2026-11-28"), weekday("2026-11-30"), weekStart("2026-11-29"), weekStart("2026-11-29", 7)]).toEqual([6, 1, "2026-11-23", "2026-11-29"]);
    expect([addMonths("2026-01-31", 1), addMonths("2026-01-15", -1)]).toEqual(["2026-02-01", "2025-12-01"]);
  });
});

describe("calendar", () => {
  it("shows whole weeks", () => {
    const month = weeks("2026-11-28", "month");
    expect([month.length, month[0]?.[0], month.at(-1)?.at(-1)]).toEqual([6, "2026-10-26", "2026-12-06"]);
    expect(weeks("2027-02-10", "month").length).toBe(4);
    expect(weeks("2026-11-28", "week", 7)[0]?.[0]).toBe("2026-11-22");
    expect([step("2026-11-28", "month", 1), step("2026-11-28", "week", -1)]).toEqual(["2026-12-01", "2026-11-21"]);
  });

  const week = weeks("2026-11-25", "week")[0] ?? [];
  it("lays what overlaps below one another, and what does not beside", () => {
    const items = [{ id: "a", from: "2026-11-23", to: "2026-11-24" }, { id: "b", from: "2026-11-24", to: "2026-11-26" }, { id: "c", from: "2026-11-25", to: "2026-11-25" }, { id: "d", from: "2026-11-20", to: "2026-12-05" }, { id: "e", from: "2026-12-01", to: "2026-12-01" }];
    expect(lay(items, week).map((s) => [s.item.id, s.at, s.days, s.line, s.before, s.after])).toEqual([["d", 0, 7, 0, true, true], ["a", 0, 2, 1, false, false], ["b", 1, 3, 2, false, false], ["c", 2, 1, 1, false, false]]);
  });

  it("counts what has no room on each day", () => {
    const items = ["a", "b", "c"].map((id) => ({ id, from: "2026-11-24", to: "2026-11-24" }));
    const { shown, more } = fitting(lay(items, week), 2);
    expect([shown.map((s) => s.item.id), more]).toEqual([["a"], [0, 2, 0, 0, 0, 0, 0]]);
    expect(fitting(lay(items, week), 3).more).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("timeline", () => {
  const window = { from: "2026-11-01", to: "2026-11-30" };
  it("has bars from the first to the last day", () => {
    expect(barOf("2026-11-03", "2026-11-04", window, "days")).toEqual({ left: 72, width: 72 });
    expect(barOf("2026-10-30", "2026-10-30", window, "weeks")).toEqual({ left: -28, width: 14 });
    expect([daysIn(50, "days"), daysIn(-3, "weeks"), dayAt(80, window, "days")]).toEqual([1, 0, "2026-11-03"]);
  });

  it("is pulled as a whole or at an end, never inside out", () => {
    expect(pulled("2026-11-03", "2026-11-05", "move", -3)).toEqual({ from: "2026-10-31", to: "2026-11-02" });
    expect(pulled("2026-11-03", "2026-11-05", "start", 9)).toEqual({ from: "2026-11-05", to: "2026-11-05" });
    expect(pulled("2026-11-03", "2026-11-05", "end", -9)).toEqual({ from: "2026-11-03", to: "2026-11-03" });
    expect(pulled("2026-11-03", "2026-11-05", "end", 2)).toEqual({ from: "2026-11-03", to: "2026-11-07" });
  });

  it("has heads that cover it without a gap", () => {
    for (const scale of ["days", "weeks", "months"] as const) {
      const w = windowAround("2026-11-28", scale);
      const { upper, lower } = ticks(w, scale);
      for (const heads of [upper, lower].filter((h) => h.length)) {
        expect(heads[0]?.left).toBe(0);
        expect(heads.reduce((at, h) => (h.left === at ? at + h.width : NaN), 0)).toBe(lengthOf(w) * { days: 36, weeks: 14, months: 4 }[scale]);
      }
    }
  });
});
