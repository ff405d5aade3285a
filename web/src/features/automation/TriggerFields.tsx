import type { Json, RuleTrigger, Schedule, TriggerKind } from "../../api/types";
import { useSession } from "../../app/session";
import { t, type Key } from "../../i18n";
import { CheckField, SelectField, TextField } from "../../ui";
import { today } from "../analytics/days";
import { useClasses } from "../configuration/data";
import { WhenFields } from "../task/WhenFields";
import { Minutes } from "./Minutes";
import { scheduleOf } from "./sentence";
import { ValueInput } from "./ValueInput";
import { BUILT_IN, type World } from "./world";

const KINDS: TriggerKind[] = ["created", "changed", "replied", "sla", "time_since", "schedule", "mail", "approval", "ci", "webhook", "called"];
interface Props { trigger: RuleTrigger; world: World; wrong: (field: string) => string | undefined; onChange: (to: RuleTrigger) => void }

/** How a trigger begins when it is chosen. */
export function newTrigger(kind: TriggerKind, zone: string): RuleTrigger {
  switch (kind) {
    case "replied": return { kind, by: "requester", internal: false };
    case "sla": return { kind, event: "missed" };
    case "time_since": return { kind, since: "created", minutes: 240, working: false };
    case "schedule": return { kind, ...splitSchedule(scheduleOf({ kind, repeat: { kind: "weekly", weekdays: ["monday"], start: today() } }, zone)) };
    case "approval": return { kind, result: "approved" };
    case "ci": return { kind, event: "changed" };
    default: return { kind };
  }
}
const splitSchedule = ({ time, ...repeat }: Schedule): { repeat: Json; time: string } => ({ repeat: repeat as unknown as Json, time });

/** What sets the rule going, and what belongs to it. */
export function TriggerFields({ trigger, world, wrong, onChange }: Props) {
  const { timeZone } = useSession().organisation;
  const known = new Map((world.parts?.triggers ?? []).map((p) => [p.kind, p]));
  // What this installation does not offer is shown only where a rule has it already.
  const offered = KINDS.filter((k) => k === trigger.kind || (known.get(k)?.available ?? !world.parts));
  const why = known.get(trigger.kind)?.available === false ? known.get(trigger.kind)?.why : undefined;
  return (
    <div className="rule-trigger">
      <SelectField label={t("rules.trigger")} error={wrong("trigger.kind") ?? wrong("trigger")} hint={why ?? undefined} value={trigger.kind} onChange={(e) => onChange(newTrigger(e.target.value as TriggerKind, timeZone))}>
        {offered.map((k) => <option key={k} value={k}>{t(`rules.trigger.${k}`)}</option>)}
      </SelectField>
      <Parts trigger={trigger} world={world} wrong={(field) => wrong(`trigger.${field}`)} onChange={onChange} />
    </div>
  );
}

function Parts({ trigger: x, world, wrong, onChange }: Props) {
  const set = (part: Record<string, Json>): void => onChange(without({ ...x, ...part }));
  const text = (part: string): string => (typeof x[part] === "string" ? x[part] : "");
  const choose = (part: string, label: Key, options: readonly { id: string; name: string }[], none?: Key) => (
    <SelectField label={t(label)} error={wrong(part)} value={text(part)} onChange={(e) => set({ [part]: e.target.value })}>
      {none && <option value="">{t(none)}</option>}
      {options.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
    </SelectField>
  );
  const words = <const T extends string>(ids: readonly T[], say: (id: T) => string) => ids.map((id) => ({ id, name: say(id) }));
  const pattern = (part: string, label: Key) => <TextField label={t(label)} maxLength={250} placeholder="*" value={text(part)} error={wrong(part)} onChange={(e) => set({ [part]: e.target.value })} />;
  switch (x.kind) {
    case "changed": {
      const fields = [...BUILT_IN.map((key) => ({ id: key as string, name: t(`field.${key}`) })), ...world.fields.map((f) => ({ id: f.key, name: f.name }))];
      const field = text("field");
      // Nothing is a value, too: that of a field that is empty.
      const put = (part: "from" | "to", to: Json | undefined): void => { const { [part]: _old, ...rest } = x; onChange(to === undefined ? rest as RuleTrigger : { ...rest, [part]: to } as RuleTrigger); };
      return (
        <div className="form-grid three">
          <SelectField label={t("rules.field")} error={wrong("field")} value={field} onChange={(e) => onChange({ kind: "changed", ...(e.target.value ? { field: e.target.value } : {}) })}><option value="">{t("rules.anyField")}</option>{fields.map((f) => <option key={f.id} value={f.id}>{f.name}</option>)}</SelectField>
          {field && <ValueInput world={world} field={field} label={t("rules.from")} value={x["from"]} error={wrong("from")} onChange={(to) => put("from", to)} />}
          {field && <ValueInput world={world} field={field} label={t("rules.to")} value={x["to"]} error={wrong("to")} onChange={(to) => put("to", to)} />}
        </div>
      );
    }
    case "replied": return (
      <div className="form-grid">
        {choose("by", "rules.by", words(["requester", "agent", "anyone"], (id) => t(`rules.by.${id}`)))}
        <SelectField label={t("rules.what")} value={x["internal"] === true ? "note" : ""} onChange={(e) => set({ internal: e.target.value === "note" })}><option value="">{t("composer.public")}</option><option value="note">{t("composer.internal")}</option></SelectField>
      </div>
    );
    case "sla": return (
      <div className="form-grid three">
        {choose("event", "rules.event", words(["warned", "missed", "met"], (id) => t(`rules.sla.${id}`)))}
        {choose("clock", "rules.clock", world.clocks.map((c) => ({ id: c.key, name: c.name })), "rules.anyTarget")}
        {x["event"] === "warned" && <TextField label={t("sla.percent")} type="number" min={1} max={1000} placeholder={t("rules.anyValue")} value={String(x["percent"] ?? "")} error={wrong("percent")} onChange={(e) => set({ percent: e.target.value === "" ? null : Number(e.target.value) })} />}
      </div>
    );
    case "time_since": return (
      <>
        <div className="form-grid">{choose("since", "rules.since", words(["created", "changed", "status", "reply", "due"], (id) => t(`rules.since.${id}`)))}<Minutes label={t("rules.howLong")} value={Number(x["minutes"]) || 0} error={wrong("minutes")} onChange={(minutes) => set({ minutes })} /></div>
        <CheckField label={t("rules.workingOnly")} checked={x["working"] === true} onChange={(e) => set({ working: e.target.checked })} />
      </>
    );
    case "schedule": return <><p className="hint muted">{t("rules.scheduleHint")}</p><WhenFields schedule={scheduleOf(x)} wrong={(field) => (field === "time" ? wrong("time") : wrong(`repeat.${field}`))} onChange={(s) => onChange({ kind: "schedule", ...splitSchedule(s) })} /></>;
    case "mail": return <><p className="hint muted">{t("rules.mailHint")}</p><div className="form-grid three">{pattern("from", "rules.mail.from")}{pattern("subject", "rules.mail.subject")}{pattern("body", "rules.mail.body")}</div></>;
    case "approval": return choose("result", "rules.result", words(["approved", "rejected", "expired", "withdrawn", "any"], (id) => t(`rules.approval.${id}`)));
    case "ci": return <div className="form-grid">{choose("event", "rules.event", words(["created", "changed", "deleted", "any"], (id) => t(`rules.ci.${id}`)))}<ClassChoice value={text("class")} error={wrong("class")} onChange={(to) => set({ class: to })} /></div>;
    case "webhook": return choose("source", "rules.source", world.sources, "rules.anySource");
    case "called": return <p className="hint muted">{t("rules.calledHint")}</p>;
    default: return null;
  }
}

function ClassChoice({ value, error, onChange }: { value: string; error: string | undefined; onChange: (to: string) => void }) {
  const classes = useClasses().data ?? [];
  return <SelectField label={t("rules.ciClass")} error={error} value={value} onChange={(e) => onChange(e.target.value)}><option value="">{t("rules.anyClass")}</option>{classes.filter((c) => c.active || c.key === value).map((c) => <option key={c.id} value={c.key}>{c.name}</option>)}</SelectField>;
}

const without = (trigger: RuleTrigger): RuleTrigger => Object.fromEntries(Object.entries(trigger).filter(([, value]) => value !== null && value !== "")) as RuleTrigger;
