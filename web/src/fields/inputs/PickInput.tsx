import type { ReactNode, RefObject } from "react";
import type { Field, Refs } from "../../api/types";
import { t } from "../../i18n";
import { Editable, Icon, IconButton, Picker, type Choice } from "../../ui";
import type { InputProps, Offer, OfferContext } from "../kind";
import { listOf, most, textOf } from "../values";

type UseOffer = (field: Field, context: OfferContext) => Offer;
interface ListProps { field: Field; useOffer: UseOffer; chosen: string[]; many: boolean; refs: Refs; ticketId: string | undefined; anchor: RefObject<HTMLElement | null>; onClose: () => void; onPick: (id: string | null, refs: Refs) => void }

const NONE = "";

/** The list of what may be chosen for a field. */
export function OfferPicker({ field, useOffer, chosen, many, refs, ticketId, anchor, onClose, onPick }: ListProps) {
  const offer = useOffer(field, { ticketId, chosen, refs });
  const left = many ? offer.choices.filter((c) => !chosen.includes(c.id)) : offer.choices;
  const choices: Choice[] = many || field.required ? left : [...left, { id: NONE, label: t("ticket.none") }];
  const take = (id: string): void => {
    const ref = offer.refs[id];
    onPick(id === NONE ? null : id, ref ? { [id]: ref } : {});
  };
  const other = offer.onOther;
  return (
    <Picker anchor={anchor} label={field.name} choices={choices} chosen={many ? null : (chosen[0] ?? NONE)} loading={offer.loading} onClose={onClose} onChoose={take}
      {...(offer.onSearch ? { onSearch: offer.onSearch } : {})} {...(other ? { onOther: (text: string) => take(other(text)) } : {})} />
  );
}

type Names = (id: string, field: Field, refs: Refs) => string;
/** How one of many that were chosen is shown, when its name alone is not enough. */
type View = (id: string, refs: Refs, linked: boolean) => ReactNode;

/** A control of a form from which one thing, or some, are chosen. */
export function pickInput(useOffer: UseOffer, name: Names, many = false, view?: View) {
  return many
    ? (props: InputProps) => <ManyInput {...props} useOffer={useOffer} name={name} view={view} />
    : (props: InputProps) => <OneInput {...props} useOffer={useOffer} name={name} />;
}

interface Picking extends InputProps { useOffer: UseOffer; name: Names; view?: View | undefined }

function OneInput({ field, value, refs, wired, ticketId, onChange, useOffer, name }: Picking) {
  const id = textOf(value);
  const said = id ? name(id, field, refs) : t("ticket.none");
  return (
    <Editable id={wired.id} describedBy={wired["aria-describedby"]} className={`input picker-input${wired["aria-invalid"] ? " invalid" : ""}`} label={`${field.name}: ${said}`}
      picker={(anchor, close) => <OfferPicker field={field} useOffer={useOffer} chosen={id ? [id] : []} many={false} refs={refs} ticketId={ticketId} anchor={anchor} onClose={close} onPick={(to, more) => onChange(to, more)} />}>
      <span className={`truncate ${id ? "" : "muted"}`}>{said}</span><Icon name="down" />
    </Editable>
  );
}

function ManyInput({ field, value, refs, wired, ticketId, onChange, useOffer, name, view }: Picking) {
  const ids = listOf(value);
  const put = (to: string[], more?: Refs): void => onChange(to.length ? to : null, more);
  return (
    <div className="picked row wrap">
      {ids.map((id) => (
        <span key={id} className="tag">
          <span className="truncate">{view ? view(id, refs, Boolean(ticketId)) : name(id, field, refs)}</span>
          <IconButton small icon="close" className="tag-remove" label={t("fields.remove", { name: name(id, field, refs) })} onClick={() => put(ids.filter((x) => x !== id))} />
        </span>
      ))}
      {ids.length < most(field) && (
        <Editable id={wired.id} describedBy={wired["aria-describedby"]} className="btn small quiet" label={t("fields.addTo", { name: field.name })}
          picker={(anchor, close) => <OfferPicker field={field} useOffer={useOffer} chosen={ids} many refs={refs} ticketId={ticketId} anchor={anchor} onClose={close} onPick={(id, more) => { if (id && !ids.includes(id)) put([...ids, id], more); }} />}>
          <Icon name="plus" />{ids.length === 0 && t("action.add")}
        </Editable>
      )}
    </div>
  );
}
