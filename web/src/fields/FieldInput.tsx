import { useId, useState } from "react";
import type { Field, FieldKind, Json, Refs } from "../api/types";
import { t } from "../i18n";
import { computedWords } from "./computed/results";
import { FieldDisplay } from "./FieldDisplay";
import type { Wired } from "./kind";
import { KINDS } from "./registry";

interface Props {
  field: Field; value: Json | undefined; refs?: Refs; onChange: (value: Json, refs?: Refs) => void;
  /** By the form as it is filled in; else what the field says. */
  required?: boolean;
  /** The server's word on what was entered. */
  error?: string | undefined;
  onProblem?: (text: string | undefined) => void;
  /** Somebody wanted to send it: what is wrong is said now, also where nobody has been yet. */
  tried?: boolean;
  ticketId?: string | undefined;
  /** Where the name stands already. */
  bare?: boolean;
}
/** Kinds whose control has several parts; they name themselves, since a label can only name one. */
const GROUPED: ReadonlySet<FieldKind> = new Set<FieldKind>(["rich_text", "date_range", "yes_no", "rating", "checklist", "file", "signature"]);

/** The control of a form for a field of any kind, with its name, its help and what is wrong. */
export function FieldInput({ field, value, refs = {}, onChange, required = field.required, error, onProblem, tried, ticketId, bare }: Props) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const [left, setLeft] = useState(false);
  const ui = KINDS[field.kind];
  const { Input } = ui;
  const wrong = (left || tried ? problem : undefined) ?? error;
  const help = [field.help, ui.edit === "none" ? computedWords(field) : ""].filter(Boolean).join(" ");
  const described = [help ? `${id}-hint` : "", wrong ? `${id}-error` : ""].filter(Boolean).join(" ");
  const wired: Wired = { id, ...(wrong ? { "aria-invalid": true as const } : {}), ...(described ? { "aria-describedby": described } : {}), ...(required && !ui.many && field.kind !== "checklist" ? { "aria-required": true as const } : {}) };
  const mark = required && Input && <><span className="required" aria-hidden="true"> *</span><span className="sr-only"> ({t("fields.required")})</span></>;
  const labelled = Input !== null && !ui.many && !GROUPED.has(field.kind);
  const tell = (text: string | undefined): void => { setProblem(text); onProblem?.(text); };
  return (
    <div className="field" data-field={field.key} data-wrong={wrong ? true : undefined} onBlur={(e) => { if (!e.currentTarget.contains(e.relatedTarget)) setLeft(true); }}>
      {!bare && (labelled ? <label htmlFor={id}>{field.name}{mark}</label> : <span className="label">{field.name}{mark}</span>)}
      {help && <p className="hint" id={`${id}-hint`}>{help}</p>}
      {Input ? <Input field={{ ...field, required }} value={value ?? null} refs={refs} wired={wired} ticketId={ticketId} onProblem={tell} onChange={onChange} /> : <FieldDisplay field={field} value={value} refs={refs} />}
      {wrong && <p className="field-error" id={`${id}-error`} role="alert">{wrong}</p>}
    </div>
  );
}
