import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { api } from "../../api/client";
import type { View } from "../../api/types";
import { useMedia } from "../../app/useMedia";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { EmptyState, IconButton, LinkButton, Skeleton } from "../../ui";
import { useCatalogue } from "../views/catalogue";
import { useLooking } from "../views/data";
import { TableView } from "../views/table/TableView";
import { ViewBar } from "../views/ViewBar";
import "../views/views.css";
import { QueryBar } from "./QueryBar";
import type { Place } from "./place";
import { later } from "../../ui/later";

const Board = later(() => import("../views/board/Board"));
const Calendar = later(() => import("../views/calendar/Calendar"));
const Timeline = later(() => import("../views/timeline/Timeline"));
const Builder = later(() => import("../views/builder/Builder"));

interface Props { place: Place; view: View | undefined; pending: boolean; compact: boolean; onRail: () => void }

/** One view or one search: its query, its tickets in the way they are looked at, what is done with them. */
export function ListView({ place, view, pending, compact, onRail }: Props) {
  const looking = useLooking(place, view);
  const catalogue = useCatalogue(looking.deskId);
  const narrow = useMedia("(max-width: 900px)");
  const [building, setBuilding] = useState(false);
  const { settings, asking } = looking;
  const known = place.search || view !== undefined;
  // A view's number comes with the view; of a search, or of a view asked otherwise, it is asked for.
  const counts = known && (place.search || looking.settings.query !== looking.base.query || view?.count === null);
  const count = useQuery({ queryKey: ["count", asking.q, asking.awake], queryFn: () => api<{ count: number; exact: boolean }>("/tickets/count", { query: { q: asking.q, awake: asking.awake } }), enabled: counts });
  const title = place.search ? t("rail.search") : (view?.name ?? "");
  useTitle(compact ? undefined : title);

  const empty = place.search || looking.changed ? { title: t("list.noMatch"), text: t("list.noMatchText") } : { title: t("list.empty"), text: t("list.emptyText") };
  const shared = { place, looking, catalogue };
  let body;
  if (!known) body = pending ? <Skeleton lines={12} height={14} gap={22} /> : <EmptyState icon="inbox" title={t("problem.notFound.title")} text={t("list.noQueue")}><LinkButton to="/work">{t("nav.home")}</LinkButton></EmptyState>;
  else if (compact || settings.layout === "table") body = <TableView {...shared} compact={compact || narrow} empty={empty} />;
  else if (settings.layout === "board") body = <Board {...shared} />;
  else if (settings.layout === "calendar") body = <Calendar {...shared} />;
  else body = <Timeline {...shared} />;
  const total = counts ? count.data?.count : view?.count;
  return (
    <section className={`list ${compact ? "compact" : ""}`} aria-label={title}>
      <div className="list-head">
        <IconButton icon="menu" label={t("rail.open")} className="rail-button" onClick={onRail} />
        <h1 className="truncate">{title}</h1>
        {typeof total === "number" && <span className="muted small num">{t("list.count", { count: total })}{counts && count.data && !count.data.exact ? "+" : ""}</span>}
        <span className="grow" />
        {!compact && known && <ViewBar view={view} looking={looking} catalogue={catalogue} />}
      </div>
      <QueryBar key={`${place.viewId ?? ""}|${settings.query}`} value={settings.query} suspect={count.error !== null} onSearch={(query) => looking.set({ query })}>
        {!compact && <IconButton icon="tree" small label={t("builder.open")} aria-expanded={building} aria-pressed={building} onClick={() => setBuilding(!building)} />}
      </QueryBar>
      {building && !compact && <Suspense fallback={<Skeleton lines={2} />}><Builder key={place.viewId ?? ""} text={settings.query} catalogue={catalogue} deskId={looking.deskId} onText={(query) => looking.set({ query })} onClose={() => setBuilding(false)} /></Suspense>}
      <Suspense fallback={<Skeleton lines={12} height={14} gap={22} />}>{body}</Suspense>
    </section>
  );
}
