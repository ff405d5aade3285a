import { Link } from "react-router";
import type { Queue } from "../../api/types";
import { useSession } from "../../app/session";
import { number, t } from "../../i18n";
import { Loading } from "../../ui";

/** Desks and their queues, with how many wait in each. */
export function Rail({ queues, current, onNew }: { queues: Queue[] | undefined; current: string | undefined; onNew: () => void }) {
  const session = useSession();
  return (
    <nav className="rail" aria-label={t("nav.queues")}>
      <button className="btn primary" onClick={onNew}>{t("ticket.new")}</button>
      {!queues && <Loading />}
      {session.desks.map((desk) => (
        <section key={desk.id}>
          <h2>{desk.name}</h2>
          {(queues ?? []).filter((q) => q.deskId === desk.id).map((q) => (
            <Link key={q.id} to={`/work/q/${q.id}`} className={q.id === current ? "active" : ""} aria-current={q.id === current ? "page" : undefined}>
              <span className="truncate">{q.name}</span><span className="muted num">{q.count >= 10000 ? "10,000+" : number(q.count)}</span>
            </Link>
          ))}
        </section>
      ))}
    </nav>
  );
}
