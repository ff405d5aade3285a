import { useState } from "react";
import type { Field, FieldKind, Json, Refs, TreeValue } from "../../../api/types";
import { FieldInput } from "../../../fields";
import { t } from "../../../i18n";
import { Button, IconButton } from "../../../ui";
import { bare, listJson, manyOf, text, toJson, toValue, typed, valueText, type Asked } from "./values";

interface Props { asked: Asked; values: TreeValue[]; many: boolean; onChange: (values: TreeValue[]) => void }

/** What is compared with, asked for by the control of the field's kind; where that has no way to show it, as it is written. */
export function Values({ asked, values, many, onChange }: Props) {
  const kind = asked.asks ?? "text";
  const all = manyOf(kind);
  const list = many && all ? listJson(kind, asked.field, values) : undefined;
  if (many && all && list)
    return <div className="part-value"><Input field={asked.field} kind={all} value={list.length ? list : null} onChange={(json, refs) => onChange((Array.isArray(json) ? json : []).map((v) => toValue(kind, asked.field, v, refs)))} /></div>;
  const shown = values.length ? values : [text("")];
  const put = (i: number, to: TreeValue): void => onChange(shown.map((v, at) => (at === i ? to : v)));
  return (
    <div className="part-value row wrap">
      {(many ? shown : shown.slice(0, 1)).map((value, i) => (
        // Values have no names of their own: they are what stands in their place.
        <span key={i} className="row one-value">
          <One asked={asked} kind={kind} value={value} onChange={(to) => put(i, to)} />
          {many && shown.length > 1 && <IconButton small icon="close" label={t("builder.removeValue")} onClick={() => onChange(shown.filter((_, at) => at !== i))} />}
        </span>
      ))}
      {many && <Button small kind="quiet" icon="plus" onClick={() => onChange([...shown, text("")])}>{t("builder.addValue")}</Button>}
    </div>
  );
}

const RELATIVE = new Set<FieldKind>(["date", "date_time"]);
function One({ asked, kind, value, onChange }: { asked: Asked; kind: FieldKind; value: TreeValue; onChange: (to: TreeValue) => void }) {
  const [raw, setRaw] = useState(false);
  const json = toJson(kind, asked.field, value);
  const person = kind === "person";
  if (raw || json === undefined)
    return (
      <>
        <input className="input mono" aria-label={t("builder.value")} placeholder={RELATIVE.has(kind) ? "-7d" : ""} value={valueText(value)} onChange={(e) => onChange(typed(e.target.value))} />
        <Button small kind="quiet" onClick={() => { setRaw(false); if (json === undefined) onChange(text("")); }}>{t("builder.choose")}</Button>
      </>
    );
  return (
    <>
      <Input field={asked.field} kind={kind} value={json} onChange={(to, refs) => onChange(toValue(kind, asked.field, to, refs))} />
      {person && <Button small kind="quiet" onClick={() => onChange({ kind: "function", text: "me", arguments: [] })}>{t("ticket.me")}</Button>}
      {RELATIVE.has(kind) && <Button small kind="quiet" title={t("builder.relativeHint")} onClick={() => setRaw(true)}>{t("builder.relative")}</Button>}
    </>
  );
}

/** The control of a kind, named by its field; people are known by their names here. */
function Input({ field, kind, value, onChange }: { field: Field; kind: FieldKind; value: Json; onChange: (to: Json, refs?: Refs) => void }) {
  return <FieldInput bare field={{ ...bare(field, kind), name: field.name }} value={value} onChange={onChange} />;
}
