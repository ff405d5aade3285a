import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setLocale } from "../../i18n";
import { moreTexts } from "../../ui/later";
import { DAY, huesOf, placeIn, rangeFrom } from "./data";
import { handOver, mine, minutes } from "./words";

const RANGE = { from: "2026-11-30T00:00:00Z", until: "2026-12-10T00:00:00Z" };

describe("the timeline", () => {
  it("puts shifts where they are, and cuts them at its ends", () => {
    expect(placeIn("2026-12-01T00:00:00Z", "2026-12-02T12:00:00Z", RANGE)).toEqual({ start: 10, size: 15 });
    expect(placeIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", RANGE)).toEqual({ start: 0, size: 10 });
    expect(placeIn("2026-12-09T00:00:00Z", "2027-01-01T00:00:00Z", RANGE)).toEqual({ start: 90, size: 10 });
  });

  it("begins with a day, and has whole days", () => {
    const { from, until } = rangeFrom(Date.parse("2026-11-28T15:00:00Z"), 14);
    expect(new Date(from).getHours()).toBe(0);
    expect(Math.round((Date.parse(until) - Date.parse(from)) / DAY)).toBe(14);
  });

  it("gives people colours of their own, the same each time", () => {
    const people = { b: { id: "b", name: "Ben" }, a: { id: "a", name: "Ann" } };
    const hues = huesOf(people);
    expect(hues.get("a")).not.toBe(hues.get("b"));
    expect(huesOf({ a: people.a, b: people.b })).toEqual(hues);
  });
});

describe("times of hand-over", () => {
  beforeAll(async () => { await moreTexts(); await setLocale("en-GB", "Europe/Vienna"); });
  afterAll(() => setLocale("en"));

  it("are the reader's, and the person's where their clock shows something else", () => {
    const at = "2026-11-30T07:00:00Z";
    expect(mine(at)).toContain("08:00");
    expect(handOver(at, { name: "Anna", zone: "Europe/Berlin" })).toBe(mine(at));
    expect(handOver(at, { name: "Yuki", zone: "Asia/Tokyo" })).toMatch(/08:00.*Yuki.*16:00/);
    expect(handOver(at, { name: "Odd", zone: "Mars/Olympus" })).toContain("08:00");
  });

  it("say how long is waited", () => expect([minutes(1), minutes(5)]).toEqual(["1 minute", "5 minutes"]));
});
