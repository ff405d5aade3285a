import { useState, type InputHTMLAttributes } from "react";
import type { Field, Json } from "../../api/types";
import type { InputProps, Parsed } from "../kind";

interface Typed { parse: (text: string, field: Field) => Parsed; write: (value: Json, field: Field) => string }
type Look = Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "inputMode" | "placeholder" | "autoComplete" | "className" | "min" | "max" | "step" | "maxLength">;

/** A line of text that means a value. While it is typed it stays as it is typed; once it is left it is written as the value. */
export function TypedInput({ field, value, wired, onChange, onProblem, parse, write, className = "input", ...look }: InputProps & Typed & Look) {
  const [draft, setDraft] = useState<{ text: string; of: string } | null>(null);
  const { refs: _refs, ticketId: _ticket, ...rest } = look as Look & Partial<InputProps>;
  const take = (text: string): void => {
    const parsed = parse(text, field);
    setDraft({ text, of: JSON.stringify("value" in parsed ? parsed.value : value) });
    onProblem("wrong" in parsed ? parsed.wrong : undefined);
    if ("value" in parsed) onChange(parsed.value);
  };
  const leave = (): void => {
    if (draft && "value" in parse(draft.text, field)) setDraft(null);
  };
  // A value that came from elsewhere meanwhile, such as a palette, is shown instead of what was typed.
  const shown = draft && draft.of === JSON.stringify(value) ? draft.text : write(value, field);
  return <input className={className} autoComplete="off" {...rest} {...wired} value={shown} onChange={(e) => take(e.target.value)} onBlur={leave} />;
}

/** The control of a kind whose values are typed. */
export function typedInput(typed: Typed, look: Look | ((field: Field) => Look) = {}) {
  return function Typing(props: InputProps) {
    return <TypedInput {...props} {...typed} {...(typeof look === "function" ? look(props.field) : look)} />;
  };
}
