import { Suspense, useId, useMemo, useState } from "react";
import type { TicketType } from "../../../api/types";
import { t } from "../../../i18n";
import { Button, Skeleton } from "../../../ui";
import { later } from "../../../ui/later";
import { QueryInput } from "../../agent/QueryInput";
import { columnsOf, type Catalogue } from "../../views/catalogue";
import { fieldOf, type Definition } from "./model";

const Builder = later(() => import("../../views/builder/Builder"));

interface Props {
  label: string; hint?: string; value: string | null; error: string | undefined; onChange: (to: string | null) => void;
  /** The type as it is drafted: its fields can be chosen from. Not for a condition that many types share. */
  type?: TicketType; definition?: Definition;
  /** The field whose condition it is: it cannot hang on itself. */
  except?: string;
  /** The types whose fields may be named. */
  among?: string[];
}

/** A condition: chosen from fields and values, or written in the query language, where a place that is not understood is underlined. */
export function ConditionInput({ label, hint, value, type, definition, except, among, error, onChange }: Props) {
  const id = useId();
  const [building, setBuilding] = useState(false);
  // What is typed is kept as it is; blanks at the ends are no change of the condition.
  const [typed, setTyped] = useState(value ?? "");
  const text = typed.trim() === (value ?? "") ? typed : (value ?? "");
  const change = (to: string): void => { setTyped(to); onChange(to.trim() || null); };
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  const catalogue = useDrafted(type, definition, except);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      <div className="query condition"><QueryInput id={id} label={label} placeholder={t("types.conditionExample")} text={text} onText={change} {...(type ? { typeId: type.id } : {})} {...(among ? { among } : {})} describedBy={described} invalid={Boolean(error)} /></div>
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
      {building && type && catalogue && <Suspense fallback={<Skeleton lines={2} />}><Builder ofType text={value ?? ""} catalogue={catalogue} deskId={type.deskId} onText={change} onClose={() => setBuilding(false)} /></Suspense>}
      {!building && catalogue && <Button small icon="tree" className="condition-choose" onClick={() => setBuilding(true)}>{t("types.conditionChoose")}</Button>}
    </div>
  );
}

/** What conditions can be about: the type as it is drafted. */
function useDrafted(type: TicketType | undefined, definition: Definition | undefined, except: string | undefined): Catalogue | null {
  return useMemo(() => {
    if (!type || !definition) return null;
    const drafted: TicketType = { ...type, ...definition, fields: definition.fields.filter((f) => f.key !== except).map(fieldOf) };
    const columns = columnsOf([drafted]);
    return { types: [drafted], columns, find: (id) => columns.find((c) => c.id === id), fieldOf: (_row, id) => drafted.fields.find((f) => f.key === id) };
  }, [type, definition, except]);
}
