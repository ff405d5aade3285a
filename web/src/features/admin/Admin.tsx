import { lazy, Suspense } from "react";
import { NavLink, Route, Routes } from "react-router";
import { Forward } from "../../app/Forward";
import { NotFound } from "../../app/NotFound";
import { t } from "../../i18n";
import { Skeleton } from "../../ui";
import { Categories } from "./Categories";
import { Desks } from "./Desks";
import { OrganisationPage } from "./OrganisationPage";
import { People } from "./People";
import { Teams } from "./Teams";
import { Tokens } from "./Tokens";
import "./admin.css";

const Imports = lazy(() => import("../imports/Imports"));
const Mail = lazy(() => import("../mail/Mail"));

const PAGES = [
  ["people", "admin.people"], ["desks", "admin.desks"], ["teams", "admin.teams"], ["categories", "admin.categories"],
  ["mail", "admin.mail"], ["imports", "admin.imports"], ["tokens", "admin.tokens"], ["organisation", "admin.organisation"],
] as const;

export default function Admin() {
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t("nav.admin")}>
        {PAGES.map(([path, label]) => <NavLink key={path} to={`/admin/${path}`}>{t(label)}</NavLink>)}
      </nav>
      <div className="admin-page">
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route index element={<Forward to="/admin/people" />} />
            <Route path="people" element={<People />} />
            <Route path="desks" element={<Desks />} />
            <Route path="teams" element={<Teams />} />
            <Route path="categories" element={<Categories />} />
            <Route path="tokens" element={<Tokens />} />
            <Route path="organisation" element={<OrganisationPage />} />
            <Route path="mail/*" element={<Mail />} />
            <Route path="imports/*" element={<Imports />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}
