import { describe, expect, it } from "vitest";
import type { Task, TaskTemplateStep } from "../../api/types";
import type { Field, TicketType } from "../../api/types";
import { byDue } from "./groups";
import { minutesOf } from "./minutes";
import { moved } from "./order";
import { clockText } from "./Running";
import { comesAgain } from "./repeat";
import { movedStep, removedStep } from "./steps";

describe("time as people write it", () => {
  it("is read", () => {
    for (const text of ["90", "1:30", "1.5h", "1,5 h", "1h 30m", "1h30", "90 min", " 90m "]) expect([text, minutesOf(text)]).toEqual([text, 90]);
  });
  it("is not guessed", () => {
    for (const text of ["", "abc", "1:75", "-5", "h", "1h x"]) expect([text, minutesOf(text)]).toEqual([text, null]);
  });
  it("runs as a clock", () => {
    const since = "2026-11-28T09:00:00Z";
    expect(clockText(since, Date.parse("2026-11-28T10:02:03Z"))).toBe("1:02:03");
    expect(clockText(since, Date.parse("2026-11-28T08:59:00Z"))).toBe("0:00:00");
  });
});

describe("a ticket that comes again", () => {
  it("has no files, and nothing that only one ticket may have", () => {
    const field = (key: string, kind: string, unique = false) => ({ key, kind, unique }) as Field;
    const type = { id: "t", fields: [field("a", "text"), field("b", "file"), field("c", "signature"), field("d", "text", true)] } as TicketType;
    expect(comesAgain(type).fields?.map((f) => f.key)).toEqual(["a"]);
  });
});

describe("the order of tasks", () => {
  it("changes by one place and stops at the ends", () => {
    expect(moved(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], "c", 9)).toEqual(["a", "b", "c"]);
  });
});

describe("my tasks", () => {
  it("stand by when they are due", () => {
    const task = (id: string, due: string | null) => ({ id, due }) as Task;
    const groups = byDue([task("late", "2026-11-27"), task("now", "2026-11-28"), task("soon", "2026-11-29"), task("some", null)], "2026-11-28");
    expect(groups.map((g) => [g.key, g.tasks.map((x) => x.id)])).toEqual([["overdue", ["late"]], ["today", ["now"]], ["later", ["soon"]], ["someday", ["some"]]]);
    expect(byDue([], "2026-11-28")).toEqual([]);
  });
});

describe("the steps of a template", () => {
  const step = (title: string, needs: number[] = []): TaskTemplateStep => ({ title, description: "", assigneeId: null, teamId: null, dueDays: null, workingDays: true, required: false, condition: null, needs });
  const shown = (steps: TaskTemplateStep[]) => steps.map((s) => [s.title, s.needs]);
  it("keep what they need when they change places, as far as it still stands before", () => {
    const steps = [step("a"), step("b"), step("c", [0, 1])];
    expect(shown(movedStep(steps, 1, 0))).toEqual([["b", []], ["a", []], ["c", [1, 0]]]);
    expect(shown(movedStep(steps, 2, 1))).toEqual([["a", []], ["c", [0]], ["b", []]]);
    expect(movedStep(steps, 0, -1)).toBe(steps);
  });
  it("are renumbered when one goes", () => {
    expect(shown(removedStep([step("a"), step("b"), step("c", [0, 1])], 0))).toEqual([["b", []], ["c", [0]]]);
  });
});
