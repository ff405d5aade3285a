import { describe, expect, it } from "vitest";
import type { Decision } from "../../api/types";
import { setLocale } from "../../i18n";
import { parseSkills } from "./skills";
import { because, decisionOf } from "./Why";

const person = { id: "a", name: "Anna", open: 3, most: 20, left: null, until: null, has: ["vpn"], lacks: [] };
const decision = (part: Partial<Decision>): Decision => ({ chosenId: "a", chosenName: "Anna", because: "turn", wanted: [], considered: [person], ...part });

describe("why somebody gets a ticket", () => {
  it("is said in words", async () => {
    await setLocale("en");
    expect(because(decision({}))).toContain("turn");
    expect(because(decision({ because: "least" }))).toContain("3");
    expect(because(decision({ because: "skills" }))).toContain("vpn");
    expect(because(decision({ because: "nobody", chosenId: null, chosenName: null }))).toContain("free");
  });

  it("is read from a journal entry that lacks parts", () => {
    expect(decisionOf({})).toEqual({ chosenId: null, chosenName: null, because: "none", wanted: [], considered: [] });
    expect(decisionOf({ assignee: "Anna", assigneeId: "a", because: "turn", considered: [person] }).considered).toHaveLength(1);
  });
});

describe("skills", () => {
  it("are read once each, in small letters", () => {
    expect(parseSkills(" VPN, sap,,vpn ")).toEqual(["vpn", "sap"]);
  });
});
