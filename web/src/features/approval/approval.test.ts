import { describe, expect, it } from "vitest";
import { moreTexts } from "../../ui/later";
import { approverKey, emptyPlan, planOf, sourceWords } from "./data";

describe("plans", () => {
  it("are whole, whatever was kept of them", () => {
    expect(planOf(undefined)).toEqual(emptyPlan());
    expect(planOf({ title: "Buy", steps: [{ rule: "all" }], remindHours: null })).toEqual({ ...emptyPlan("Buy"), remindHours: null, steps: [{ name: "", rule: "all", needed: 1, approvers: [] }] });
    expect(planOf({ steps: "nonsense" }).steps).toEqual([]);
  });

  it("tell who is asked apart", () => {
    const keys = [{ kind: "manager", level: 1 }, { kind: "manager", level: 2 }, { kind: "role", role: "agent" }, { kind: "team", id: "x" }, { kind: "person", id: "x" }] as const;
    expect(new Set(keys.map(approverKey)).size).toBe(keys.length);
  });

  it("say as what somebody was asked", async () => {
    await moreTexts();
    expect(sourceWords("person")).toBe("");
    expect(sourceWords("team: Change board: west")).toBe("Change board: west");
    expect(sourceWords("role: manager")).toBe("Manager");
    expect(sourceWords("manager")).toBe("requester's manager");
  });
});
