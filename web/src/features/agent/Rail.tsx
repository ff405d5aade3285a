import { NavLink } from "react-router";
import type { Queue } from "../../api/types";
import { useSession } from "../../app/session";
import { number, t } from "../../i18n";
import { Button, Icon, IconButton, Skeleton } from "../../ui";

/** Desks and their queues, with how many tickets wait in each. */
export function Rail({ queues, open, onClose, onNew, onNext }: { queues: Queue[] | undefined; open: boolean; onClose: () => void; onNew: () => void; onNext: () => void }) {
  const session = useSession();
  const desks = Array.from(new Set((queues ?? []).map((q) => q.deskId)));
  return (
    <>
      {open && <div className="rail-shade" onClick={onClose} aria-hidden="true" />}
      <nav className={`rail ${open ? "open" : ""}`} aria-label={t("rail.label")}>
        <div className="row">
          <Button kind="primary" icon="plus" className="grow" onClick={onNew}>{t("ticket.new")}</Button>
          <IconButton icon="right" label={`${t("next.title")} (G N)`} onClick={() => { onClose(); onNext(); }} />
          {open && <IconButton icon="close" label={t("action.close")} onClick={onClose} />}
        </div>
        {!queues && <Skeleton lines={6} />}
        {desks.map((desk) => (
          <section key={desk ?? ""} aria-label={desk ? session.deskName(desk) : t("rail.all")}>
            <h2>{desk ? session.deskName(desk) : t("rail.all")}</h2>
            {(queues ?? []).filter((q) => q.deskId === desk).sort((a, b) => a.position - b.position).map((q) => (
              <NavLink key={q.id} to={`/work/q/${q.id}`} onClick={onClose}>
                <span className="truncate">{q.name}</span>
                <span className="count" aria-label={t("rail.count", { count: q.count })}>{q.count >= 10_000 ? `${number(10_000)}+` : q.count ? number(q.count) : ""}</span>
              </NavLink>
            ))}
          </section>
        ))}
        <section>
          <h2>{t("rail.more")}</h2>
          <NavLink to="/work/tasks" onClick={onClose}><span className="row"><Icon name="check" />{t("task.mine")}</span></NavLink>
          <NavLink to="/work/macros" onClick={onClose}><span className="row"><Icon name="quote" />{t("macro.title")}</span></NavLink>
          <NavLink to="/work/search" onClick={onClose}><span className="row"><Icon name="search" />{t("rail.search")}</span></NavLink>
        </section>
      </nav>
    </>
  );
}
