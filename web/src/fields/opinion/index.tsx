import type { Field, Json } from "../../api/types";
import { t } from "../../i18n";
import { formatList, formatRating, parseIds, parseRating, parseTags, ratingMost, ratingWord } from "../choice/options";
import { among, ordered, presence } from "../filters";
import { pickInput } from "../inputs/PickInput";
import type { DisplayProps, FieldKindUi, InputProps, Offer } from "../kind";
import { listOf, nameOf, UUID } from "../values";

const stars = (n: number, all: number): string => "★".repeat(n) + "☆".repeat(Math.max(0, all - n));
const said = (n: number, field: Field): string => [formatRating(n, field), ratingWord(n, field)].filter(Boolean).join(": ");

/** Radio buttons behind stars: arrows choose, and words say what was chosen. */
function RatingInput({ field, value, wired, onChange }: InputProps) {
  const all = ratingMost(field);
  const now = typeof value === "number" ? value : 0;
  return (
    <div className="row wrap rating-input" role="radiogroup" aria-label={field.name} aria-describedby={wired["aria-describedby"]} aria-required={wired["aria-required"]} aria-invalid={wired["aria-invalid"]}>
      <span className="row star-row">
        {Array.from({ length: all }, (_, i) => i + 1).map((n) => (
          <label key={n} className={`star ${n <= now ? "on" : ""}`} title={said(n, field)}>
            <input type="radio" id={n === 1 ? wired.id : undefined} name={wired.id} aria-label={said(n, field)} checked={now === n} onChange={() => onChange(n)} />
            <span aria-hidden="true">{n <= now ? "★" : "☆"}</span>
          </label>
        ))}
      </span>
      {now > 0 && <span className="small muted">{ratingWord(now, field) || formatRating(now, field)}</span>}
      {!field.required && now > 0 && <button type="button" className="btn link small" onClick={() => onChange(null)}>{t("action.clear")}</button>}
    </div>
  );
}
const Rating = ({ value, field, cell }: DisplayProps) =>
  typeof value === "number" ? <span className="row" title={said(value, field)}><span className="field-stars" role="img" aria-label={formatRating(value, field)}>{stars(value, ratingMost(field))}</span>{!cell && <span className="small">{ratingWord(value, field)}</span>}</span> : null;

const useNewTags = (_field: Field): Offer => ({ choices: [], loading: false, refs: {}, onOther: (text) => text.toLowerCase().replace(/,/g, " ").trim() });
const Tags = ({ value }: DisplayProps) => <span className="chips">{listOf(value).map((x) => <span key={x} className="tag">{x}</span>)}</span>;

const formatVotes = (value: Json): string => (listOf(value).length ? t("fields.votes", { count: listOf(value).length }) : "");
const Votes = ({ value, refs }: DisplayProps) => <span title={formatList(value, (id) => nameOf(id, refs))}>{formatVotes(value)}</span>;

export const opinionKinds = {
  rating: { format: formatRating, parse: parseRating, edit: "place", Input: RatingInput, Display: Rating, filter: ordered("rating") },
  tags: { format: (v: Json) => formatList(v, (x) => x), parse: parseTags, edit: "place", many: true, Input: pickInput(useNewTags, (x) => x, true), Display: Tags, useOffer: useNewTags, filter: among("text") },
  // One gives and takes back one's own vote only; that goes by its own address, see FieldEditor.
  vote: { format: formatVotes, parse: parseIds((x) => UUID.test(x), () => t("fields.noId")), edit: "place", Input: null, Display: Votes, filter: presence },
} satisfies Record<string, FieldKindUi>;
