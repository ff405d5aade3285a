import { useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { FieldOption } from "../../../../api/types";
import { t } from "../../../../i18n";
import { Button, DragHandle, DragNews, IconButton, useDrag } from "../../../../ui";
import { ColourInput } from "../ColourInput";
import { moved, newOption, replaced } from "../edit";
import { Problems } from "../model";

interface Props { options: FieldOption[]; tree: boolean; /** Keys that tickets may have. */ published: ReadonlySet<string>; path: string; problems: Problems; onChange: (to: FieldOption[], tag?: string) => void }

/** Names, colours and order of what may be chosen; in a tree also what is within what. */
export function OptionsEditor({ options, tree, published, path, problems, onChange }: Props) {
  const [text, setText] = useState("");
  const at = (key: string): number => options.findIndex((o) => o.key === key);
  const drag = useDrag({
    onDrop: (key, drop) => onChange(moved(options, at(key), drop.index)),
    onStep: (key, by) => { const to = at(key) + by; if (to < 0 || to >= options.length) return undefined; onChange(moved(options, at(key), to)); return t("drag.now", { n: to + 1, of: options.length }); },
  });
  const add = (names: string[]): void => {
    const good = names.map((n) => n.trim()).filter(Boolean);
    if (good.length) onChange(good.reduce((all, name) => [...all, newOption(name, all)], options));
    setText("");
  };
  const keys = (e: KeyboardEvent): void => { if (e.key === "Enter") { e.preventDefault(); add([text]); } };
  const paste = (e: ClipboardEvent): void => {
    const lines = e.clipboardData.getData("text").split(/\r?\n/);
    if (lines.filter((l) => l.trim()).length > 1) { e.preventDefault(); add(lines); }
  };
  const remove = (o: FieldOption): void => onChange(options.filter((x) => x !== o).map((x) => (x.parent === o.key ? { ...x, parent: o.parent } : x)));
  /** What it may be put within: not itself, nor what is within it. */
  const above = (o: FieldOption): FieldOption[] => {
    const inside = (x: FieldOption, steps = 0): boolean => x.key === o.key || (steps < 30 && options.some((p) => p.key === x.parent && inside(p, steps + 1)));
    return options.filter((x) => !inside(x));
  };
  return (
    <fieldset className="plain-fieldset field">
      <legend className="label">{t("types.options")}</legend>
      {problems.at(path) && <p className="field-error" role="alert">{problems.at(path)}</p>}
      <ul className={`plain-list option-rows ${drag.mark("options", null)}`} data-zone="options">
        {options.map((o, i) => {
          const wrong = problems.within(`${path}[${i}]`)[0]?.message;
          return (
            <li key={o.key} data-item={o.key} className={[drag.mark("options", o.key), o.active === false ? "off" : ""].join(" ")}>
              <DragHandle drag={drag} item={o.key} name={o.name} />
              <ColourInput label={t("types.colourOf", { name: o.name })} value={o.colour} onChange={(colour) => onChange(replaced(options, i, { colour }), `colour.${o.key}`)} />
              <input className="input" aria-label={t("types.optionName", { n: i + 1 })} aria-invalid={wrong ? true : undefined} maxLength={100} value={o.name} onChange={(e) => onChange(replaced(options, i, { name: e.target.value }), `option.${o.key}`)} />
              {tree && (
                <select className="input within" aria-label={t("types.within", { name: o.name })} value={o.parent ?? ""} onChange={(e) => onChange(replaced(options, i, { parent: e.target.value || null }))}>
                  <option value="">{t("types.atTop")}</option>
                  {above(o).map((x) => <option key={x.key} value={x.key}>{x.name}</option>)}
                </select>
              )}
              {published.has(o.key)
                ? <Button small kind="quiet" onClick={() => onChange(replaced(options, i, { active: o.active === false }))}>{t(o.active === false ? "types.offer" : "types.offerNot")}</Button>
                : <IconButton icon="close" small label={t("fields.remove", { name: o.name })} onClick={() => remove(o)} />}
              {wrong && <p className="field-error" role="alert">{wrong}</p>}
            </li>
          );
        })}
      </ul>
      <div className="row">
        <input className="input" aria-label={t("types.addOption")} placeholder={t("types.addOptionHint")} value={text} maxLength={100} onChange={(e) => setText(e.target.value)} onKeyDown={keys} onPaste={paste} />
        <Button small icon="plus" disabled={!text.trim()} onClick={() => add([text])}>{t("action.add")}</Button>
      </div>
      <DragNews drag={drag} />
    </fieldset>
  );
}
