import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { NotFound } from "../../app/NotFound";
import { Skeleton } from "../../ui";
import { Home } from "./Home";
import "./portal.css";

// The first page has but a field and a list; what one writes on comes with the pages for that.
const Ask = lazy(() => import("./Ask").then((m) => ({ default: m.Ask })));
const Request = lazy(() => import("./Request").then((m) => ({ default: m.Request })));

/** For those who ask: plain words, one column, large targets. */
export default function Portal() {
  return (
    <div className="portal">
      <Suspense fallback={<Skeleton lines={8} />}><Routes>
        <Route index element={<Home />} />
        <Route path="new/:typeId" element={<Ask />} />
        <Route path="requests/:id" element={<Request />} />
        <Route path="*" element={<NotFound />} />
      </Routes></Suspense>
    </div>
  );
}
