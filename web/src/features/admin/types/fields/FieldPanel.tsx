import { useState } from "react";
import type { Field, Json, Refs } from "../../../../api/types";
import { FIELD_KINDS, FieldInput } from "../../../../fields";
import { t } from "../../../../i18n";
import { Button, CheckField, Icon, IconButton, TextArea, TextField } from "../../../../ui";
import { ConditionInput } from "../ConditionInput";
import { fieldKey } from "../keys";
import { readBy, removeField, renameField, setField, writtenBy } from "../edit";
import { fieldOf, type DraftField } from "../model";
import { RoleChecks } from "../RoleChecks";
import type { Editing } from "../TypeEditor";
import { ConfigInputs } from "./ConfigInputs";
import { OptionsEditor } from "./OptionsEditor";

const NO_DEFAULT: ReadonlySet<string> = new Set(["file", "signature", "vote", "button", "rich_text", "ticket", "dependency"]);
const NOT_UNIQUE: ReadonlySet<string> = new Set(["choices", "people", "tags", "vote", "checklist", "file", "signature", "ticket", "dependency", "service", "ci", "rich_text", "button", "date_range"]);

interface Props extends Editing { at: number; onClose: () => void }

/** All there is to say of one field, and how it will look. */
export function FieldPanel(props: Props) {
  const { draft, type, at, onClose } = props;
  const field = draft.now.fields[at];
  if (!field) return null;
  const info = FIELD_KINDS[field.kind];
  const published = type.fields.find((f) => f.key === field.key);
  const path = `fields[${at}]`;
  const wrong = (name: string): string | undefined => draft.problems.at(`${path}.${name}`);
  const set = (part: Partial<DraftField>, tag = ""): void => draft.change((d) => setField(d, at, part), tag && `${path}.${tag}`);
  const others = draft.now.fields.filter((_, i) => i !== at).map((f) => f.key);
  const follows = !published && (field.key === fieldKey(field.name, others) || field.key === fieldKey(t(info.label), others));
  const rename = (name: string): void => draft.change((d) => setField(follows ? renameField(d, at, fieldKey(name, others)) : d, at, { name }), `${path}.name`);
  const writable = !info.computed && field.kind !== "button";
  return (
    <section className="side-panel" aria-label={t("types.fieldPanel", { name: field.name })}>
      <div className="row"><Icon name={info.icon} /><h2 className="grow truncate">{t(info.label)}</h2><IconButton icon="close" small label={t("action.close")} onClick={onClose} /></div>
      {draft.problems.at(`${path}.kind`) && <p className="field-error" role="alert">{draft.problems.at(`${path}.kind`)}</p>}
      <TextField label={t("person.name")} required maxLength={100} value={field.name} error={wrong("name")} onChange={(e) => rename(e.target.value)} />
      <TextField label={t("types.key")} hint={t(published ? "types.keyFixed" : "types.keyHint")} className="input mono" readOnly={Boolean(published)} maxLength={40} value={field.key} error={wrong("key")} onChange={(e) => draft.change((d) => renameField(d, at, e.target.value), `${path}.key`)} />
      <TextArea label={t("types.help")} hint={t("types.helpHint")} rows={2} maxLength={1000} value={field.help} error={wrong("help")} onChange={(e) => set({ help: e.target.value }, "help")} />
      {info.options && <OptionsEditor options={field.options} tree={field.kind === "tree"} published={new Set(published?.options.map((o) => o.key))} path={`${path}.options`} problems={draft.problems} onChange={(options, tag) => set({ options }, tag)} />}
      {info.config.length > 0 && <ConfigInputs field={field} definition={draft.now} type={type} path={path} problems={draft.problems} onChange={(config, tag) => set({ config }, tag)} />}
      {writable && !NO_DEFAULT.has(field.kind) && <Default key={`${field.kind}.${JSON.stringify(field.options.length)}`} field={fieldOf(field)} error={wrong("defaultValue")} onChange={(defaultValue) => set({ defaultValue }, "default")} />}
      {writable && <CheckField label={t("types.requiredField")} checked={field.required} onChange={(e) => set({ required: e.target.checked })} />}
      {wrong("required") && <p className="field-error" role="alert">{wrong("required")}</p>}
      <ConditionInput key={field.key} label={t("types.condition")} hint={t("types.conditionField")} value={field.condition} type={type} definition={draft.now} except={field.key} error={wrong("condition")} onChange={(condition) => set({ condition }, "condition")} />
      <RoleChecks legend={t("types.read")} value={field.read} onChange={(read) => set(readBy(field, read))} />
      {writable && <RoleChecks legend={t("types.write")} hint={t("types.writeHint")} value={field.write} onChange={(write) => set(writtenBy(field, write))} />}
      <CheckField label={t("types.indexed")} checked={field.indexed} onChange={(e) => set({ indexed: e.target.checked })} />
      {writable && !NOT_UNIQUE.has(field.kind) && <CheckField label={t("types.unique")} checked={field.unique} onChange={(e) => set({ unique: e.target.checked })} />}
      {wrong("unique") && <p className="field-error" role="alert">{wrong("unique")}</p>}
      <Preview key={`${field.kind}.${at}`} field={fieldOf(field)} />
      <div className="row wrap">
        {published
          ? <Button small onClick={() => set({ retired: !field.retired })}>{t(field.retired ? "types.bringBack" : "types.retire")}</Button>
          : <Button small className="danger" onClick={() => { draft.change((d) => removeField(d, at)); onClose(); }}>{t("types.removeField")}</Button>}
        {published && !field.retired && <span className="muted small grow">{t("types.retireHint")}</span>}
      </div>
    </section>
  );
}

function Default({ field, error, onChange }: { field: Field; error: string | undefined; onChange: (value: Json) => void }) {
  const [refs, setRefs] = useState<Refs>({});
  return <FieldInput field={{ ...field, name: t("types.default"), help: "", required: false }} value={field.defaultValue} refs={refs} error={error} onChange={(value, more) => { setRefs({ ...refs, ...more }); onChange(value); }} />;
}

/** The field as it will be asked for; what is entered here is kept nowhere. */
function Preview({ field }: { field: Field }) {
  const [value, setValue] = useState<Json>(field.defaultValue);
  const [refs, setRefs] = useState<Refs>({});
  return (
    <section className="preview" aria-label={t("types.preview")}>
      <h3>{t("types.preview")}</h3>
      {field.kind === "button"
        ? <Button small disabled>{typeof field.config["label"] === "string" ? field.config["label"] : field.name}</Button>
        : field.kind === "vote" ? <p className="muted">{t("types.votePreview")}</p>
          : <FieldInput field={field} value={value} refs={refs} onChange={(to, more) => { setValue(to); setRefs({ ...refs, ...more }); }} />}
    </section>
  );
}
