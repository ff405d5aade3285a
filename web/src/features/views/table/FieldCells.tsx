import type { RefObject } from "react";
import type { Field, TicketRow } from "../../../api/types";
import { FieldCell, FieldEditor, FieldPanel, formatField } from "../../../fields";
import { t } from "../../../i18n";
import type { Wish } from "../../agent/change";
import { likeCustom, NO_REFS } from "../catalogue";
import type { CellActions, Edits } from "./Cell";

const tagsField = (): Field => likeCustom("tags", t("field.tags"), "tags");
const titleField = (): Field => ({ ...likeCustom("title", t("field.title"), "text", [], { maxLength: 200 }), required: true });

export function TagsCell({ row, edits, onWish }: { row: TicketRow; edits: Edits; onWish: (w: Wish) => void }) {
  return <FieldEditor cell field={tagsField()} value={row.tags} {...edits} onChange={(to) => { const tags = Array.isArray(to) ? to.map(String) : []; onWish({ change: { tags }, show: { tags }, words: tags.join(", ") || t("ticket.none") }); }} />;
}

export function TitlePanel({ title, anchor, onClose, onSave }: { title: string; anchor: RefObject<HTMLElement | null>; onClose: () => void; onSave: (title: string) => void }) {
  return <FieldPanel field={titleField()} value={title} refs={NO_REFS} required anchor={anchor} onClose={onClose} onSave={(to) => { if (typeof to === "string" && to !== title) onSave(to); }} />;
}

/** The value of a field that only the type of this ticket has. */
export function CustomCell({ row, id, act, edits }: { row: TicketRow; id: string; act: CellActions; edits: Edits }) {
  const field = act.fieldOf(row, id);
  const value = row.fields?.[id];
  // A ticket of a type that does not have the field has nothing here.
  if (!field) return null;
  if (field.kind === "file" || field.kind === "signature") return <FieldCell field={field} value={value} refs={row.refs} />;
  return (
    <FieldEditor cell field={field} value={value} refs={row.refs ?? NO_REFS} ticketId={row.id} {...edits} onVote={(on) => act.onVote(row, field, on)}
      onChange={(to, refs) => act.onWish(row, { change: { fields: { [id]: to } }, show: { fields: { [id]: to }, refs }, words: `${field.name}: ${formatField(field, to, { ...row.refs, ...refs }) || t("ticket.none")}` })} />
  );
}
