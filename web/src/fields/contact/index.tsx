import { Suspense } from "react";
import { texts } from "../filters";
import { typedInput } from "../inputs/TypedInput";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { textOf } from "../values";
import { parseColour, parseEmail, parsePhone, parseUrl } from "./contacts";
import { later } from "../../ui/later";

const bare = (url: string): string => url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
// Checked again here: whatever else stands in the data, only an address of the web becomes a link.
const Url = ({ value }: DisplayProps) => ("value" in parseUrl(textOf(value)) ? <a className="truncate" href={textOf(value)} target="_blank" rel="noopener noreferrer" title={textOf(value)}>{bare(textOf(value))}</a> : <>{textOf(value)}</>);
const Email = ({ value }: DisplayProps) => <a className="truncate" href={`mailto:${encodeURIComponent(textOf(value)).replace(/%40/g, "@")}`}>{textOf(value)}</a>;
const Phone = ({ value }: DisplayProps) => <a className="truncate" href={`tel:${textOf(value).replace(/[^\d+]/g, "")}`}>{textOf(value)}</a>;
const ColourName = ({ value }: DisplayProps) => <span className="option-name"><span className="swatch" style={{ background: textOf(value) }} aria-hidden="true" />{textOf(value)}</span>;

const ColourPanel = later(() => import("./ColourInput"));
const ColourInput = (props: InputProps) => <Suspense fallback={null}><ColourPanel {...props} /></Suspense>;
const write = (v: Parameters<typeof textOf>[0]): string => textOf(v);

export const contactKinds = {
  url: { format: write, parse: parseUrl, edit: "panel", Input: typedInput({ parse: parseUrl, write }, { type: "text", inputMode: "url", placeholder: "https://" }), Display: Url, filter: texts("text") },
  email: { format: write, parse: parseEmail, edit: "panel", Input: typedInput({ parse: parseEmail, write }, { type: "email", inputMode: "email" }), Display: Email, filter: texts("text") },
  phone: { format: write, parse: parsePhone, edit: "panel", Input: typedInput({ parse: parsePhone, write }, { type: "tel", inputMode: "tel" }), Display: Phone, filter: texts("text") },
  colour: { format: write, parse: parseColour, edit: "panel", Input: ColourInput, Display: ColourName, filter: texts("colour") },
} satisfies Record<string, FieldKindUi>;
