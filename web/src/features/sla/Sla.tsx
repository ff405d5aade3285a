import { useState } from "react";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Tabs } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { Calendars } from "./Calendars";
import { Outlook } from "./Outlook";
import { Policies } from "./Policies";
import { Recalculations } from "./Recalculations";
import "../agent/ticket/ticket.css";
import "./sla.css";

type Tab = "policies" | "calendars" | "outlook" | "recalculate";

/** What desks promise: policies, the hours that count, how well promises are kept, and clocks counted anew. */
export default function Sla() {
  useTitle(t("admin.sla"));
  const desks = useManagedDesks();
  const [chosen, setDesk] = useState("");
  const [tab, setTab] = useState<Tab>("policies");
  const deskId = chosen || desks[0]?.id || "";
  return (
    <>
      <div className="page-head">
        <h1>{t("admin.sla")}</h1>
        {desks.length > 1 && <select className="input" aria-label={t("field.desk")} value={deskId} onChange={(e) => setDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>}
      </div>
      <p className="muted">{t("sla.text")}</p>
      {deskId && (
        <Tabs<Tab> label={t("admin.sla")} value={tab} onChange={setTab} tabs={[{ id: "policies", label: t("sla.policies") }, { id: "calendars", label: t("sla.calendars") }, { id: "outlook", label: t("sla.outlook") }, { id: "recalculate", label: t("sla.recalculate") }]}>
          {tab === "policies" ? <Policies key={deskId} deskId={deskId} /> : tab === "calendars" ? <Calendars key={deskId} deskId={deskId} /> : tab === "outlook" ? <Outlook key={deskId} deskId={deskId} /> : <Recalculations key={deskId} deskId={deskId} />}
        </Tabs>
      )}
    </>
  );
}
