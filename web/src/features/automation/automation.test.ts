import { beforeAll, describe, expect, it } from "vitest";
import later from "../../i18n/en.later.json";
import type { Json, RuleAction, RuleRun, RuleTrigger } from "../../api/types";
import { addTexts, setLocale } from "../../i18n";
import { changeOf, changePath, fieldsOf } from "./fieldValues";
import { inUnits } from "./Minutes";
import { cannotComeBack } from "./RunCard";
import { plain, sentence, stepWords, triggerWords, type Names } from "./sentence";
import { changed, copyOf, count, elseZone, inserted, listsOf, MOST_DEEP, moved, movedOut, newStep, placeOf, removed, ROOT, toActions, toSteps, type Step } from "./steps";
import { runsOf } from "./why";
import { stepSaid, undoSaid } from "./words";

const NAMES: Names = {
  team: (id) => ({ t1: "Network" })[id], person: (id) => ({ p1: "Carla" })[id], category: () => undefined, type: (id) => ({ y1: "Incident" })[id],
  field: (key) => ({ priority: "Priority", status: "Status", impact: "Impact" })[key], value: (key, v) => (key === "impact" ? (v === 1 ? "High" : undefined) : v === null ? "None" : undefined),
  macro: () => "Close it", rule: () => "Page us", chain: () => "Night", schedule: () => "First line", channel: () => "#ops", connection: () => undefined, clock: (key) => (key === "resolution" ? "Resolution" : undefined), status: () => undefined,
};
const ACTIONS: RuleAction[] = [
  { kind: "assign", team: "t1" },
  { kind: "branch", cases: [{ condition: "priority = P1", actions: [{ kind: "page", chain: "c", text: "x" }] }, { condition: "tags = vip", actions: [{ kind: "each", link: "children", condition: "", actions: [{ kind: "set", fields: { impact: 1, teamId: null } }] }] }], otherwise: [{ kind: "comment", text: "<p>Hello</p>", public: false }] },
  { kind: "wait", minutes: 90, working: true },
];
const kinds = (steps: Step[]): unknown => steps.map((s) => (listsOf(s).length ? [s.kind, ...listsOf(s).map((l) => kinds(l.steps))] : s.kind));
const at = (steps: Step[], ...path: number[]): Step => path.slice(1).reduce((s, i) => listsOf(s).flatMap((l) => l.steps)[i] as Step, steps[path[0] as number] as Step);
beforeAll(async () => { addTexts(later); await setLocale("en-GB"); });

describe("drafts and what is saved", () => {
  it("are the same actions, without what was left empty", () => {
    expect(toActions(toSteps(ACTIONS))).toEqual([ACTIONS[0], { ...ACTIONS[1], cases: [(ACTIONS[1]?.["cases"] as Json[])[0], { condition: "tags = vip", actions: [{ kind: "each", link: "children", actions: [{ kind: "set", fields: { impact: 1, teamId: null } }] }] }] }, ACTIONS[2]]);
    expect(toActions(toSteps([{ kind: "assign", team: "t1", person: null, strategy: "" }]))).toEqual([{ kind: "assign", team: "t1" }]);
  });

  it("give every step a name of its own, also in copies", () => {
    const steps = toSteps(ACTIONS);
    const copy = copyOf(steps[1] as Step);
    const keys = (all: Step[]): string[] => all.flatMap((s) => [s.key, ...listsOf(s).flatMap((l) => [l.zone, ...keys(l.steps)])]);
    const own = (all: Step[]): string[] => all.flatMap((s) => [s.key, ...listsOf(s).flatMap((l) => own(l.steps))]);
    expect(new Set(own(steps)).size).toBe(count(steps));
    expect(keys([copy]).filter((k) => keys(steps).includes(k))).toEqual([]);
    expect(kinds([copy])).toEqual(kinds([steps[1] as Step]));
  });

  it("put the fields of a ticket apart from those of its type, and back", () => {
    const fields = { status: "open", teamId: null, cost: 5, "fields.room": "B" };
    expect(changeOf(fields)).toEqual({ status: "open", teamId: null, fields: { cost: 5, room: "B" } });
    expect(fieldsOf(changeOf(fields))).toEqual({ status: "open", teamId: null, cost: 5, room: "B" });
    expect([changePath("actions[0].", "change"), changePath("actions[0].", "change.status"), changePath("actions[0].", "change.fields.cost")]).toEqual(["actions[0].fields", "actions[0].fields.status", "actions[0].fields.cost"]);
  });
});

describe("moving actions", () => {
  it("goes within a list, into a branch and out of it", () => {
    const steps = toSteps(ACTIONS);
    const [assign, branch, wait] = steps as [Step, Step, Step];
    expect(kinds(moved(steps, wait.key, ROOT, 0))).toEqual(["wait", "assign", ["branch", ["page"], [["each", ["set"]]], ["comment"]]]);
    expect(kinds(moved(steps, assign.key, elseZone(branch), 1))).toEqual([["branch", ["page"], [["each", ["set"]]], ["comment", "assign"]], "wait"]);
    const page = at(steps, 1, 0);
    expect(placeOf(steps, page.key)).toMatchObject({ zone: branch.cases[0]?.key, index: 0, length: 1 });
    expect(kinds(movedOut(steps, page.key))).toEqual(["assign", ["branch", [], [["each", ["set"]]], ["comment"]], "page", "wait"]);
    expect(movedOut(steps, assign.key)).toBe(steps);
  });

  it("never goes into itself nor too deep, and counts all", () => {
    const steps = toSteps(ACTIONS);
    const branch = steps[1] as Step;
    const each = at(steps, 1, 1);
    expect(moved(steps, branch.key, elseZone(branch), 0)).toBe(steps);
    expect(moved(steps, branch.key, each.key, 0)).toBe(steps);
    let deep: Step[] = [newStep("each")];
    for (let i = 1; i < MOST_DEEP; i++) deep = inserted(deep, lastZone(deep), 0, newStep("each"));
    const more = [...deep, newStep("notify")];
    expect(moved(more, more[1]?.key ?? "", lastZone(deep), 0)).toBe(more);
    expect([count(steps), count(removed(steps, branch.key)), count(changed(steps, each.key, (s) => ({ ...s, actions: [] })))]).toEqual([7, 2, 6]);
  });
});
const lastZone = (steps: Step[]): string => { let [step] = steps as [Step]; while (step.actions[0]) step = step.actions[0]; return step.key; };

describe("the sentence", () => {
  const say = (trigger: RuleTrigger, condition: string, actions: RuleAction[]): string => sentence({ trigger, condition, steps: toSteps(actions) }, NAMES);

  it("says a whole rule", () => {
    expect(say({ kind: "created" }, "priority = P1", [{ kind: "assign", team: "t1" }, { kind: "comment", text: "<p>We are on it</p>", public: false }, { kind: "notify", assignee: true, people: ["p1"] }]))
      .toBe("When a ticket is created, if priority = P1, then assign it to Network, add the internal note “We are on it”, and notify the assignee and Carla.");
    expect(say({ kind: "called" }, "", [])).toBe("When it is called, then nothing is done.");
  });

  it("says it in German", async () => {
    await setLocale("de-AT");
    expect(say({ kind: "created" }, "priority = P1", [{ kind: "assign", team: "t1" }, { kind: "wait", minutes: 60 }])).toBe("Wenn ein Ticket erstellt wird und priority = P1 gilt, dann: an Network zuweisen und 1 Std. warten.");
    await setLocale("en-GB");
  });

  it("says each way of a branch", () => {
    expect(stepWords(toSteps(ACTIONS)[1] as Step, NAMES)).toBe("if priority = P1: page “Night”; if tags = vip: for its parts: set Impact to High and teamId to None; otherwise: add the internal note “Hello”");
  });

  it("says what belongs to a trigger", () => {
    const words = (trigger: RuleTrigger): string => triggerWords(trigger, NAMES);
    expect(words({ kind: "changed", field: "status", from: "new", to: "open" })).toBe("Status changes from new to open");
    expect(words({ kind: "changed", field: "priority", to: null })).toBe("Priority changes to None");
    expect(words({ kind: "changed" })).toBe("a ticket is changed");
    expect(words({ kind: "replied", by: "agent", internal: true })).toBe("an agent writes an internal note");
    expect(words({ kind: "sla", event: "warned", percent: 80, clock: "resolution" })).toBe("Resolution reaches 80 %");
    expect(words({ kind: "sla", event: "missed" })).toBe("any target is missed");
    expect(words({ kind: "time_since", since: "reply", minutes: 2880, working: true })).toBe("2 days of working time have passed since the last reply");
    expect(words({ kind: "mail", from: "*@bank.example", subject: "Alarm" })).toBe("a mail arrives from *@bank.example and with the subject Alarm");
    expect(words({ kind: "schedule", repeat: { kind: "weekly", interval: 1, weekdays: ["monday"], zone: "Europe/Vienna", start: "2026-01-05" }, time: "08:00" })).toBe("the calendar says so (Every week on Mon at 08:00 (Europe/Vienna)), for each ticket found");
  });

  it("does not break on what is not known any more", () => {
    expect(stepWords(toSteps([{ kind: "assign", team: "gone" }])[0] as Step, NAMES)).toBe("assign it to –");
    expect(stepWords(toSteps([{ kind: "notify", people: "nonsense" }])[0] as Step, NAMES)).toBe("notify –");
    expect(plain(`<p>a&lt;b &amp; ${"x".repeat(90)}</p>`, 20)).toBe("a<b & xxxxxxxxxxxxx…");
  });
});

describe("runs", () => {
  const run = (id: string): RuleRun => ({ id }) as RuleRun;
  it("stand once each, however much they wrote", () => {
    const why = (entrySeq: number, id: string, gone = false) => ({ entrySeq, runId: id, rule: `Rule ${id}`, run: gone ? null : run(id) });
    expect(runsOf([why(9, "b"), why(7, "a", true), why(8, "b"), why(3, "c")]).map((w) => [w.runId, w.run?.id])).toEqual([["b", "b"], ["a", undefined], ["c", "c"]]);
  });
  it("cannot take back what has left the house", () => {
    const step = (kind: string, state: "done" | "failed") => ({ kind, state, position: 0, said: null, attempts: 1 });
    expect(cannotComeBack([step("set", "done"), step("mail", "done"), step("http", "failed"), step("notify", "done")]).map((s) => s.kind)).toEqual(["mail", "notify"]);
  });
  it("say what was done and what stays in the reader's language", () => {
    expect(stepSaid({ said: "Set impact = High, status = Open", words: { key: "set", values: { fields: { impact: "High", "fields.room": "B" }, same: true } } })).toBe("Impact: High, fields.room: B (it was so already)");
    expect(stepSaid({ said: "Told Ada", words: { key: "told", values: { names: "Ada" } } })).toBe("Told Ada");
    expect(stepSaid({ said: "", words: { key: "tickets", values: { count: 1 } } })).toBe("For 1 ticket");
    expect(stepSaid({ said: "Waits", words: { key: "waits", values: { until: "2026-11-28T15:00:00Z" } } })).not.toContain("T15");
    expect([stepSaid({ said: "of old" }), stepSaid({ said: "unheard", words: { key: "unheard", values: {} } })]).toEqual(["of old", "unheard"]);
    expect([undoSaid({ field: "impact" }), undoSaid({ field: "urgency", why: "changed" }), undoSaid({ said: "x", words: { key: "created", values: { number: "IT-1" } }, why: "final" }), undoSaid({ said: "x", why: "refused", error: "No" })]).toEqual(["Impact", "Urgency: it was changed since", "Created IT-1: this cannot be taken back", "x: No"]);
  });
  it("has lengths of time in the largest unit that fits", () => {
    expect([inUnits(45), inUnits(120), inUnits(2880), inUnits(0)]).toEqual([{ amount: 45, unit: 1 }, { amount: 2, unit: 60 }, { amount: 2, unit: 1440 }, { amount: 0, unit: 1 }]);
  });
});
