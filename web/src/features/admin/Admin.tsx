import { lazy, Suspense } from "react";
import { NavLink, Route, Routes } from "react-router";
import { Forward } from "../../app/Forward";
import { NotFound } from "../../app/NotFound";
import { t } from "../../i18n";
import { useSession } from "../../app/session";
import { Skeleton } from "../../ui";
import { Categories } from "./Categories";
import { Desks } from "./Desks";
import { OrganisationPage } from "./OrganisationPage";
import { People } from "./People";
import { Teams } from "./Teams";
import { Tokens } from "./Tokens";
import "./admin.css";

const Imports = lazy(() => import("../imports/Imports"));
const Templates = lazy(() => import("../task/Templates").then((x) => ({ default: x.Templates })));
const Schedules = lazy(() => import("../task/Schedules").then((x) => ({ default: x.Schedules })));
const Configuration = lazy(() => import("../blueprint/Configuration"));
const Mail = lazy(() => import("../mail/Mail"));

/** What the managers of a desk tend themselves. */
const MANAGERS = [["task-templates", "admin.taskTemplates"], ["schedules", "admin.schedules"], ["configuration", "admin.configuration"]] as const;
const PAGES = [
  ["people", "admin.people"], ["desks", "admin.desks"], ["teams", "admin.teams"], ["categories", "admin.categories"],
  ["mail", "admin.mail"], ["imports", "admin.imports"], ["tokens", "admin.tokens"], ["organisation", "admin.organisation"], ...MANAGERS,
] as const;

export default function Admin() {
  const { admin } = useSession();
  const pages = admin ? PAGES : MANAGERS;
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t("nav.admin")}>
        {pages.map(([path, label]) => <NavLink key={path} to={`/admin/${path}`}>{t(label)}</NavLink>)}
      </nav>
      <div className="admin-page">
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route index element={<Forward to={`/admin/${pages[0][0]}`} />} />
            <Route path="task-templates" element={<Templates />} />
            <Route path="schedules" element={<Schedules />} />
            <Route path="configuration" element={<Configuration />} />
            {admin && <Route path="people" element={<People />} />}
            {admin && <Route path="desks" element={<Desks />} />}
            {admin && <Route path="teams" element={<Teams />} />}
            {admin && <Route path="categories" element={<Categories />} />}
            {admin && <Route path="tokens" element={<Tokens />} />}
            {admin && <Route path="organisation" element={<OrganisationPage />} />}
            {admin && <Route path="mail/*" element={<Mail />} />}
            {admin && <Route path="imports/*" element={<Imports />} />}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}
