import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../api/client";
import { useTeams } from "../../../../api/directory";
import type { FieldKind, Json, Page, TicketType } from "../../../../api/types";
import { useSession } from "../../../../app/session";
import { FIELD_KINDS, isEmpty, type ConfigEntry } from "../../../../fields";
import { maybe, t } from "../../../../i18n";
import { CheckField, Field, SelectField, TextField } from "../../../../ui";
import { items, useDesks } from "../../data";
import { useTypes } from "../data";
import type { Definition, DraftField, Problems } from "../model";

interface Props { field: DraftField; definition: Definition; type: TicketType; path: string; problems: Problems; onChange: (config: Record<string, Json>, tag?: string) => void }
interface EntryProps extends Omit<Props, "onChange" | "path" | "problems"> { entry: ConfigEntry; label: string; value: Json; error: string | undefined; set: (value: Json) => void }

/** What a kind may be told, each entry by the control that fits it. */
export function ConfigInputs({ field, definition, type, path, problems, onChange }: Props) {
  return FIELD_KINDS[field.kind].config.map((entry) => {
    const set = (value: Json): void => {
      const { [entry.key]: _old, ...rest } = field.config;
      onChange(isEmpty(value) ? rest : { ...rest, [entry.key]: value }, `config.${entry.key}`);
    };
    return <Entry key={entry.key} entry={entry} field={field} definition={definition} type={type} label={t(entry.label)} value={field.config[entry.key] ?? null} error={problems.within(`${path}.config.${entry.key}`)[0]?.message} set={set} />;
  });
}

const textOf = (value: Json): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const listOf = (value: Json): string[] => (Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : []);
/** What a progress can be made of. */
const PARTS: ReadonlySet<FieldKind> = new Set<FieldKind>(["checklist", "yes_no", "percentage"]);

function Entry(p: EntryProps) {
  const { entry, label, value, error, set, definition, field } = p;
  switch (entry.input) {
    case "number": return <TextField label={label} type="number" step="any" value={textOf(value)} error={error} onChange={(e) => set(e.target.value === "" ? null : Number(e.target.value))} />;
    case "date": return <TextField label={label} type="date" value={textOf(value)} error={error} onChange={(e) => set(e.target.value)} />;
    case "currency": return <TextField label={label} maxLength={3} placeholder="EUR" value={textOf(value)} error={error} onChange={(e) => set(e.target.value.toUpperCase())} />;
    case "pattern": case "expression": return <TextField label={label} className="input mono" spellCheck={false} value={textOf(value)} error={error} hint={t(entry.input === "pattern" ? "types.patternHint" : "types.expressionHint")} onChange={(e) => set(e.target.value)} />;
    case "yes_no": return <CheckField label={label} checked={value === true} onChange={(e) => set(e.target.checked || null)} />;
    case "choice": return <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}>{entry.choices?.map((c) => <option key={c.value} value={c.value}>{t(c.label)}</option>)}</SelectField>;
    case "status": return <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}><option value="">{t("types.presentStatus")}</option>{definition.statuses.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}</SelectField>;
    case "file_types": return <TextField label={label} placeholder="pdf, image/*" value={listOf(value).join(", ")} error={error} onChange={(e) => set(e.target.value.split(/,\s*/).filter((x, i, all) => x || i === all.length - 1).map((x) => x.trimStart()))} onBlur={() => set(listOf(value).map((x) => x.trim()).filter(Boolean))} />;
    case "desk": return <DeskEntry {...p} />;
    case "team": return <TeamEntry {...p} />;
    case "type": return <TypeEntry {...p} />;
    case "macro": return <MacroEntry {...p} />;
    case "field": return <FieldEntry {...p} />;
    case "fields": return <FieldChecks label={label} error={error} chosen={listOf(value)} fields={definition.fields.filter((f) => !f.retired && f.key !== field.key && PARTS.has(f.kind))} set={set} />;
    case "weights": return <Weights label={label} keys={listOf(field.config["from"] ?? null)} value={value} definition={definition} set={set} />;
    default: return <TextField label={label} value={textOf(value)} error={error} maxLength={100} onChange={(e) => set(e.target.value)} />;
  }
}

function DeskEntry({ label, value, error, set }: EntryProps) {
  const desks = useDesks().data ?? [];
  return <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}><option value="">{t("types.anyDesk")}</option>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>;
}
function TeamEntry({ label, value, error, set }: EntryProps) {
  const teams = useTeams().data ?? [];
  return <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}><option value="">{t("types.anyTeam")}</option>{teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>;
}
function TypeEntry({ label, value, error, set }: EntryProps) {
  const session = useSession();
  const types = useTypes().data ?? [];
  return <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}><option value="">{t("types.anyType")}</option>{types.map((x) => <option key={x.id} value={x.key}>{`${x.name} · ${session.deskName(x.deskId)}`}</option>)}</SelectField>;
}
interface MacroRef { id: string; name: string }
function MacroEntry({ label, value, error, set, type }: EntryProps) {
  const macros = useQuery({ queryKey: ["macros", type.deskId], queryFn: () => api<MacroRef[] | Page<MacroRef>>("/macros").then(items), retry: false, staleTime: 60_000 });
  return <SelectField label={label} value={textOf(value)} error={error} hint={macros.data?.length ? undefined : t("types.noMacros")} onChange={(e) => set(e.target.value)}><option value="">{t("ticket.none")}</option>{macros.data?.map((m) => <option key={m.id} value={m.id}>{m.name}</option>)}</SelectField>;
}

const LINKED = ["title", "status", "priority", "assignee", "team", "category", "created", "updated", "resolved", "number"] as const;
function FieldEntry({ label, value, error, set }: EntryProps) {
  const types = useTypes().data ?? [];
  const custom = new Map(types.flatMap((x) => x.fields.map((f) => [f.key, f.name] as const)));
  return (
    <SelectField label={label} value={textOf(value)} error={error} onChange={(e) => set(e.target.value)}>
      <option value="">{t("ticket.none")}</option>
      {LINKED.map((k) => <option key={k} value={k}>{maybe(`field.${k}`, k)}</option>)}
      {Array.from(custom, ([key, name]) => <option key={key} value={key}>{name}</option>)}
    </SelectField>
  );
}

function FieldChecks({ label, error, chosen, fields, set }: { label: string; error: string | undefined; chosen: string[]; fields: DraftField[]; set: (value: Json) => void }) {
  const all = [...fields.map((f) => ({ key: f.key, name: f.name })), { key: "tasks", name: t("types.tasks") }];
  return (
    <fieldset className="plain-fieldset field">
      <legend className="label">{label}</legend>
      {all.map((f) => <label key={f.key} className="check"><input type="checkbox" checked={chosen.includes(f.key)} onChange={(e) => set(e.target.checked ? [...chosen, f.key] : chosen.filter((k) => k !== f.key))} /><span>{f.name}</span></label>)}
      {error && <p className="field-error" role="alert">{error}</p>}
    </fieldset>
  );
}

function Weights({ label, keys, value, definition, set }: { label: string; keys: string[]; value: Json; definition: Definition; set: (value: Json) => void }) {
  const now = value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  if (keys.length < 2) return null;
  return (
    <Field label={label} hint={t("types.weightsHint")}>
      {(wired) => (
        <div className="weights" id={wired.id} role="group" aria-label={label}>
          {keys.map((key) => <label key={key} className="row"><span className="grow truncate">{definition.fields.find((f) => f.key === key)?.name ?? t("types.tasks")}</span><input className="input" type="number" min={0} max={100} value={textOf(now[key] ?? 1)} onChange={(e) => set({ ...now, [key]: Number(e.target.value) })} /></label>)}
        </div>
      )}
    </Field>
  );
}
