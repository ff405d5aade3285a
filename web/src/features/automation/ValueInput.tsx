import type { Json } from "../../api/types";
import { FieldInput } from "../../fields";
import { maybe, t } from "../../i18n";
import { SelectField, TextField } from "../../ui";
import { priorityName, statusesOf } from "../views/catalogue";
import type { World } from "./world";

interface Props { world: World; field: string; label: string; value: Json | undefined; error: string | undefined; /** undefined: any; null: none. */ onChange: (to: Json | undefined) => void }

const NONE = "none";
const EMPTY: ReadonlySet<string> = new Set(["assignee", "team", "category"]);

/** One value of a field of the desk's tickets, or any. */
export function ValueInput({ world, field, label, value, error, onChange }: Props) {
  const select = (options: { id: string; name: string }[], read: (id: string) => Json = (id) => id) => (
    <SelectField label={label} error={error} value={value === null ? NONE : String(value ?? "")} onChange={(e) => onChange(e.target.value === NONE ? null : e.target.value ? read(e.target.value) : undefined)}>
      <option value="">{t("rules.anyValue")}</option>
      {EMPTY.has(field) && <option value={NONE}>{t("ticket.none")}</option>}
      {options.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
    </SelectField>
  );
  switch (field) {
    case "status": return select(statusesOf(world.types).map((s) => ({ id: s.key, name: s.name })));
    case "priority": return select([1, 2, 3, 4].map((n) => ({ id: String(n), name: priorityName(n) })), Number);
    case "impact": case "urgency": return select([1, 2, 3].map((n) => ({ id: String(n), name: maybe(`level.${n}`, String(n)) })), Number);
    case "assignee": return select(world.agents);
    case "team": return select(world.teams);
    case "category": return select(world.categories);
    default: {
      const custom = world.fields.find((f) => f.key === field);
      if (custom) return <FieldInput field={{ ...custom, name: label, required: false, help: "" }} value={value} error={error} onChange={(to) => onChange(to ?? undefined)} />;
      return <TextField label={label} error={error} maxLength={250} value={String(value ?? "")} placeholder={t("rules.anyValue")} onChange={(e) => onChange(e.target.value || undefined)} />;
    }
  }
}
