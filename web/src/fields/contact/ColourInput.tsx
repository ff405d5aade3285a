import { t } from "../../i18n";
import { TypedInput } from "../inputs/TypedInput";
import type { InputProps } from "../kind";
import { textOf } from "../values";
import { parseColour } from "./contacts";

const USUAL = ["#c62828", "#e65100", "#f9a825", "#2e7d32", "#00838f", "#1565c0", "#6a1b9a", "#ad1457", "#5d4037", "#546e7a"] as const;

/** A few usual colours, the browser's palette, or the code typed. */
export default function ColourInput(props: InputProps) {
  const now = textOf(props.value);
  const take = (colour: string): void => { props.onProblem(undefined); props.onChange(colour); };
  return (
    <div>
      <div className="row wrap colours" role="group" aria-label={t("fields.usualColours")}>
        {USUAL.map((c) => <button key={c} type="button" className="colour" style={{ background: c }} aria-label={c} aria-pressed={now === c} onClick={() => take(c)} />)}
      </div>
      <div className="row with-unit">
        <TypedInput {...props} parse={parseColour} write={textOf} placeholder="#1565c0" />
        <input type="color" className="palette" aria-label={t("fields.palette")} value={/^#[0-9a-f]{6}$/.test(now) ? now : "#000000"} onChange={(e) => take(e.target.value)} />
      </div>
    </div>
  );
}
