import type { Json, Schedule } from "../../api/types";
import { currentLanguage, duration, maybe, t, type Key } from "../../i18n";
import { describe } from "../task/describe";
import type { RuleTrigger } from "../../api/types";
import type { Step } from "./steps";

/** What the ids in a rule are called; what is not known is shown as a dash. */
export interface Names {
  team: (id: string) => string | undefined; person: (id: string) => string | undefined; category: (id: string) => string | undefined;
  type: (id: string) => string | undefined; field: (key: string) => string | undefined; value: (key: string, value: Json) => string | undefined;
  macro: (id: string) => string | undefined; rule: (id: string) => string | undefined; chain: (id: string) => string | undefined; schedule: (id: string) => string | undefined;
  clock: (key: string) => string | undefined; status: (key: string) => string | undefined; channel: (id: string) => string | undefined; connection: (id: string) => string | undefined;
}
const UNKNOWN = "–";
const text = (of: Json | undefined): string => (typeof of === "string" || typeof of === "number" ? String(of) : "");
const list = (of: Json | undefined): string[] => (Array.isArray(of) ? of.map(text) : []);
/** "a, b and c" in the language of the screen. */
export const joined = (words: string[]): string => new Intl.ListFormat(currentLanguage(), { type: "conjunction" }).format(words);
/** The words of a text without its marks, shortened. */
export function plain(html: string, most = 60): string {
  const words = html.replace(/<[^>]*>/g, " ").replace(/&nbsp;/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
export const timeText = (minutes: number, working: boolean): string => t(working ? "rules.workingTime" : "rules.time", { time: duration(minutes / 60) });

/** What sets a rule going, as it stands after "When". */
export function triggerWords(trigger: RuleTrigger, names: Names): string {
  switch (trigger.kind) {
    case "changed": return changedWords(trigger, names);
    case "replied": return t(trigger["internal"] === true ? "rules.say.noted" : "rules.say.replied", { who: t(`rules.by.${text(trigger["by"]) || "anyone"}` as Key) });
    case "sla": {
      const clock = names.clock(text(trigger["clock"])) ?? t("rules.anyTarget");
      return trigger["event"] === "warned" ? t(trigger["percent"] ? "rules.say.sla.warnedAt" : "rules.say.sla.warned", { clock, percent: text(trigger["percent"]) }) : t(`rules.say.sla.${trigger["event"] === "met" ? "met" : "missed"}`, { clock });
    }
    case "time_since": return t("rules.say.timeSince", { time: timeText(Number(trigger["minutes"]) || 0, trigger["working"] === true), since: t(`rules.since.${text(trigger["since"]) || "created"}` as Key) });
    case "schedule": return t("rules.say.schedule", { when: scheduleWords(trigger) });
    case "mail": {
      const parts = (["from", "subject", "body"] as const).filter((p) => text(trigger[p])).map((p) => t(`rules.say.mail.${p}`, { pattern: text(trigger[p]) }));
      return parts.length ? t("rules.say.mailWith", { parts: joined(parts) }) : t("rules.trigger.mail");
    }
    case "approval": return t(`rules.say.approval.${text(trigger["result"]) || "any"}` as Key);
    case "ci": return t(`rules.say.ci.${text(trigger["event"]) || "any"}` as Key);
    default: return maybe(`rules.trigger.${trigger.kind}`, trigger.kind);
  }
}

function changedWords(trigger: RuleTrigger, names: Names): string {
  const key = text(trigger["field"]);
  if (!key) return t("rules.trigger.changed");
  const field = names.field(key) ?? key;
  const said = (part: "from" | "to"): string => { const value = trigger[part]; return value === undefined || value === "" ? "" : (names.value(key, value) ?? text(value)); };
  const [from, to] = [said("from"), said("to")];
  if (from && to) return t("rules.say.changedFromTo", { field, from, to });
  if (from) return t("rules.say.changedFrom", { field, from });
  return to ? t("rules.say.changedTo", { field, to }) : t("rules.say.changed", { field });
}

/** The calendar of a trigger as it is drawn: the time stands beside what is repeated. */
export function scheduleOf(trigger: RuleTrigger, zone = ""): Schedule {
  const { repeat } = trigger;
  const given = (repeat && typeof repeat === "object" && !Array.isArray(repeat) ? repeat : {}) as Partial<Schedule>;
  return { kind: "daily", interval: 1, weekdays: [], dayOfMonth: null, month: null, zone, start: "2026-01-01", end: null, ...given, time: text(trigger["time"]) || given.time || "08:00" };
}
const scheduleWords = (trigger: RuleTrigger): string => { const s = scheduleOf(trigger); return s.zone ? describe(s) : describe(s).replace(/ \(\)$/, ""); };

/** What one action does, as it stands after "then". */
export function stepWords(step: Step, names: Names): string {
  const { data } = step;
  const cut = (part: string): string => plain(text(data[part]), 40);
  switch (step.kind) {
    case "set": {
      const parts = Object.entries(data["fields"] ?? {}).map(([key, value]) => t("rules.say.setOne", { field: names.field(key) ?? key, value: (names.value(key, value as Json) ?? text(value as Json)) || UNKNOWN }));
      return parts.length ? t("rules.say.set", { parts: joined(parts) }) : t("rules.action.set");
    }
    case "assign": return assignWords(data, names);
    case "task": return t("rules.say.task", { title: cut("title") || UNKNOWN });
    case "link": return t("rules.say.link", { type: maybe(`link.${text(data["type"])}`, text(data["type"])), to: text(data["to"]) || UNKNOWN });
    case "comment": return t(data["public"] === true ? "rules.say.reply" : "rules.say.note", { text: cut("text") });
    case "mail": return t("rules.say.mail", { to: data["to"] === "address" ? text(data["address"]) || UNKNOWN : t(`rules.to.${text(data["to"]) || "requester"}` as Key), subject: cut("subject") });
    case "notify": return t("rules.say.notify", { who: joined(told(data, names)) || UNKNOWN });
    case "approval": return t("rules.say.approval", { title: plain(text((data["plan"] as Record<string, Json> | undefined)?.["title"]), 40) || UNKNOWN });
    case "create": return t("rules.say.create", { type: names.type(text(data["typeId"])) ?? UNKNOWN, title: cut("title") });
    case "macro": return t("rules.say.macro", { name: names.macro(text(data["macroId"])) ?? UNKNOWN });
    case "rule": return t("rules.say.rule", { name: names.rule(text(data["ruleId"])) ?? UNKNOWN });
    case "wait": return t("rules.say.wait", { time: timeText(Number(data["minutes"]) || 0, data["working"] === true) });
    case "branch": {
      const ways = step.cases.map((c) => t("rules.say.case", { condition: c.condition || UNKNOWN, actions: stepsWords(c.actions, names) }));
      return [...ways, ...(step.otherwise.length ? [t("rules.say.otherwise", { actions: stepsWords(step.otherwise, names) })] : [])].join("; ");
    }
    case "each": return t(text(data["condition"]) ? "rules.say.eachIf" : "rules.say.each", { which: maybe(`rules.each.${text(data["link"])}`, maybe(`link.${text(data["link"])}`, text(data["link"]))), condition: text(data["condition"]), actions: stepsWords(step.actions, names) });
    case "page": return t("rules.say.page", { chain: names.chain(text(data["chain"])) ?? UNKNOWN });
    case "assign_on_call": return t("rules.say.assign_on_call", { schedule: names.schedule(text(data["schedule"])) ?? UNKNOWN });
    case "http": return t("rules.say.http", { method: text(data["method"]) || "POST", url: [names.connection(text(data["endpoint"])), plain(text(data["url"]), 40)].filter(Boolean).join(" ") || UNKNOWN });
    case "chat": return t("rules.say.chat", { channel: names.channel(text(data["channel"])) ?? UNKNOWN });
  }
}
function assignWords(data: Record<string, Json>, names: Names): string {
  const [person, team] = [text(data["person"]), text(data["team"])];
  const to = person === "actor" ? t("rules.whoDidIt") : person ? names.person(person) : team ? names.team(team) : "";
  const strategy = text(data["strategy"]);
  if (person || !strategy) return to === "" ? t("rules.action.assign") : t("rules.say.assign", { to: to ?? UNKNOWN });
  return t(team ? "rules.say.assignBy" : "rules.say.assignByOwn", { to: to ?? UNKNOWN, how: t(`rules.strategy.${strategy}` as Key) });
}
export function told(data: Record<string, Json>, names: Names): string[] {
  const groups = (["requester", "assignee", "teamMembers", "approvers"] as const).filter((g) => data[g] === true).map((g) => t(`rules.tell.${g}`));
  const team = text(data["team"]);
  return [...groups, ...(team ? [t("rules.tell.team", { name: names.team(team) ?? UNKNOWN })] : []), ...list(data["people"]).map((id) => names.person(id) ?? UNKNOWN)];
}
export const stepsWords = (steps: Step[], names: Names): string => (steps.length ? joined(steps.map((s) => stepWords(s, names))) : t("rules.say.nothing"));

/** The whole rule as one sentence. */
export function sentence(rule: { trigger: RuleTrigger; condition: string; steps: Step[] }, names: Names): string {
  const condition = rule.condition.trim();
  return t(condition ? "rules.sentenceIf" : "rules.sentence", { when: triggerWords(rule.trigger, names), condition, actions: stepsWords(rule.steps, names) });
}
