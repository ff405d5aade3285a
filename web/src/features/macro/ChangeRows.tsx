import { useMemo, useState } from "react";
import type { Field as CustomField, Json, Level, TicketChange, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { FieldInput } from "../../fields";
import { KINDS } from "../../fields/registry";
import { t } from "../../i18n";
import { IconButton, SelectField, TextField } from "../../ui";
import { categoryPath, useAgents, useCategories, useTeams } from "../agent/data";

const BUILT_IN = ["status", "assigneeId", "teamId", "impact", "urgency", "categoryId", "tags", "title"] as const;
type BuiltIn = (typeof BUILT_IN)[number];
const NAMES = { status: "field.status", assigneeId: "field.assignee", teamId: "field.team", impact: "field.impact", urgency: "field.urgency", categoryId: "field.category", tags: "field.tags", title: "field.title" } as const;
const LEVELS: Level[] = [1, 2, 3];

/** The custom fields of several types that can be set, each key once. */
export function settable(types: TicketType[]): CustomField[] {
  const found = new Map<string, CustomField>();
  for (const f of types.flatMap((x) => x.fields ?? [])) if (!f.retired && f.writable && f.kind !== "file" && f.kind !== "signature" && KINDS[f.kind].Input && !found.has(f.key)) found.set(f.key, f);
  return Array.from(found.values());
}

interface Props {
  deskId: string | null; change: TicketChange;
  /** For what nobody runs: there is no "me" then. */ nobodyRuns?: boolean;
  wrong: (field: string) => string | undefined; onChange: (to: TicketChange) => void;
}

/** What a macro changes, one row for each field. */
export function ChangeRows({ deskId, change, nobodyRuns = false, wrong, onChange }: Props) {
  const session = useSession();
  const types = useMemo(() => session.types.filter((x) => deskId === null || x.deskId === deskId), [session.types, deskId]);
  const fields = useMemo(() => settable(types), [types]);
  const [adding, setAdding] = useState("");
  const custom = fields.filter((f) => f.key in (change.fields ?? {}));
  const without = (part: BuiltIn): TicketChange => { const { [part]: _gone, ...rest } = change; return rest; };
  const setField = (key: string, value: Json | undefined): void => {
    const { [key]: _old, ...others } = change.fields ?? {};
    const next = value === undefined ? others : { ...others, [key]: value };
    const { fields: _fields, ...rest } = change;
    onChange(Object.keys(next).length ? { ...rest, fields: next } : rest);
  };
  const add = (what: string): void => {
    setAdding("");
    if (what.startsWith("fields.")) setField(what.slice(7), null);
    else if (what) onChange({ ...change, [what]: START(what as BuiltIn, types, nobodyRuns) });
  };
  return (
    <>
      {BUILT_IN.filter((part) => part in change).map((part) => (
        <div key={part} className="row macro-change">
          <BuiltInValue part={part} deskId={deskId} types={types} nobodyRuns={nobodyRuns} change={change} error={wrong(`change.${part}`)} set={(value) => onChange({ ...change, [part]: value })} />
          <IconButton icon="close" label={t("macro.leave", { field: t(NAMES[part]) })} onClick={() => onChange(without(part))} />
        </div>
      ))}
      {custom.map((f) => (
        <div key={f.key} className="row macro-change">
          <FieldInput field={{ ...f, required: false }} value={change.fields?.[f.key]} error={wrong(`change.fields.${f.key}`)} onChange={(value) => setField(f.key, value)} />
          <IconButton icon="close" label={t("macro.leave", { field: f.name })} onClick={() => setField(f.key, undefined)} />
        </div>
      ))}
      <SelectField label={t("macro.addChange")} error={wrong("change")} value={adding} onChange={(e) => add(e.target.value)}>
        <option value="">{t("macro.choose")}</option>
        {BUILT_IN.filter((part) => !(part in change) && (deskId !== null || (part !== "teamId" && part !== "categoryId"))).map((part) => <option key={part} value={part}>{t(NAMES[part])}</option>)}
        {fields.filter((f) => !custom.includes(f)).map((f) => <option key={f.key} value={`fields.${f.key}`}>{f.name}</option>)}
      </SelectField>
    </>
  );
}

/** What a field begins with when it is added: nobody and nothing are good values, too. */
const START = (part: BuiltIn, types: TicketType[], nobodyRuns: boolean): unknown => {
  switch (part) {
    case "status": return types[0]?.statuses[0]?.key ?? "";
    case "impact": case "urgency": return 2;
    case "tags": return [];
    case "title": return "";
    case "assigneeId": return nobodyRuns ? null : "me";
    default: return null;
  }
};

function BuiltInValue({ part, deskId, types, nobodyRuns, change, error, set }: { part: BuiltIn; deskId: string | null; types: TicketType[]; nobodyRuns: boolean; change: TicketChange; error: string | undefined; set: (value: unknown) => void }) {
  const agents = useAgents(deskId ?? undefined);
  const teams = useTeams(deskId ?? undefined);
  const categories = useCategories(deskId ?? undefined);
  const label = t(NAMES[part]);
  const select = (options: { id: string; name: string }[], value: string, take: (id: string) => unknown = (id) => id || null) => (
    <SelectField label={label} error={error} value={value} onChange={(e) => set(take(e.target.value))}>{options.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}</SelectField>
  );
  const none = { id: "", name: t("ticket.none") };
  switch (part) {
    case "status": {
      const all = new Map(types.flatMap((x) => x.statuses).map((s) => [s.key, s.name]));
      return select(Array.from(all, ([id, name]) => ({ id, name })), change.status ?? "");
    }
    case "assigneeId": return select([...(nobodyRuns ? [] : [{ id: "me", name: t("macro.me") }]), { id: "", name: t("ticket.nobody") }, ...(deskId ? (agents.data ?? []) : [])], change.assigneeId ?? "");
    case "teamId": return select([none, ...(teams.data ?? []).filter((x) => x.deskId === deskId)], change.teamId ?? "");
    case "categoryId": return select([none, ...(categories.data ?? []).filter((c) => c.active).map((c) => ({ id: c.id, name: categoryPath(c.id, categories.data ?? []) }))], change.categoryId ?? "");
    case "impact": case "urgency": return select(LEVELS.map((l) => ({ id: String(l), name: t(`level.${l}`) })), String(change[part] ?? 2), Number);
    case "tags": return <TextField label={label} hint={t("macro.tagsHint")} error={error} defaultValue={(change.tags ?? []).join(", ")} onChange={(e) => set(e.target.value.split(",").map((x) => x.trim().toLowerCase()).filter(Boolean))} />;
    case "title": return <TextField label={label} error={error} maxLength={250} value={change.title ?? ""} onChange={(e) => set(e.target.value)} />;
  }
}
