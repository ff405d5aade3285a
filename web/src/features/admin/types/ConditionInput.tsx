import { useId, useState } from "react";
import { t } from "../../../i18n";
import { QueryInput } from "../../agent/QueryInput";

interface Props { label: string; hint?: string; value: string | null; typeId?: string; among?: string[]; error: string | undefined; onChange: (to: string | null) => void }

/** A condition in the query language, with completion, and the place underlined where it is not understood. */
export function ConditionInput({ label, hint, value, typeId, among, error, onChange }: Props) {
  const id = useId();
  // What is typed is kept as it is; blanks at the ends are no change of the condition.
  const [typed, setTyped] = useState(value ?? "");
  const text = typed.trim() === (value ?? "") ? typed : (value ?? "");
  const change = (to: string): void => { setTyped(to); onChange(to.trim() || null); };
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      <div className="query condition"><QueryInput id={id} label={label} placeholder={t("types.conditionExample")} text={text} onText={change} {...(typeId ? { typeId } : {})} {...(among ? { among } : {})} describedBy={described} invalid={Boolean(error)} /></div>
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}
