import { useEffect, useRef, useState, type FormEvent, type RefObject } from "react";
import type { Field, FieldKind, Json, Refs } from "../api/types";
import { useSession } from "../app/session";
import { t } from "../i18n";
import { Button, Editable, giveBack, Icon, Popover } from "../ui";
import { computedWords } from "./computed/results";
import { FieldCell, FieldDisplay, formatField } from "./FieldDisplay";
import { FieldInput } from "./FieldInput";
import { OfferPicker } from "./inputs/PickInput";
import { KINDS } from "./registry";
import { isEmpty, listOf, textOf } from "./values";

interface Props {
  field: Field; value: Json | undefined; refs?: Refs;
  onChange: (value: Json, refs: Refs) => void;
  disabled?: boolean; required?: boolean; ticketId?: string;
  /** In a table: one line, and everything opens beside it. */
  cell?: boolean;
  open?: boolean; onOpen?: (to: boolean) => void;
  /** One's own vote is given, or taken back. */
  onVote?: (on: boolean) => void;
  /** A button was pressed. */
  onPress?: () => void;
}

/** A value, edited where it is read, in the way of its kind. */
export function FieldEditor(props: Props) {
  const { field, value, refs = {}, onChange, disabled, required = field.required, ticketId, cell, onVote, onPress } = props;
  const ui = KINDS[field.kind];
  const shown = cell ? <FieldCell field={field} value={value} refs={refs} /> : <FieldDisplay field={field} value={value} refs={refs} />;
  if (field.kind === "button") return <PressButton field={field} disabled={disabled || !onPress} onPress={onPress} />;
  if (field.kind === "vote") return <Vote field={field} value={value} refs={refs} disabled={disabled || !onVote} onVote={onVote} />;
  if (ui.edit === "none" || !ui.Input) return <span title={computedWords(field) || undefined}>{shown}</span>;
  if (disabled || !field.writable) return shown;
  const now = value ?? null;
  const put = (to: Json, more: Refs = {}): void => { if (JSON.stringify(to) !== JSON.stringify(now)) onChange(to, more); };
  if (ui.edit === "place" && !cell) return <FieldInput field={field} value={value} refs={refs} required={required} bare {...(ticketId ? { ticketId } : {})} onChange={put} />;
  const { useOffer } = ui;
  const keyed = { ...(props.open === undefined ? {} : { open: props.open }), ...(props.onOpen ? { onOpen: props.onOpen } : {}) };
  const chosen = textOf(now) ? [textOf(now)] : [];
  const label = `${field.name}: ${formatField(field, value, refs) || t("ticket.none")}`;
  const opened = (anchor: RefObject<HTMLElement | null>, close: () => void) =>
    ui.edit === "pick" && useOffer
      ? <OfferPicker field={{ ...field, required }} useOffer={useOffer} chosen={chosen} many={false} refs={refs} ticketId={ticketId} anchor={anchor} onClose={close} onPick={put} />
      : <FieldPanel field={field} value={now} refs={refs} required={required} ticketId={ticketId} anchor={anchor} onClose={close} onSave={put} />;
  // A link in a button would be a control within a control: where there is room, the button stands beside it.
  if (LINKS.has(field.kind) && !isEmpty(value))
    return cell ? <Editable label={label} {...keyed} picker={opened}><span className="truncate">{formatField(field, value, refs)}</span></Editable>
      : <span className="row linked">{shown}<Editable label={t("fields.edit", { name: label })} {...keyed} picker={opened}><Icon name="pen" /></Editable></span>;
  return <Editable label={label} {...keyed} picker={opened}>{shown}</Editable>;
}
const LINKS: ReadonlySet<FieldKind> = new Set<FieldKind>(["url", "email", "phone", "ticket", "dependency", "file", "rich_text"]);

interface PanelProps { field: Field; value: Json; refs: Refs; required: boolean; ticketId?: string | undefined; anchor: RefObject<HTMLElement | null>; onClose: () => void; onSave: (value: Json, refs: Refs) => void }

/** The control of the kind beside the value; Enter or the button keeps what was entered, Escape does not. */
export function FieldPanel({ field, value, refs, required, ticketId, anchor, onClose, onSave }: PanelProps) {
  const [draft, setDraft] = useState(value);
  const [more, setMore] = useState<Refs>({});
  const [problem, setProblem] = useState<string>();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => { form.current?.querySelector<HTMLElement>("input, select, textarea, [contenteditable]")?.focus(); }, []);
  const close = (): void => { onClose(); giveBack(anchor.current); };
  // To sign is to keep it: a second button would only let somebody forget it.
  const atOnce = field.kind === "signature";
  const take = (to: Json, names?: Refs): void => {
    if (atOnce && to !== null) { close(); onSave(to, names ?? {}); return; }
    setDraft(to);
    setMore({ ...more, ...names });
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    e.stopPropagation();
    setTried(true);
    if (problem || (required && isEmpty(draft))) return;
    close();
    onSave(draft, more);
  };
  return (
    <Popover anchor={anchor} onClose={onClose} label={field.name} className="field-panel">
      <form ref={form} noValidate onSubmit={save}>
        <FieldInput field={field} value={draft} refs={{ ...refs, ...more }} required={required} tried={tried} ticketId={ticketId} error={tried && required && isEmpty(draft) ? t("fields.needed") : undefined} onProblem={setProblem} onChange={take} />
        <div className="row end"><Button small onClick={close}>{t("action.cancel")}</Button>{(!atOnce || (value !== null && draft === null)) && <Button small type="submit" kind="primary">{t("action.save")}</Button>}</div>
      </form>
    </Popover>
  );
}

function PressButton({ field, disabled, onPress }: { field: Field; disabled: boolean; onPress: (() => void) | undefined }) {
  return <Button small disabled={disabled} title={field.help || undefined} onClick={onPress}>{textOf(field.config["label"]) || field.name}</Button>;
}

function Vote({ field, value, refs, disabled, onVote }: { field: Field; value: Json | undefined; refs: Refs; disabled: boolean; onVote: ((on: boolean) => void) | undefined }) {
  const me = useSession().person.id;
  const mine = listOf(value).includes(me);
  return (
    <span className="row wrap">
      <FieldDisplay field={field} value={value} refs={refs} />
      {!disabled && <Button small icon={mine ? "check" : "up"} aria-pressed={mine} aria-label={`${field.name}: ${t(mine ? "fields.voted" : "fields.vote")}`} onClick={() => onVote?.(!mine)}>{t(mine ? "fields.voted" : "fields.vote")}</Button>}
    </span>
  );
}
