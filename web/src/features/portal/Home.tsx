import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api, query } from "../../api/client";
import type { Page, PortalRow } from "../../api/types";
import { t } from "../../i18n";
import { Failed, Loading, When } from "../../ui";

export interface Offer { id: string; name: string; hint: string; kind: string; desk: string }

/** What one can report or ask for, and what became of it. */
export default function Home() {
  const [state, setState] = useState<"open" | "done">("open");
  const offers = useQuery({ queryKey: ["offers"], queryFn: () => api<Offer[]>("/portal/types") });
  const requests = useInfiniteQuery({
    queryKey: ["requests", state], queryFn: ({ pageParam }) => api<Page<PortalRow>>(`/portal/requests${query({ state, cursor: pageParam, limit: 20 })}`),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next,
  });
  const rows = requests.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <div className="portal">
      <h1>{t("portal.title")}</h1>
      {offers.isPending ? <Loading /> : offers.error ? <Failed problem={offers.error} /> : (
        <ul className="offers">{offers.data.map((o) => <li key={o.id}><Link to={`/portal/new/${o.id}`}><strong>{o.name}</strong><span>{o.hint} ({o.desk})</span></Link></li>)}</ul>
      )}
      <h2>{t("portal.mine")}</h2>
      <div className="row" role="group" aria-label={t("portal.mine")}>
        {(["open", "done"] as const).map((s) => <button key={s} className={s === state ? "btn primary" : "btn"} aria-pressed={s === state} onClick={() => setState(s)}>{t(`portal.${s}`)}</button>)}
      </div>
      {requests.isPending ? <Loading /> : requests.error ? <Failed problem={requests.error} /> : rows.length === 0 ? <p className="muted">{t("portal.none")}</p> : (
        <ul className="requests">
          {rows.map((r) => <li key={r.id}><Link to={`/portal/requests/${r.number}`}><span><strong>{r.title}</strong><br /><span className="muted">{r.number} · <When at={r.updated} /></span></span><span>{r.waiting ? <strong>{r.statusName}</strong> : r.statusName}</span></Link></li>)}
        </ul>
      )}
      {requests.hasNextPage && <button className="btn" onClick={() => void requests.fetchNextPage()}>{t("action.more")}</button>}
    </div>
  );
}
