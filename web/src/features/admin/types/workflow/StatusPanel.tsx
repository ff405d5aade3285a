import type { StatusCategory } from "../../../../api/types";
import { t } from "../../../../i18n";
import { Button, CheckField, IconButton, SelectField, StatusBadge, TextField } from "../../../../ui";
import { ColourInput } from "../ColourInput";
import { mayBegin, removeStatus, renameStatus, setStatus, statusOf } from "../edit";
import type { Editing } from "../TypeEditor";

const CATEGORIES: readonly StatusCategory[] = ["new", "open", "pending", "resolved", "closed", "cancelled"];

interface Props extends Editing { statusKey: string; onChoose: (key: string) => void; onClose: () => void }

export function StatusPanel({ draft, type, statusKey, onChoose, onClose }: Props) {
  const status = statusOf(draft.now, statusKey);
  if (!status) return null;
  const path = `statuses[${draft.now.statuses.indexOf(status)}]`;
  const wrong = (part: string): string | undefined => draft.problems.at(`${path}.${part}`);
  const set = (part: Partial<typeof status>, tag = ""): void => draft.change((d) => setStatus(d, statusKey, part), tag && `${path}.${tag}`);
  const rename = (name: string): void => {
    const made = renameStatus(draft.now, statusKey, name, !type.statuses.some((s) => s.key === statusKey));
    draft.change(() => made.definition, `${path}.name`);
    onChoose(made.key);
  };
  return (
    <section className="side-panel" aria-label={t("types.statusPanel", { name: status.name })}>
      <div className="row"><h2 className="grow truncate"><StatusBadge category={status.category} name={status.name} /></h2><IconButton icon="close" small label={t("action.close")} onClick={onClose} /></div>
      <TextField label={t("person.name")} required maxLength={60} value={status.name} error={wrong("name") ?? wrong("key")} onChange={(e) => rename(e.target.value)} />
      <SelectField label={t("types.category")} hint={t("types.categoryHint")} value={status.category} error={wrong("category")} onChange={(e) => set({ category: e.target.value as StatusCategory })}>
        {CATEGORIES.map((c) => <option key={c} value={c}>{t(`statusCategory.${c}`)}</option>)}
      </SelectField>
      <TextField label={t("types.portalName")} hint={t("types.portalNameHint")} required maxLength={60} value={status.portalName} error={wrong("portalName")} onChange={(e) => set({ portalName: e.target.value }, "portalName")} />
      <div className="field"><span className="label">{t("types.colour")}</span><ColourInput label={t("types.colourOf", { name: status.name })} value={status.colour ?? null} onChange={(colour) => set({ colour }, "colour")} /></div>
      <CheckField label={t("types.initialHere")} checked={draft.now.initial === statusKey} disabled={draft.now.initial === statusKey || !mayBegin(status)} onChange={() => draft.change((d) => ({ ...d, initial: statusKey }))} />
      {draft.problems.at("initial") && <p className="field-error" role="alert">{draft.problems.at("initial")}</p>}
      <Button small className="danger" disabled={draft.now.statuses.length < 2} onClick={() => { draft.change((d) => removeStatus(d, statusKey)); onClose(); }}>{t("types.removeStatus")}</Button>
      <p className="muted small">{t("types.removeStatusHint")}</p>
    </section>
  );
}
