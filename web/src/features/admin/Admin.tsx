import { lazy, Suspense, type ComponentType } from "react";
import { NavLink, useParams } from "react-router";
import { useSession } from "../../app/session";
import { t, type Key } from "../../i18n";
import { Empty, Loading } from "../../ui";
import { Desks, Organisation, Teams, Tokens } from "./Organisation";
import { People } from "./People";

const Imports = lazy(() => import("./Imports"));
const Mail = lazy(() => import("./Mail"));

const PARTS: Record<string, ComponentType> = { people: People, desks: Desks, teams: Teams, tokens: Tokens, organisation: Organisation, mail: Mail, imports: Imports };

export default function Admin() {
  const { part = "people" } = useParams();
  const session = useSession();
  const Part = PARTS[part];
  if (!session.admin) return <Empty title={t("admin.only")} />;
  return (
    <div className="page">
      <h1>{t("nav.admin")}</h1>
      <nav className="tabs" aria-label={t("nav.admin")}>{Object.keys(PARTS).map((p) => <NavLink key={p} to={`/admin/${p}`} className={p === part ? "active" : ""}>{t(`admin.${p}` as Key)}</NavLink>)}</nav>
      <Suspense fallback={<Loading />}>{Part ? <Part /> : <Empty title={t("state.missing")} />}</Suspense>
    </div>
  );
}
