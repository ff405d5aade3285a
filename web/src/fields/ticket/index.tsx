import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { useSettled } from "../../api/directory";
import type { Field, Json, Page, Refs, SearchAnswer } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { formatList, parseIds } from "../choice/options";
import { among } from "../filters";
import { pickInput } from "../inputs/PickInput";
import type { DisplayProps, FieldKindUi, Offer, OfferContext } from "../kind";
import { configText, listOf, nameOf, UUID } from "../values";

/** Tickets by number or words; never the ticket itself. */
function useTicketOffer(field: Field, { ticketId }: OfferContext): Offer {
  const [typed, setText] = useState("");
  const text = useSettled(typed.trim(), 150);
  const session = useSession();
  const typeKey = configText(field, "typeKey");
  const found = useQuery({
    queryKey: ["search", "tickets", text],
    queryFn: ({ signal }) => api<SearchAnswer>("/search", { query: { q: text }, signal }),
    enabled: text.length > 1, staleTime: 30_000, placeholderData: (before) => before,
  });
  const rows = (text.length > 1 ? (found.data?.tickets ?? []) : []).filter((r) => r.id !== ticketId && (!typeKey || session.type(r.typeId)?.key === typeKey));
  return {
    choices: rows.map((r) => ({ id: r.id, label: `${r.number} ${r.title}`, view: <span className="truncate"><span className="muted">{r.number}</span> {r.title}</span> })),
    loading: found.isFetching, onSearch: setText, refs: Object.fromEntries(rows.map((r) => [r.id, { name: r.title, number: r.number }])),
  };
}

interface Registered { id: string; name: string }
/** Services and configuration items, from the register of the installation; requesters know of services only. */
const registerOffer = (path: string) =>
  function useRegistered(): Offer {
    const [typed, setText] = useState("");
    const text = useSettled(typed.trim(), 150);
    const from = useSession().isAgent ? path : "/portal/services";
    const found = useQuery({
      queryKey: ["register", from, text],
      queryFn: ({ signal }) => api<Page<Registered> | Registered[]>(from, { query: { search: text, limit: 20 }, signal }).then((a) => (Array.isArray(a) ? a : a.items)),
      staleTime: 60_000, placeholderData: (before) => before, retry: false,
    });
    const all = found.data ?? [];
    return { choices: all.map((x) => ({ id: x.id, label: x.name })), loading: found.isFetching, onSearch: setText, refs: Object.fromEntries(all.map((x) => [x.id, { name: x.name }])) };
  };
const useServices = registerOffer("/services");
const useCis = registerOffer("/cis");

const named = (id: string, _field: Field, refs: Refs): string => nameOf(id, refs);
const format = (value: Json, _field: Field, refs: Refs): string => formatList(value, (id) => nameOf(id, refs));
const parse = parseIds((text) => UUID.test(text), () => t("fields.noId"));

const Tickets = ({ value, refs, cell }: DisplayProps) => (
  <span className={cell ? "chips" : "lines"}>
    {listOf(value).map((id) => {
      const ref = refs[id];
      return ref?.number ? <Link key={id} className="truncate" to={`/work/t/${ref.number}`} title={ref.name}>{cell ? ref.number : `${ref.number} ${ref.name}`}</Link> : <span key={id} className="truncate">{nameOf(id, refs)}</span>;
    })}
  </span>
);
const Chips = ({ value, refs }: DisplayProps) => <span className="chips">{listOf(value).map((id) => <span key={id} className="tag"><span className="truncate">{nameOf(id, refs)}</span></span>)}</span>;

const linked = (id: string, refs: Refs, links: boolean): ReactNode => {
  const number = refs[id]?.number;
  return links && number ? <Link to={`/work/t/${number}`} title={nameOf(id, refs)}>{nameOf(id, refs)}</Link> : nameOf(id, refs);
};
const many = (useOffer: (field: Field, context: OfferContext) => Offer, Display: FieldKindUi["Display"], as: "ticket" | "service" | "ci") =>
  ({ format, parse, edit: "place", many: true, Input: pickInput(useOffer, named, true, linked), ...(Display ? { Display } : {}), useOffer, filter: among(as) }) satisfies FieldKindUi;

export const ticketKinds = {
  ticket: many(useTicketOffer, Tickets, "ticket"),
  dependency: many(useTicketOffer, Tickets, "ticket"),
  service: many(useServices, Chips, "service"),
  ci: many(useCis, Chips, "ci"),
} satisfies Record<string, FieldKindUi>;
