import { describe, expect, it } from "vitest";
import { device } from "../notification/pushBrowser";
import { headersOf, linesOf, pairsOf, wordsOf } from "./data";
import { pretty } from "./Deliveries";
import { mappingOf, textsOf } from "./MappingFields";

describe("what is typed about connections", () => {
  it("reads headers, and keeps those without a value", () => {
    expect(headersOf("Authorization: Bearer a:b\n\n X-Key:\nBare ")).toEqual({ Authorization: "Bearer a:b", "X-Key": null, Bare: null });
  });

  it("reads pairs and words, and writes them again", () => {
    expect(pairsOf("host = {{/labels/host}}\nnothing\nempty =\na=b=c")).toEqual({ host: "{{/labels/host}}", a: "b=c" });
    expect(linesOf({ critical: 1, low: 4 })).toBe("critical = 1\nlow = 4");
    expect(wordsOf("ok, closed\n recovered ,")).toEqual(["ok", "closed", "recovered"]);
  });

  it("keeps a mapping through its texts", () => {
    const mapping = { items: "/a", title: "{{/t}}", description: "", key: "", status: "", resolved: ["ok"], priority: "", priorities: { bad: 2 }, fields: { f: "{{/x}}" }, tags: ["{{/h}}", "mon"] };
    expect(mappingOf(textsOf(mapping))).toEqual(mapping);
    expect(mappingOf(textsOf(null)).resolved).toEqual([]);
  });

  it("shows what is JSON in lines, and all else as it is", () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty("no json")).toBe("no json");
  });

  it("names browsers as people do", () => {
    expect(device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox, Linux");
    expect(device("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604")).toBe("Safari, iOS");
    expect(device("curl")).toBe("Browser");
  });
});
