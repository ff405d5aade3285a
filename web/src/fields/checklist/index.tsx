import { useState, type KeyboardEvent } from "react";
import { t } from "../../i18n";
import { IconButton } from "../../ui";
import { presence } from "../filters";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { checksOf, checksValue, formatChecks, LONGEST_CHECK, MOST_CHECKS, parseChecks, type Check } from "./checks";

/** Ticked where it is read; a new line is added by Enter. Several pasted lines become several things to do. */
function ChecklistInput({ field, value, wired, onChange }: InputProps) {
  const checks = checksOf(value);
  const [text, setText] = useState("");
  const put = (to: Check[]): void => onChange(checksValue(to.slice(0, MOST_CHECKS)));
  const add = (words: string): void => {
    const parsed = parseChecks(words);
    setText("");
    if ("value" in parsed && parsed.value !== null) put([...checks, ...checksOf(parsed.value)]);
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key !== "Enter" || !text.trim()) return;
    e.preventDefault();
    add(text);
  };
  return (
    <div className="checklist" role="group" aria-label={field.name}>
      <ul className="plain-list">
        {checks.map((c, i) => (
          <li key={`${i}-${c.text}`} className="row">
            <label className={`check grow ${c.done ? "done" : ""}`}><input type="checkbox" checked={c.done} onChange={() => put(checks.map((x, at) => (at === i ? { ...x, done: !x.done } : x)))} /><span>{c.text}</span></label>
            <IconButton small icon="close" className="tag-remove" label={t("fields.remove", { name: c.text })} onClick={() => put(checks.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ul>
      {checks.length < MOST_CHECKS && (
        <input {...wired} className="input checklist-add" maxLength={LONGEST_CHECK} aria-label={t("fields.addTo", { name: field.name })} placeholder={t("fields.addCheck")} value={text} onChange={(e) => setText(e.target.value)} onKeyDown={keys} onBlur={() => { if (text.trim()) add(text); }}
          onPaste={(e) => { const pasted = e.clipboardData.getData("text/plain"); if (pasted.trim().includes("\n")) { e.preventDefault(); add(text + pasted); } }} />
      )}
    </div>
  );
}

const Checklist = ({ value, cell }: DisplayProps) => {
  const checks = checksOf(value);
  const done = checks.filter((c) => c.done).length;
  if (cell) return <span className="share"><progress value={done} max={checks.length || 1} aria-hidden="true" />{formatChecks(value)}</span>;
  return <ul className="plain-list">{checks.map((c, i) => <li key={`${i}-${c.text}`} className={c.done ? "check done" : "check"}><span aria-hidden="true">{c.done ? "☑" : "☐"}</span><span>{c.text}{c.done && <span className="sr-only"> ({t("fields.done")})</span>}</span></li>)}</ul>;
};

export const checklistKinds = {
  checklist: { format: formatChecks, parse: parseChecks, edit: "place", Input: ChecklistInput, Display: Checklist, filter: presence },
} satisfies Record<string, FieldKindUi>;
