import "./fields.css";

export { FieldCell, FieldDisplay, formatField } from "./FieldDisplay";
export { FieldEditor, FieldPanel } from "./FieldEditor";
export { FieldForm } from "./FieldForm";
export { FieldInput } from "./FieldInput";
export { useFormState, type FormState } from "./formState";
export type { Filter, Operator, Parsed } from "./kind";
export { FIELD_KINDS, KIND_GROUPS, kindGroupLabel, type ConfigEntry, type ConfigInput, type KindGroup, type KindInfo } from "./meta";
export { queryFilter, queryValue } from "./query";
export { KINDS } from "./registry";
export { useFieldForm, type FieldFormOf } from "./useFieldForm";
export { isEmpty } from "./values";
