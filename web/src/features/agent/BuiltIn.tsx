import type { Level, PersonRef, PriorityLevel, TicketType } from "../../api/types";
import { t } from "../../i18n";
import { Field, PriorityBadge, SelectField, TextField } from "../../ui";
import { categoryPath, useAgents, useCategories, useTeams } from "./data";
import { sendImage } from "../../app/images";
import { RichText } from "../../ui/richtext/RichText";

/** The fields that every ticket has, as they are being entered. */
export interface BuiltIns { title: string; description: string; categoryId: string; teamId: string; assigneeId: string; impact: Level; urgency: Level; requester?: PersonRef | null }
interface Props {
  name: string; type: TicketType; values: BuiltIns; required: boolean;
  set: (part: Partial<BuiltIns>) => void;
  wrong: (field: string) => string | undefined;
  onFiles?: (files: File[]) => void;
  /** How many pictures of the text are on their way. */
  onBusy?: (pictures: number) => void;
}

const LEVELS: Level[] = [1, 2, 3];
const BUILT_IN = new Set(["title", "description", "impact", "urgency", "priority", "category", "team", "assignee"]);
export const isBuiltIn = (name: string): boolean => BUILT_IN.has(name);

/** The control of a built-in field, in a form that is arranged by the type. */
export function BuiltIn(p: Props) {
  const { name, type, values, required, set, wrong } = p;
  switch (name) {
    case "title": return <TextField label={t("field.title")} required data-first maxLength={250} value={values.title} error={wrong("title")} onChange={(e) => set({ title: e.target.value })} />;
    case "description":
      return <Field label={t("field.description")} error={wrong("description")}>{(wired) => <RichText {...wired} label={t("field.description")} value={values.description} onChange={(description) => set({ description })} {...(p.onFiles ? { onFiles: p.onFiles } : {})} {...(p.onBusy ? { onBusy: p.onBusy } : {})} onImage={sendImage} boxed />}</Field>;
    case "impact": case "urgency":
      return <SelectField label={t(`field.${name}`)} value={values[name]} error={wrong(name)} onChange={(e) => set({ [name]: Number(e.target.value) as Level })}>{LEVELS.map((l) => <option key={l} value={l}>{t(`level.${l}`)}</option>)}</SelectField>;
    case "priority": {
      const priority = (type.priorityMatrix[values.impact - 1]?.[values.urgency - 1] ?? 4) as PriorityLevel;
      return <div className="field"><span className="label">{t("field.priority")}</span><div className="priority-result"><PriorityBadge value={priority} words /></div></div>;
    }
    case "category": return <Category {...p} required={required} />;
    case "team": return <Team {...p} required={required} />;
    case "assignee": return <Agent {...p} required={required} />;
    default: return null;
  }
}

function Category({ type, values, required, set, wrong }: Props) {
  const categories = useCategories(type.deskId).data ?? [];
  return <SelectField label={t("field.category")} required={required} value={values.categoryId} error={wrong("categoryId")} onChange={(e) => set({ categoryId: e.target.value })}><option value="">{t("ticket.none")}</option>{categories.filter((c) => c.active || c.id === values.categoryId).map((c) => <option key={c.id} value={c.id}>{categoryPath(c.id, categories)}</option>)}</SelectField>;
}
function Team({ type, values, required, set, wrong }: Props) {
  const teams = (useTeams(type.deskId).data ?? []).filter((x) => x.deskId === type.deskId);
  return <SelectField label={t("field.team")} required={required} value={values.teamId} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value })}><option value="">{t("ticket.none")}</option>{teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>;
}
function Agent({ type, values, required, set, wrong }: Props) {
  const agents = useAgents(type.deskId).data ?? [];
  return <SelectField label={t("field.assignee")} required={required} value={values.assigneeId} error={wrong("assigneeId")} onChange={(e) => set({ assigneeId: e.target.value })}><option value="">{t("ticket.nobody")}</option>{agents.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>;
}
