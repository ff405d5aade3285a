import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { PortalRow, PortalType } from "../../api/types";
import { rank } from "../../app/fuzzy";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { useWaiting } from "../notification/data";
import { EmptyState, ErrorState, Highlighted, Pager, RelativeTime, Skeleton, Tabs } from "../../ui";

type State = "open" | "done";
export const useOffers = () => useQuery({ queryKey: ["portal", "types"], queryFn: () => api<PortalType[]>("/portal/types"), staleTime: 5 * 60_000 });

export function Home() {
  useTitle(t("portal.title"));
  const { person } = useSession();
  const [text, setText] = useState("");
  const [state, setState] = useState<State>("open");
  return (
    <>
      <h1>{t("portal.hello", { name: person.name.split(" ")[0] ?? person.name })}</h1>
      <div className="portal-search" role="search">
        <label htmlFor="ask">{t("portal.ask")}</label>
        <input id="ask" className="input" type="search" value={text} placeholder={t("portal.askExample")} onChange={(e) => setText(e.target.value)} autoComplete="off" />
      </div>
      <Decisions />
      <Offers text={text} />
      <section aria-labelledby="mine">
        <h2 id="mine">{t("portal.mine")}</h2>
        <Tabs label={t("portal.mine")} tabs={[{ id: "open", label: t("portal.open") }, { id: "done", label: t("portal.done") }]} value={state} onChange={setState}>
          <Mine state={state} text={text} />
        </Tabs>
      </section>
    </>
  );
}

/** Whoever is asked to decide finds it here, too. */
function Decisions() {
  const waiting = useWaiting().data?.waiting ?? 0;
  return waiting > 0 ? <p className="notice"><Link to="/approvals">{t("portal.decisions", { count: waiting })}</Link></p> : null;
}

/** What one can ask for. Typing brings what fits to the top, and never takes a way out away. */
function Offers({ text }: { text: string }) {
  const offers = useOffers();
  if (offers.error) return <ErrorState error={offers.error} retry={() => void offers.refetch()} />;
  if (!offers.data) return <Skeleton lines={3} height={22} gap={26} />;
  if (!offers.data.length) return <EmptyState title={t("portal.noTypes")} text={t("portal.noTypesText")} />;
  const fitting = text.trim() ? rank(text.trim(), offers.data, (o) => `${o.name} ${o.hint} ${o.desk}`) : offers.data;
  const shown = [...fitting, ...offers.data.filter((o) => !fitting.includes(o))];
  // Two desks may call what they offer by one name.
  const several = new Set(offers.data.map((o) => o.desk)).size > 1;
  const carried = text.trim() ? `?title=${encodeURIComponent(text.trim())}` : "";
  return (
    <nav aria-label={t("portal.offers")}>
      <ul className="offers">
        {shown.map((o) => (
          <li key={o.id}><Link to={`/portal/new/${o.id}${carried}`}><strong>{o.name}</strong></Link><span>{o.hint}{o.hint && several && " "}{several && <span className="tag">{o.desk}</span>}</span></li>
        ))}
      </ul>
      {text.trim() && <p className="muted">{t("portal.carried", { text: text.trim() })}</p>}
    </nav>
  );
}

function Mine({ state, text }: { state: State; text: string }) {
  const list = usePages<PortalRow>(["portal", "requests", state], "/portal/requests", { state }, { limit: 20 });
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={4} height={16} gap={24} />;
  if (!list.rows.length) return <p className="muted">{t(state === "open" ? "portal.noneOpen" : "portal.noneDone")}</p>;
  const wanted = text.trim().toLowerCase();
  const rows = wanted ? rank(wanted, list.rows, (r) => `${r.number} ${r.title}`) : list.rows;
  return (
    <>
      <ul className="requests">
        {(rows.length ? rows : list.rows).map((r) => (
          <li key={r.id}>
            <Link to={`/portal/requests/${r.number}`}><Highlighted text={r.title} words={wanted} /></Link>
            <span className={`step-word ${r.step}`}>{r.waiting ? t("step.waiting_for_you") : t(`step.${r.step}`)}</span>
            <span className="muted small">{r.number} · {t("portal.changed")} <RelativeTime at={r.updated} /></span>
          </li>
        ))}
      </ul>
      <Pager more={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
