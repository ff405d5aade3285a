import type { Field, FieldOption, Json, Refs } from "../../api/types";
import { t } from "../../i18n";
import { Icon } from "../../ui";
import { among, truth } from "../filters";
import { pickInput } from "../inputs/PickInput";
import type { DisplayProps, FieldKindUi, InputProps, Offer, OfferContext } from "../kind";
import { listOf, textOf } from "../values";
import { branch, formatList, formatYesNo, inTree, mayChoose, optionName, optionOf, parseChoice, parseChoices, parseTree, parseYesNo, treeName } from "./options";

/** The colour of an option is a mark beside its name, never the only sign. */
export const OptionName = ({ option, name }: { option: FieldOption | undefined; name: string }) => (
  <span className="option-name truncate">{option?.colour && <span className="swatch" style={{ background: option.colour }} aria-hidden="true" />}<span className="truncate">{name}</span></span>
);

const view = (o: FieldOption) => ({ id: o.key, label: o.name, view: <OptionName option={o} name={o.name} /> });
/** An option that was taken away stays where it is already chosen. */
const useOptions = (field: Field, { chosen }: OfferContext): Offer => ({ choices: field.options.filter((o) => o.active !== false || chosen.includes(o.key)).map(view), loading: false, refs: {} });

const useTree = (field: Field, { chosen }: OfferContext): Offer => ({
  choices: inTree(field).filter((o) => chosen.includes(o.key) || mayChoose(field, o)).map((o) => ({
    id: o.key, label: treeName(field, o.key),
    view: <span className="option-name truncate" style={{ paddingInlineStart: (branch(field, o.key).length - 1) * 14 }}><OptionName option={o} name={field.config["leafOnly"] === true ? treeName(field, o.key) : o.name} /></span>,
  })),
  loading: false, refs: {},
});

const ANSWERS: [string, boolean][] = [["yes", true], ["no", false]];
function YesNoInput({ field, value, wired, onChange }: InputProps) {
  return (
    <div className="row wrap yes-no" role="radiogroup" aria-label={field.name} aria-describedby={wired["aria-describedby"]} aria-required={wired["aria-required"]} aria-invalid={wired["aria-invalid"]}>
      {ANSWERS.map(([id, answer], i) => (
        <label key={id} className="check"><input type="radio" id={i ? undefined : wired.id} name={wired.id} checked={value === answer} onChange={() => onChange(answer)} /><span>{formatYesNo(answer)}</span></label>
      ))}
      {!field.required && value !== null && <button type="button" className="btn link" onClick={() => onChange(null)}>{t("action.clear")}</button>}
    </div>
  );
}
const YesNo = ({ value }: DisplayProps) => (value === null ? null : <span className="row">{value === true && <Icon name="check" />}{formatYesNo(value)}</span>);

const OneOption = ({ field, value }: DisplayProps) => <OptionName option={optionOf(field, textOf(value))} name={optionName(field, textOf(value))} />;
const ManyOptions = ({ field, value }: DisplayProps) => (
  <span className="chips">{listOf(value).map((key) => <span key={key} className="tag"><OptionName option={optionOf(field, key)} name={optionName(field, key)} /></span>)}</span>
);
const named = (id: string, field: Field): string => optionName(field, id);
const path = (id: string, field: Field): string => treeName(field, id);
const one = (name: (id: string, f: Field, r: Refs) => string) => (value: Json, field: Field, refs: Refs): string => (textOf(value) ? name(textOf(value), field, refs) : "");

export const choiceKinds = {
  yes_no: { format: formatYesNo, parse: parseYesNo, edit: "panel", Input: YesNoInput, Display: YesNo, filter: truth },
  choice: { format: one(named), parse: parseChoice, edit: "pick", Input: pickInput(useOptions, named), Display: OneOption, useOffer: useOptions, filter: among("choice") },
  choices: { format: (v, f) => formatList(v, (id) => optionName(f, id)), parse: parseChoices, edit: "place", many: true, Input: pickInput(useOptions, named, true), Display: ManyOptions, useOffer: useOptions, filter: among("choice") },
  tree: { format: one(path), parse: parseTree, edit: "pick", Input: pickInput(useTree, path), useOffer: useTree, filter: among("tree") },
} satisfies Record<string, FieldKindUi>;
