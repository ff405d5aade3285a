import { lazy, Suspense } from "react";
import { t } from "../../i18n";
import { Body, Skeleton } from "../../ui";
import { textToHtml } from "../../ui/sanitise";
import { texts } from "../filters";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { typedInput } from "../inputs/TypedInput";
import { textOf } from "../values";
import { formatRich, formatText, parseText } from "./texts";

const RichText = lazy(() => import("../../features/agent/ticket/RichText").then((m) => ({ default: m.RichText })));

const RichInput = ({ field, value, onChange }: InputProps) => (
  <Suspense fallback={<Skeleton lines={3} />}>
    <RichText label={field.name} value={textOf(value)} boxed onChange={(html) => onChange(html || null)} />
  </Suspense>
);
const RichDisplay = ({ value, cell }: DisplayProps) => (cell ? <>{formatRich(value)}</> : <Body html={textOf(value)} />);

export const textKinds = {
  text: { format: formatText, parse: parseText, edit: "panel", Input: typedInput({ parse: parseText, write: formatText }, { maxLength: 1000 }), filter: texts("text") },
  rich_text: {
    format: formatRich, edit: "panel", Input: RichInput, Display: RichDisplay, filter: texts("text"),
    parse: (text) => (text.length > 100_000 ? { wrong: t("fields.shorter", { n: 100_000 }) } : { value: text.trim() ? textToHtml(text) : null }),
  },
} satisfies Record<string, FieldKindUi>;
