import { Suspense } from "react";
import { attachmentUrl } from "../../api/client";
import type { Json, Refs } from "../../api/types";
import { short, t } from "../../i18n";
import { Icon, Skeleton } from "../../ui";
import { formatList, parseIds } from "../choice/options";
import { presence } from "../filters";
import type { DisplayProps, FieldKindUi, InputProps } from "../kind";
import { listOf, nameOf, partOf, textOf, UUID } from "../values";
import { later } from "../../ui/later";

const FilePanel = later(() => import("./FileInput"));
const SignaturePanel = later(() => import("./SignatureInput"));
const FileInput = (props: InputProps) => <Suspense fallback={<Skeleton lines={1} />}><FilePanel {...props} /></Suspense>;
const SignatureInput = (props: InputProps) => <Suspense fallback={<Skeleton lines={4} />}><SignaturePanel {...props} /></Suspense>;

const Files = ({ value, refs, cell }: DisplayProps) => (
  <span className={cell ? "chips" : "lines"}>
    {listOf(value).map((id) => <a key={id} className="row truncate" href={attachmentUrl(id)} download={nameOf(id, refs)}><Icon name="clip" /><span className="truncate">{nameOf(id, refs)}</span></a>)}
  </span>
);

export function formatSignature(value: Json, refs: Refs): string {
  const [by, at] = [textOf(partOf(value, "by")), textOf(partOf(value, "at"))];
  return by ? t("fields.signedBy", { name: nameOf(by, refs), at: at ? short(at) : "" }) : "";
}
const Signature = ({ value, refs, cell }: DisplayProps) => {
  const file = textOf(partOf(value, "file"));
  const words = formatSignature(value, refs);
  if (cell || !file) return <>{words}</>;
  return <span className="lines"><img className="signature-image" src={attachmentUrl(file, true)} alt={t("fields.signature")} width={180} height={60} /><span className="small muted">{words}</span></span>;
};

export const fileKinds = {
  file: { format: (v: Json, _f, refs) => formatList(v, (id) => nameOf(id, refs)), parse: parseIds((x) => UUID.test(x), () => t("fields.noId")), edit: "place", Input: FileInput, Display: Files, filter: presence },
  signature: { format: (v: Json, _f, refs) => formatSignature(v, refs), parse: (text) => (text.trim() ? { wrong: t("fields.noSignature") } : { value: null }), edit: "panel", Input: SignatureInput, Display: Signature, filter: presence },
} satisfies Record<string, FieldKindUi>;
