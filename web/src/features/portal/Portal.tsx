import { Route, Routes } from "react-router";
import { NotFound } from "../../app/NotFound";
import { Ask } from "./Ask";
import { Home } from "./Home";
import { Request } from "./Request";
import "./portal.css";

/** For those who ask: plain words, one column, large targets. */
export default function Portal() {
  return (
    <div className="portal">
      <Routes>
        <Route index element={<Home />} />
        <Route path="new/:typeId" element={<Ask />} />
        <Route path="requests/:id" element={<Request />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </div>
  );
}
