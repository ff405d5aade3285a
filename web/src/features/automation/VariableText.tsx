import { useRef, useState } from "react";
import { t } from "../../i18n";
import { Button, Field, Picker } from "../../ui";

/** As the server knows them; see docs/api.md. */
const VARIABLES = ["ticket.number", "ticket.title", "ticket.type", "ticket.status", "ticket.priority", "requester.name", "requester.firstName", "requester.email", "agent.name", "team.name", "desk.name"];
interface Props { label: string; hint?: string; value: string; error: string | undefined; lines?: number; most: number; required?: boolean; placeholder?: string; fieldKeys: string[]; onChange: (to: string) => void }

/** A plain text into which what the ticket says is filled, such as {{ticket.number}}. */
export function VariableText({ label, hint, value, error, lines, most, required, placeholder, fieldKeys, onChange }: Props) {
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const insert = (name: string): void => {
    const from = box.current?.selectionStart ?? value.length;
    const to = box.current?.selectionEnd ?? from;
    const put = `{{${name}}}`;
    onChange(value.slice(0, from) + put + value.slice(to));
    requestAnimationFrame(() => { box.current?.focus(); box.current?.setSelectionRange(from + put.length, from + put.length); });
  };
  const shared = { ref: box, className: "input", maxLength: most, required, placeholder, value };
  return (
    <div className="variable-text">
      <Field label={label} {...(hint ? { hint } : {})} error={error}>{(wired) => (lines
        ? <textarea rows={lines} {...shared} {...wired} onChange={(e) => onChange(e.target.value)} />
        : <input {...shared} {...wired} onChange={(e) => onChange(e.target.value)} />)}</Field>
      <Button ref={anchor} small kind="quiet" icon="code" className="variable-add" aria-haspopup="dialog" aria-expanded={open} aria-label={t("rules.insertInto", { field: label })} title={t("rules.insertInto", { field: label })} onClick={() => setOpen(!open)} />
      {open && <Picker anchor={anchor} label={t("macro.variables")} choices={[...VARIABLES, ...fieldKeys.map((k) => `fields.${k}`)].map((v) => ({ id: v, label: v }))} onClose={() => setOpen(false)} onChoose={insert} />}
    </div>
  );
}
