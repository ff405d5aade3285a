import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { BrowserRouter, Navigate, Route, Routes, useLocation } from "react-router";
import { useLocale } from "../i18n";
import { ErrorState, Skeleton, Toasts } from "../ui";
import { later } from "../ui/later";
import { Boundary } from "./Boundary";
import { Forward } from "./Forward";
import { NotFound } from "./NotFound";
import { client } from "./queryClient";
import { home, SessionProvider, useSession, useSessionQuery, useStart } from "./session";
import { Shell } from "./Shell";

const SignIn = later(() => import("../features/identity/SignIn"));
const SetUp = later(() => import("../features/identity/SetUp"));
const ResetPassword = later(() => import("../features/identity/ResetPassword"));
const Account = later(() => import("../features/identity/Account"));
const Inbox = later(() => import("../features/notification/Inbox"));
const MyApprovals = later(() => import("../features/approval/MyApprovals"));
const DecidePage = later(() => import("../features/approval/DecidePage"));
const AckPage = later(() => import("../features/oncall/AckPage"));
const Rate = later(() => import("../features/portal/Rate"));
const areas = {
  portal: () => import("../features/portal/Portal"),
  work: () => import("../features/agent/Work"),
  figures: () => import("../features/analytics/Figures"),
  admin: () => import("../features/admin/Admin"),
};
const Portal = later(areas.portal);
const Work = lazy(areas.work);
const Figures = later(areas.figures);
const Admin = later(areas.admin);
const TimeReport = later(() => import("../features/task/TimeReport"));

/** Begins to load what the address asks for: beside the question who is signed in, not after it. */
export function loadAhead(): void {
  const area = window.location.pathname.split("/")[1] ?? "";
  if (Object.hasOwn(areas, area)) void areas[area as keyof typeof areas]().catch(() => undefined);
}

export function App() {
  const locale = useLocale();
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Suspense fallback={<Skeleton />}>
          <Routes key={locale}>
            <Route path="/rate/:token" element={<Rate />} />
            <Route path="/approve/:token" element={<DecidePage />} />
            <Route path="/page/:token" element={<AckPage />} />
            <Route path="/reset-password" element={<ResetPassword />} />
            <Route path="*" element={<Gate />} />
          </Routes>
        </Suspense>
        <Toasts />
      </BrowserRouter>
    </QueryClientProvider>
  );
}

/** Set-up before sign-in, sign-in before everything else. */
function Gate() {
  const start = useStart();
  const session = useSessionQuery();
  const at = useLocation();
  if (start.error || session.error)
    return <ErrorState page error={start.error ?? session.error} retry={() => { void start.refetch(); void session.refetch(); }} />;
  if (start.isPending || session.isPending) return <Skeleton />;
  if (!start.data.setUp && !session.data) return at.pathname === "/set-up" ? <SetUp /> : <Navigate to="/set-up" replace />;
  if (!session.data) {
    if (at.pathname === "/sign-in") return <SignIn start={start.data} />;
    const back = at.pathname === "/" ? "" : `?to=${encodeURIComponent(at.pathname + at.search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  return <SessionProvider session={session.data}><Inside /></SessionProvider>;
}

/** Only a place of our own may be gone to after sign-in. */
const inside = (to: string | null): string | null => (to && /^\/(?![/\\])/.test(to) ? to : null);

function Inside() {
  const session = useSession();
  const at = useLocation();
  const start = inside(new URLSearchParams(at.search).get("to")) ?? home(session);
  return (
    <Shell>
      <Boundary at={at.pathname}>
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route path="/portal/*" element={<Portal />} />
            <Route path="/inbox" element={<Inbox />} />
            <Route path="/approvals/*" element={<MyApprovals />} />
            <Route path="/account" element={<Account />} />
            {session.isAgent && <Route path="/work/*" element={<Work />} />}
            {session.isManager && <Route path="/figures" element={<Figures />} />}
            {session.isManager && <Route path="/figures/time" element={<TimeReport />} />}
            {session.isManager && <Route path="/admin/*" element={<Admin />} />}
            {["/", "/sign-in", "/set-up"].map((path) => <Route key={path} path={path} element={<Forward to={start} />} />)}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Boundary>
    </Shell>
  );
}
