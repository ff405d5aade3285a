import { NavLink, Route, Routes } from "react-router";
import { NotFound } from "../../app/NotFound";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Accounts } from "./Accounts";
import { Outgoing } from "./Outgoing";
import { Received } from "./Received";

export default function Mail() {
  useTitle(t("admin.mail"));
  return (
    <>
      <div className="page-head"><h1>{t("admin.mail")}</h1></div>
      <nav className="tabs" aria-label={t("admin.mail")}>
        <NavLink to="/admin/mail" end>{t("mail.accounts")}</NavLink>
        <NavLink to="/admin/mail/received">{t("mail.received")}</NavLink>
        <NavLink to="/admin/mail/outgoing">{t("mail.outgoing")}</NavLink>
      </nav>
      <Routes>
        <Route index element={<Accounts />} />
        <Route path="received" element={<Received />} />
        <Route path="outgoing" element={<Outgoing />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
