import { useState } from "react";
import type { OnCallChain, OnCallSchedule } from "../../api/types";
import { useAgents, useTeams } from "../../api/directory";
import { useTitle } from "../../app/useTitle";
import { number, t } from "../../i18n";
import { Button, EmptyState, ErrorState, Skeleton, Table, Tabs } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { ChainDialog } from "./ChainDialog";
import { useChains, useDeskChats, useSchedules } from "./data";
import { ScheduleDialog } from "./ScheduleDialog";
import { minutes } from "./words";
import "./oncall.css";

type Tab = "schedules" | "chains";

/** Who is on call, and whom to call: schedules and chains of the desks that one manages. */
export default function OnCallAdmin() {
  useTitle(t("admin.onCall"));
  const desks = useManagedDesks();
  const [chosen, setDesk] = useState("");
  const [tab, setTab] = useState<Tab>("schedules");
  const deskId = chosen || desks[0]?.id || "";
  return (
    <>
      <div className="page-head">
        <h1>{t("admin.onCall")}</h1>
        {desks.length > 1 && <select className="input" aria-label={t("field.desk")} value={deskId} onChange={(e) => setDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>}
      </div>
      <p className="muted">{t("onCall.adminText")}</p>
      {deskId && (
        <Tabs<Tab> label={t("admin.onCall")} value={tab} onChange={setTab} tabs={[{ id: "schedules", label: t("onCall.schedules") }, { id: "chains", label: t("onCall.chains") }]}>
          {tab === "schedules" ? <Schedules key={deskId} deskId={deskId} /> : <Chains key={deskId} deskId={deskId} />}
        </Tabs>
      )}
    </>
  );
}

function Schedules({ deskId }: { deskId: string }) {
  const schedules = useSchedules(deskId);
  const [editing, setEditing] = useState<OnCallSchedule | "new" | null>(null);
  const rows = schedules.data ?? [];
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t("onCall.schedules")}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("onCall.addSchedule")}</Button></div>
      {schedules.error ? <ErrorState error={schedules.error} retry={() => void schedules.refetch()} /> : schedules.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="calendar" title={t("onCall.noSchedules")} text={t("onCall.noSchedulesText")} /> : (
        <Table label={t("onCall.schedules")} rows={rows} rowKey={(r) => r.id} columns={[
          { id: "name", title: t("person.name"), cell: (r) => <strong>{r.name}</strong> },
          { id: "zone", title: t("onCall.zone"), cell: (r) => r.zone },
          { id: "layers", title: t("onCall.layers"), num: true, cell: (r) => number(r.layers.length) },
          { id: "people", title: t("onCall.people"), cell: (r) => Object.values(r.people).map((p) => p.name).sort((a, b) => a.localeCompare(b)).join(", ") || t("onCall.nobody") },
          { id: "do", title: "", cell: (r) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(r)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <ScheduleDialog schedule={editing === "new" ? null : editing} deskId={deskId} onClose={() => setEditing(null)} />}
    </section>
  );
}

function Chains({ deskId }: { deskId: string }) {
  const chains = useChains(deskId);
  const schedules = useSchedules(deskId);
  const teams = useTeams(deskId);
  const agents = useAgents(deskId);
  const chats = useDeskChats(deskId);
  const [editing, setEditing] = useState<OnCallChain | "new" | null>(null);
  const rows = chains.data ?? [];
  const names = new Map([...(schedules.data ?? []), ...(teams.data ?? []), ...(agents.data ?? []), ...(chats.data ?? [])].map((x) => [x.id, x.name]));
  const steps = (c: OnCallChain): string => c.steps.map((s) => `${s.targets.map((x) => names.get(x.id) ?? "?").join(", ")} (${minutes(s.waitMinutes)})`).join(" → ");
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t("onCall.chains")}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("onCall.addChain")}</Button></div>
      <p className="muted small">{t("onCall.chainsText")}</p>
      {chains.error ? <ErrorState error={chains.error} retry={() => void chains.refetch()} /> : chains.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="bell" title={t("onCall.noChains")} text={t("onCall.noChainsText")} /> : (
        <Table label={t("onCall.chains")} rows={rows} rowKey={(r) => r.id} columns={[
          { id: "name", title: t("person.name"), cell: (r) => <strong>{r.name}</strong> },
          { id: "steps", title: t("onCall.steps"), cell: steps },
          { id: "repeats", title: t("onCall.repeats"), num: true, cell: (r) => number(r.repeats) },
          { id: "do", title: "", cell: (r) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(r)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <ChainDialog chain={editing === "new" ? null : editing} deskId={deskId} onClose={() => setEditing(null)} />}
    </section>
  );
}
