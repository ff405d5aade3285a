import { lazy, Suspense, useState } from "react";
import { Route, Routes, useSearchParams } from "react-router";
import { NotFound } from "../../app/NotFound";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { EmptyState, Skeleton, Tabs } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { RuleList } from "./RuleList";
import { RunLog } from "./RunLog";
import "../admin/types/types.css";
import "../agent/ticket/ticket.css";
import "../macro/macro.css";
import "../task/task.css";
import "./automation.css";

const RulePage = lazy(() => import("./RulePage"));
type Tab = "rules" | "runs";

/** What happens by itself on a desk: its rules, and what they did. */
export default function Rules() {
  return (
    <Suspense fallback={<Skeleton />}>
      <Routes>
        <Route index element={<Desk />} />
        <Route path="new" element={<RulePage />} />
        <Route path=":ruleId/:tab?" element={<RulePage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}

function Desk() {
  useTitle(t("admin.rules"));
  const desks = useManagedDesks();
  const [asked, setAsked] = useSearchParams();
  const [first] = useState(() => asked.get("desk"));
  const deskId = asked.get("desk") ?? first ?? desks[0]?.id ?? "";
  const tab: Tab = asked.get("tab") === "runs" ? "runs" : "rules";
  const go = (part: Record<string, string>): void => setAsked({ ...(deskId ? { desk: deskId } : {}), ...(tab === "runs" ? { tab } : {}), ...part }, { replace: true });
  return (
    <>
      <div className="page-head">
        <h1>{t("admin.rules")}</h1>
        {desks.length > 1 && <select className="input" aria-label={t("field.desk")} value={deskId} onChange={(e) => go({ desk: e.target.value })}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>}
      </div>
      <p className="muted">{t("rules.text")}</p>
      {deskId ? (
        <Tabs<Tab> label={t("admin.rules")} value={tab} onChange={(to) => go({ tab: to })} tabs={[{ id: "rules", label: t("admin.rules") }, { id: "runs", label: t("rules.runs") }]}>
          {tab === "rules" ? <RuleList key={deskId} deskId={deskId} /> : <RunLog key={deskId} deskId={deskId} ticket={asked.get("ticket") ?? ""} run={asked.get("run") ?? ""} />}
        </Tabs>
      ) : <EmptyState icon="flow" title={t("rules.noDesk")} text={t("rules.text")} />}
    </>
  );
}
