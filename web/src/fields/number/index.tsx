import { useId, type ReactNode } from "react";
import type { Field } from "../../api/types";
import { t } from "../../i18n";
import { ordered } from "../filters";
import { TypedInput } from "../inputs/TypedInput";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { configText, numberOf } from "../values";
import { amountOf, currencyOf, CURRENCIES, formatMoney, parseMoney } from "./money";
import { formatAutoNumber, formatNumber, formatPercentage, parseNumber, parsePercentage, writeNumber } from "./numbers";

const written = (value: Parameters<typeof numberOf>[0]): string => {
  const n = numberOf(value);
  return n === null ? "" : writeNumber(n);
};

/** A control with its unit beside it, which is read out with it. */
const Beside = ({ unit, children }: { unit: string; children: ReactNode }) => (
  <div className="row with-unit">{children}{unit && <span className="muted" aria-hidden="true">{unit}</span>}</div>
);
const NumberInput = (props: InputProps) => <Beside unit={configText(props.field, "unit")}><TypedInput {...props} parse={parseNumber} write={written} inputMode="decimal" className="input num" /></Beside>;
const PercentageInput = (props: InputProps) => <Beside unit="%"><TypedInput {...props} parse={parsePercentage} write={written} inputMode="decimal" className="input num" /></Beside>;

function MoneyInput(props: InputProps) {
  const { field, value, onChange } = props;
  const id = useId();
  const fixed = configText(field, "currency");
  const currency = currencyOf(value, field);
  const typed = (f: Field): Field => ({ ...f, config: { ...f.config, currency } });
  return (
    <div className="row with-unit">
      <TypedInput {...props} field={fixed ? field : typed(field)} parse={parseMoney} write={(v) => (amountOf(v) === null ? "" : writeNumber(amountOf(v) ?? 0))} inputMode="decimal" className="input num" />
      {fixed ? <span className="muted">{fixed}</span> : (
        <select id={id} className="input currency" aria-label={t("fields.currency")} value={currency} onChange={(e) => onChange({ amount: amountOf(value) ?? 0, currency: e.target.value })}>
          {Array.from(new Set<string>([currency, ...CURRENCIES])).map((c) => <option key={c} value={c}>{c}</option>)}
        </select>
      )}
    </div>
  );
}

const ShareDisplay = ({ value, cell }: DisplayProps) => {
  const share = numberOf(value);
  if (share === null) return null;
  return <span className="share">{!cell && <progress value={share} max={100} aria-hidden="true" />}<span className="num">{formatPercentage(share)}</span></span>;
};
const ProgressDisplay = (p: DisplayProps) => <ShareDisplay {...p} cell={false} />;
const percentage = (value: Parameters<typeof numberOf>[0]): string => (numberOf(value) === null ? "" : formatPercentage(numberOf(value) ?? 0));

export const numberKinds = {
  number: { format: (v, f) => (numberOf(v) === null ? "" : formatNumber(numberOf(v) ?? 0, f)), parse: parseNumber, edit: "panel", Input: NumberInput, figures: true, filter: ordered("number") },
  money: { format: formatMoney, parse: parseMoney, edit: "panel", Input: MoneyInput, figures: true, filter: ordered("number", (v) => amountOf(v) ?? v) },
  percentage: { format: percentage, parse: parsePercentage, edit: "panel", Input: PercentageInput, Display: ShareDisplay, figures: true, filter: ordered("number") },
  progress: { format: percentage, parse: null, edit: "none", Input: null, Display: ProgressDisplay, figures: true, filter: ordered("number") },
  auto_number: { format: formatAutoNumber, parse: null, edit: "none", Input: null, figures: true, filter: ordered("number") },
} satisfies Record<string, FieldKindUi>;
