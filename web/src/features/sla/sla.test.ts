import { beforeAll, describe, expect, it } from "vitest";
import later from "../../i18n/en.later.json";
import { addTexts, setLocale } from "../../i18n";
import { because, clockOf, look, minutesAt, shiftLength, spanText } from "./describe";

beforeAll(async () => { addTexts(later); await setLocale("en"); });
const now = Date.parse("2026-03-02T10:00:00Z");
const clock = { standing: "running" as const, phase: "running" as const, started: "2026-03-02T09:00:00Z", due: "2026-03-02T11:00:00Z", used: 0.2 };

describe("the bar of the time left", () => {
  it("goes on between two counts and warns before the end", () => {
    expect(look(clock, now)).toMatchObject({ share: 0.5, tone: "ok" });
    expect(look(clock, now).text).toContain("1");
    expect(look(clock, Date.parse("2026-03-02T10:45:00Z")).tone).toBe("warn");
  });
  it("says how late it is, and not that of what is over", () => {
    expect(look(clock, Date.parse("2026-03-02T13:00:00Z"))).toMatchObject({ share: 1, tone: "late" });
    expect(look({ ...clock, phase: "done", standing: "met", due: null }, now)).toEqual({ share: 0.2, tone: "ok", text: "Met" });
    expect(look({ ...clock, phase: "done", standing: "missed", due: null, used: 2 }, now)).toMatchObject({ share: 1, tone: "late" });
    expect(look({ ...clock, phase: "paused", standing: "paused", due: null }, now).tone).toBe("quiet");
  });
});

describe("hours", () => {
  it("are written and read as the browser's field has them", () => {
    expect(clockOf(8 * 60 + 5)).toBe("08:05");
    expect(clockOf(24 * 60)).toBe("00:00");
    expect(minutesAt("00:00", true)).toBe(1440);
    expect(minutesAt("00:00")).toBe(0);
    expect(shiftLength({ day: "MONDAY", from: 22 * 60, to: 6 * 60 })).toBe(480);
  });
  it("are said shortly", () => {
    expect([spanText(45), spanText(90), spanText(240), spanText(0)]).toEqual(["45m", "1h 30m", "4h", "0m"]);
  });
});

describe("the story of a clock", () => {
  it("says why", () => {
    const part = { from: "2026-03-02T09:00:00Z", until: null, what: "paused" as const, why: "pause", text: "state = pending", seconds: 0, elapsed: 0, target: 3600 };
    expect(because(part)).toBe("while state = pending");
    expect(because({ ...part, why: "holiday", text: "Easter" })).toBe("holiday: Easter");
    expect(because({ ...part, why: "hours", text: null })).toContain("outside");
  });
});
