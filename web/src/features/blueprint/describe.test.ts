import { describe, expect, it } from "vitest";
import type { Difference } from "./data";
import { grouped, place, value } from "./describe";

const difference = (path: string): Difference => ({ path, op: "change", before: 1, after: 2 });

describe("differences in plain words", () => {
  it("are grouped by section in the order of the file", () => {
    const groups = grouped(["types.a.name", "queues.Open", "types.b"].map(difference));
    expect(groups.map((g) => [g.section, g.differences.length])).toEqual([["types", 2], ["queues", 1]]);
  });
  it("name the place", () => expect(place("types.onboarding.fields.start_date.required")).toBe("onboarding › Fields › start_date › Required"));
  it("say values shortly", () => {
    expect(value(true)).toBe("yes");
    expect(value(null)).toBe("nothing");
    expect(value(["new", "open"])).toBe("new, open");
    expect(value({ key: "x", name: "Start date" })).toBe("Start date");
    expect(value(3)).toBe("3");
  });
});
