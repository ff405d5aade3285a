import { lazy, Suspense } from "react";
import { NavLink, Route, Routes } from "react-router";
import { Forward } from "../../app/Forward";
import { NotFound } from "../../app/NotFound";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Skeleton } from "../../ui";
import { Categories } from "./Categories";
import { Desks } from "./Desks";
import { Followers } from "./Followers";
import { OrganisationPage } from "./OrganisationPage";
import { People } from "./People";
import { Teams } from "./Teams";
import { Tokens } from "./Tokens";
import "./admin.css";

const Imports = lazy(() => import("../imports/Imports"));
const Templates = lazy(() => import("../task/Templates").then((x) => ({ default: x.Templates })));
const Schedules = lazy(() => import("../task/Schedules").then((x) => ({ default: x.Schedules })));
const Assignment = lazy(() => import("../assignment/Assignment").then((x) => ({ default: x.Assignment })));
const Configuration = lazy(() => import("../blueprint/Configuration"));
const Rules = lazy(() => import("../automation/Rules"));
const Sla = lazy(() => import("../sla/Sla"));
const OnCallAdmin = lazy(() => import("../oncall/OnCallAdmin"));
const Connections = lazy(() => import("../connections/Connections"));
const Mail = lazy(() => import("../mail/Mail"));
const NoticeTemplates = lazy(() => import("../notification/TemplatesPage"));
const DeskPage = lazy(() => import("./types/DeskPage"));
const TypeEditor = lazy(() => import("./types/TypeEditor"));

const PAGES = [
  ["people", "admin.people"], ["desks", "admin.desks"], ["teams", "admin.teams"], ["categories", "admin.categories"],
  ["mail", "admin.mail"], ["connections", "admin.connections"], ["notifications", "admin.notifications"], ["imports", "admin.imports"], ["tokens", "admin.tokens"], ["organisation", "admin.organisation"], ["background", "admin.followers"],
  ["assignment", "admin.assignment"], ["sla", "admin.sla"], ["on-call", "admin.onCall"], ["rules", "admin.rules"], ["task-templates", "admin.taskTemplates"], ["schedules", "admin.schedules"],
  ["configuration", "admin.configuration"],
] as const;
/** What the managers of a desk look after themselves. */
const MANAGERS: ReadonlySet<string> = new Set(["desks", "teams", "categories", "assignment", "sla", "on-call", "rules", "task-templates", "schedules", "configuration", "connections"]);

export default function Admin() {
  const { admin } = useSession();
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t("nav.admin")}>
        {PAGES.filter(([path]) => admin || MANAGERS.has(path)).map(([path, label]) => <NavLink key={path} to={`/admin/${path}`}>{t(label)}</NavLink>)}
      </nav>
      <div className="admin-page">
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route index element={<Forward to={admin ? "/admin/people" : "/admin/desks"} />} />
            <Route path="desks" element={<Desks />} />
            <Route path="desks/:deskId" element={<DeskPage />} />
            <Route path="types/:typeId/:tab?" element={<TypeEditor />} />
            <Route path="categories" element={<Categories />} />
            <Route path="teams" element={<Teams />} />
            <Route path="assignment" element={<Assignment />} />
            <Route path="sla" element={<Sla />} />
            <Route path="rules/*" element={<Rules />} />
            <Route path="on-call" element={<OnCallAdmin />} />
            <Route path="task-templates" element={<Templates />} />
            <Route path="schedules" element={<Schedules />} />
            <Route path="configuration" element={<Configuration />} />
            <Route path="connections/*" element={<Connections />} />
            {admin && (
              <>
                <Route path="people" element={<People />} />
                <Route path="tokens" element={<Tokens />} />
                <Route path="background" element={<Followers />} />
                <Route path="organisation" element={<OrganisationPage />} />
                <Route path="mail/*" element={<Mail />} />
                <Route path="notifications" element={<NoticeTemplates />} />
                <Route path="imports/*" element={<Imports />} />
              </>
            )}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}
