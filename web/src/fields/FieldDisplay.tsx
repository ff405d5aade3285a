import type { Field, Json, Refs } from "../api/types";
import { t } from "../i18n";
import { KINDS } from "./registry";
import { isEmpty } from "./values";

interface Props { field: Field; value: Json | undefined; refs?: Refs | undefined }
const NO_REFS: Refs = {};

export const formatField = (field: Field, value: Json | undefined, refs: Refs = NO_REFS): string => (isEmpty(value) ? "" : KINDS[field.kind].format(value ?? null, field, refs));

function Shown({ field, value, refs, cell }: Props & { cell?: boolean }) {
  const { Display, format } = KINDS[field.kind];
  const now = value ?? null;
  return Display ? <Display field={field} value={now} refs={refs ?? NO_REFS} cell={cell} /> : <>{format(now, field, refs ?? NO_REFS)}</>;
}

/** A value where there is room for it: beside a ticket, on a page. */
export const FieldDisplay = (props: Props) => (isEmpty(props.value) ? <span className="muted">{t("ticket.none")}</span> : <Shown {...props} />);

/** A value in a table: one line, figures under figures, nothing where there is nothing. */
export const FieldCell = (props: Props) => (
  <span className={`field-cell truncate ${KINDS[props.field.kind].figures ? "num" : ""}`} title={formatField(props.field, props.value, props.refs)}>{isEmpty(props.value) ? null : <Shown {...props} cell />}</span>
);
