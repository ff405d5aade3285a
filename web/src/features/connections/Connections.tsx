import { NavLink, Route, Routes } from "react-router";
import { NotFound } from "../../app/NotFound";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Chats } from "./Chats";
import { DeliveriesPage } from "./Deliveries";
import { HttpConnections } from "./HttpConnections";
import { Sms } from "./Sms";
import { Sources } from "./Sources";
import { Webhooks } from "./Webhooks";

/** What leaves and enters the house by HTTP. */
export default function Connections() {
  useTitle(t("admin.connections"));
  const { admin } = useSession();
  return (
    <>
      <div className="page-head"><h1>{t("admin.connections")}</h1></div>
      <nav className="tabs" aria-label={t("admin.connections")}>
        <NavLink to="/admin/connections" end>{t("conn.webhooks")}</NavLink>
        <NavLink to="/admin/connections/inbound">{t("conn.inbound")}</NavLink>
        <NavLink to="/admin/connections/chat">{t("conn.chat")}</NavLink>
        <NavLink to="/admin/connections/http">{t("conn.http")}</NavLink>
        {admin && <NavLink to="/admin/connections/sms">{t("conn.sms")}</NavLink>}
        {admin && <NavLink to="/admin/connections/deliveries">{t("conn.deliveries")}</NavLink>}
      </nav>
      <Routes>
        <Route index element={<Webhooks />} />
        <Route path="inbound" element={<Sources />} />
        <Route path="chat" element={<Chats />} />
        <Route path="http" element={<HttpConnections />} />
        {admin && <Route path="sms" element={<Sms />} />}
        {admin && <Route path="deliveries" element={<DeliveriesPage />} />}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
