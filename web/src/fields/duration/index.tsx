import { t } from "../../i18n";
import { ordered } from "../filters";
import { TypedInput } from "../inputs/TypedInput";
import type { FieldKindUi, InputProps } from "../kind";
import { formatDuration, parseDuration } from "./durations";

const DurationInput = (props: InputProps) => <TypedInput {...props} parse={parseDuration} write={formatDuration} placeholder={t("fields.durationExample")} />;
const computed = { format: formatDuration, parse: null, edit: "none", Input: null, figures: true, filter: ordered("number") } as const satisfies FieldKindUi;

export const durationKinds = {
  duration: { format: formatDuration, parse: parseDuration, edit: "panel", Input: DurationInput, figures: true, filter: ordered("number") },
  time_in_status: computed,
  time_spent: computed,
} satisfies Record<string, FieldKindUi>;
