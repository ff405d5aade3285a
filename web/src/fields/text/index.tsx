import { t } from "../../i18n";
import { Body } from "../../ui";
import { RichText } from "../../ui/richtext/RichText";
import { textToHtml } from "../../ui/sanitise";
import { texts } from "../filters";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { typedInput } from "../inputs/TypedInput";
import { textOf } from "../values";
import { formatRich, formatText, parseText } from "./texts";

const RichInput = ({ field, value, onChange }: InputProps) => <RichText label={field.name} value={textOf(value)} boxed onChange={(html) => onChange(html || null)} />;
const RichDisplay = ({ value, cell }: DisplayProps) => (cell ? <>{formatRich(value)}</> : <Body html={textOf(value)} />);

export const textKinds = {
  text: { format: formatText, parse: parseText, edit: "panel", Input: typedInput({ parse: parseText, write: formatText }, { maxLength: 1000 }), filter: texts("text") },
  rich_text: {
    format: formatRich, edit: "panel", Input: RichInput, Display: RichDisplay, filter: texts("text"),
    parse: (text) => (text.length > 100_000 ? { wrong: t("fields.shorter", { n: 100_000 }) } : { value: text.trim() ? textToHtml(text) : null }),
  },
} satisfies Record<string, FieldKindUi>;
