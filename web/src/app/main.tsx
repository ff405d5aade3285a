import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router";
import { Problem } from "../api/client";
import { t } from "../i18n";
import { Empty, Loading } from "../ui";
import { Toasts } from "../ui/toasts";
import { SignedIn, useSession } from "./session";
import { Shell } from "./Shell";
import "./style.css";
import { apply } from "./theme";

const SetUp = lazy(() => import("../features/identity/SetUp"));
const SignIn = lazy(() => import("../features/identity/SignIn"));
const Reset = lazy(() => import("../features/identity/Reset"));
const Account = lazy(() => import("../features/identity/Account"));
const Work = lazy(() => import("../features/agent/Work"));
const PortalHome = lazy(() => import("../features/portal/Home"));
const PortalForm = lazy(() => import("../features/portal/Form"));
const PortalRequest = lazy(() => import("../features/portal/Request"));
const Rate = lazy(() => import("../features/portal/Rate"));
const Figures = lazy(() => import("../features/analytics/Figures"));
const Admin = lazy(() => import("../features/admin/Admin"));

const Home = () => <Navigate to={useSession().desks.length ? "/work" : "/portal"} replace />;
const Missing = () => <Empty title={t("state.missing")}><a href="/">{t("action.home")}</a></Empty>;

const router = createBrowserRouter([
  { path: "/set-up", element: <SetUp /> },
  { path: "/sign-in", element: <SignIn /> },
  { path: "/reset-password", element: <Reset /> },
  { path: "/rate/:token", element: <Rate /> },
  {
    element: <SignedIn><Shell /></SignedIn>,
    children: [
      { path: "/", element: <Home /> },
      { path: "/work", element: <Work /> },
      { path: "/work/q/:queueId", element: <Work /> },
      { path: "/work/q/:queueId/:number", element: <Work /> },
      { path: "/work/search", element: <Work /> },
      { path: "/work/t/:number", element: <Work /> },
      { path: "/portal", element: <PortalHome /> },
      { path: "/portal/new/:typeId", element: <PortalForm /> },
      { path: "/portal/requests/:id", element: <PortalRequest /> },
      { path: "/figures", element: <Figures /> },
      { path: "/admin", element: <Admin /> },
      { path: "/admin/:part", element: <Admin /> },
      { path: "/account", element: <Account /> },
      { path: "*", element: <Missing /> },
    ],
  },
]);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
    },
  },
});

apply();
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Suspense fallback={<Loading />}><RouterProvider router={router} /></Suspense>
        <Toasts undoLabel={t("action.undo")} />
      </QueryClientProvider>
    </StrictMode>,
  );
