import { NavLink } from "react-router";
import type { View } from "../../api/types";
import { useSession } from "../../app/session";
import { number, t } from "../../i18n";
import { Button, Icon, IconButton, Skeleton, type IconName } from "../../ui";

const ICONS: Record<View["layout"], IconName> = { table: "list", board: "board", calendar: "calendar", timeline: "bars" };
const byPlace = (a: View, b: View): number => a.position - b.position || a.name.localeCompare(b.name);

export interface RailSection { key: string; title: string; views: View[] }
/** One's favourites, each desk's queues with what is shared there, and one's own views. */
export function sections(views: View[], deskName: (id: string) => string): RailSection[] {
  const shared = views.filter((v) => v.queue || v.shared);
  const desks = Array.from(new Set(shared.map((v) => v.deskId)));
  const all = [
    { key: "favourites", title: t("rail.favourites"), views: views.filter((v) => v.favourite).sort(byPlace) },
    ...desks.map((desk) => ({ key: desk ?? "all", title: desk ? deskName(desk) : t("rail.all"), views: shared.filter((v) => v.deskId === desk).sort((a, b) => Number(b.queue) - Number(a.queue) || byPlace(a, b)) })),
    { key: "own", title: t("rail.own"), views: views.filter((v) => !v.queue && !v.shared).sort(byPlace) },
  ];
  return all.filter((s) => s.views.length > 0);
}

/** Desks with their queues and views, with how many tickets wait in each. */
export function Rail({ views, open, onClose, onNew, onNext }: { views: View[] | undefined; open: boolean; onClose: () => void; onNew: () => void; onNext: () => void }) {
  const session = useSession();
  return (
    <>
      {open && <div className="rail-shade" onClick={onClose} aria-hidden="true" />}
      <nav className={`rail ${open ? "open" : ""}`} aria-label={t("rail.label")}>
        <div className="row">
          <Button kind="primary" icon="plus" className="grow" onClick={onNew}>{t("ticket.new")}</Button>
          <IconButton icon="right" label={`${t("next.title")} (G N)`} onClick={() => { onClose(); onNext(); }} />
          {open && <IconButton icon="close" label={t("action.close")} onClick={onClose} />}
        </div>
        {!views && <Skeleton lines={6} />}
        {sections(views ?? [], session.deskName).map((section) => (
          <section key={section.key} aria-label={section.title}>
            <h2>{section.title}</h2>
            {section.views.map((v) => (
              <NavLink key={v.id} to={`/work/views/${v.id}`} onClick={onClose}>
                <span className="row truncate">{!v.queue && <Icon name={ICONS[v.layout] ?? "list"} />}<span className="truncate">{v.name}</span></span>
                {v.count !== null && <span className="count" aria-label={t("rail.count", { count: v.count })}>{v.count >= 10_000 ? `${number(10_000)}+` : v.count ? number(v.count) : ""}</span>}
              </NavLink>
            ))}
          </section>
        ))}
        <section>
          <h2>{t("rail.more")}</h2>
          <NavLink to="/work/tasks" onClick={onClose}><span className="row"><Icon name="check" />{t("task.mine")}</span></NavLink>
          <NavLink to="/work/on-call" onClick={onClose}><span className="row"><Icon name="bell" />{t("onCall.title")}</span></NavLink>
          <NavLink to="/work/configuration" onClick={onClose}><span className="row"><Icon name="list" />{t("ci.register")}</span></NavLink>
          <NavLink to="/work/macros" onClick={onClose}><span className="row"><Icon name="quote" />{t("macro.title")}</span></NavLink>
          <NavLink to="/work/search" onClick={onClose}><span className="row"><Icon name="search" />{t("rail.search")}</span></NavLink>
        </section>
      </nav>
    </>
  );
}
