import { Suspense, useState } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { t } from "../i18n";
import { Loading } from "../ui";
import icon from "./icon.svg";
import { useKey } from "./keys";
import { Keys } from "./Keys";
import { Palette } from "./Palette";
import { useSession } from "./session";

/** The thin frame around every page: where one can go, who one is. */
export function Shell() {
  const session = useSession();
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const agent = session.desks.length > 0;
  useKey("mod+k", () => setPalette(true));
  useKey("?", () => setKeys(true));
  return (
    <div className="shell">
      <a className="skip" href="#main">{t("nav.skip")}</a>
      <header className="top">
        <Link className="brand" to="/"><img src={icon} alt="" />Steward</Link>
        <nav aria-label={t("nav.main")}>
          {agent && <NavLink to="/work">{t("nav.work")}</NavLink>}
          <NavLink to="/portal">{t("nav.portal")}</NavLink>
          {session.desks.some((d) => d.role === "manager") && <NavLink to="/figures">{t("nav.figures")}</NavLink>}
          {session.admin && <NavLink to="/admin">{t("nav.admin")}</NavLink>}
        </nav>
        <span className="grow" />
        <button className="btn plain hide-small" onClick={() => setPalette(true)}>{t("nav.palette")} <kbd>Ctrl K</kbd></button>
        <NavLink className="btn plain" to="/account">{session.person.name}</NavLink>
      </header>
      <main id="main" className="full"><Suspense fallback={<Loading />}><Outlet /></Suspense></main>
      <Palette open={palette} onClose={() => setPalette(false)} />
      <Keys open={keys} onClose={() => setKeys(false)} />
    </div>
  );
}
