import type { TicketType } from "../../../../api/types";
import { FieldInput } from "../../../../fields";
import { maybe, t } from "../../../../i18n";
import { TextArea } from "../../../../ui";
import { BuiltIn, isBuiltIn, type BuiltIns } from "../../../agent/BuiltIn";
import { fieldOf, type Audience, type Definition } from "../model";

export const NOTHING: BuiltIns = { title: "", description: "", categoryId: "", teamId: "", assigneeId: "", impact: 3, urgency: 3 };

/** A built-in field on a form; what a ticket's page asks for in a way of its own is named only. */
export const BuiltInControl = ({ name, type, audience, values, set }: { name: string; type: TicketType; audience: Audience; values: BuiltIns; set: (part: Partial<BuiltIns>) => void }) =>
  name === "description" && audience === "requester" ? <TextArea label={t("field.description")} rows={4} value={values.description} onChange={(e) => set({ description: e.target.value })} />
    : isBuiltIn(name) ? <BuiltIn name={name} type={type} values={values} required={name === "title"} set={set} wrong={() => undefined} />
    : <div className="field"><span className="label">{maybe(`field.${name}`, name)}</span><p className="muted small">{t("types.usualPlace")}</p></div>;

/** A field as it looks on the form while the form is arranged: to be seen, not used. */
export function StillControl({ name, type, audience, definition }: { name: string; type: TicketType; audience: Audience; definition: Definition }) {
  const field = definition.fields.find((f) => f.key === name);
  if (field && (field.kind === "button" || field.kind === "vote")) return <div className="field"><span className="label">{field.name}</span><p className="muted small">{t("types.notOnForms")}</p></div>;
  return (
    <div inert className="still">
      {field ? <FieldInput field={fieldOf(field)} value={field.defaultValue} onChange={() => undefined} /> : <BuiltInControl name={name} type={type} audience={audience} values={NOTHING} set={() => undefined} />}
    </div>
  );
}
