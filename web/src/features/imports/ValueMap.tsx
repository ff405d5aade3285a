import { useState } from "react";
import type { ImportColumn, TicketType } from "../../api/types";
import { maybe, t } from "../../i18n";
import { Button } from "../../ui";

interface Choice { id: string; name: string }

/** For fields whose values Steward must understand: what they may mean. */
export function meanings(field: string, type: TicketType | undefined): Choice[] | undefined {
  if (field === "status") return (type?.statuses ?? []).map((s) => ({ id: s.key, name: s.name }));
  if (field === "impact" || field === "urgency") return ["1", "2", "3"].map((id) => ({ id, name: maybe(`level.${id}`, id) }));
  if (field === "channel") return ["email", "portal", "agent", "api", "import", "phone"].map((id) => ({ id, name: maybe(`channel.${id}`, id) }));
  return undefined;
}

export function ValueMap({ column, choices, values, unknown, onChange }: { column: ImportColumn; choices: Choice[]; values: Record<string, string>; unknown: string[]; onChange: (values: Record<string, string>) => void }) {
  const [own, setOwn] = useState("");
  const shown = Array.from(new Set([...Object.keys(values), ...column.samples])).filter((v) => v && !unknown.includes(v)).slice(0, 40);
  const set = (value: string, to: string): void => {
    const others = Object.entries(values).filter(([had]) => had !== value);
    onChange(Object.fromEntries(to ? [...others, [value, to]] : others));
  };
  return (
    <div className="value-map">
      {shown.map((v) => (
        <label key={v} style={{ display: "contents" }}>
          <code>{v}</code>
          <select className="input" value={values[v] ?? ""} onChange={(e) => set(v, e.target.value)}><option value="">{t("imports.asItIs")}</option>{choices.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}</select>
        </label>
      ))}
      {column.distinct > column.samples.length && (
        <>
          <input className="input" aria-label={t("imports.otherValue")} placeholder={t("imports.otherValue")} value={own} onChange={(e) => setOwn(e.target.value)} />
          <Button small disabled={!own.trim() || shown.includes(own.trim())} onClick={() => { const [c] = choices; if (c) set(own.trim(), c.id); setOwn(""); }}>{t("action.add")}</Button>
        </>
      )}
    </div>
  );
}
