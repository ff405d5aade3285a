import { useState } from "react";
import { usePages } from "../../api/pages";
import type { OnCallNow, PagerPage } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, IconButton, LinkButton, Pager, PersonName, Skeleton, Table } from "../../ui";
import { DAY, rangeFrom, useNow, useTimeline } from "./data";
import { MyShifts } from "./MyShifts";
import { OverrideDialog } from "./OverrideDialog";
import { PageCard } from "./PageCard";
import { Timeline } from "./Timeline";
import { handOver, zoneHere } from "./words";
import "./oncall.css";

/** Who is on call now, who is being called, what comes next, and one's own shifts. */
export function OnCallPage({ onRail }: { onRail: () => void }) {
  useTitle(t("onCall.title"));
  const session = useSession();
  const now = useNow();
  const rows = now.data ?? [];
  const [chosen, setSchedule] = useState("");
  const schedule = rows.find((r) => r.schedule.id === chosen)?.schedule ?? rows[0]?.schedule;
  return (
    <section className="on-call" aria-labelledby="on-call-title">
      <div className="page-head">
        <div className="row"><IconButton className="rail-button" icon="menu" label={t("rail.open")} onClick={onRail} /><h1 id="on-call-title">{t("onCall.title")}</h1></div>
        {session.isManager && <LinkButton to="/admin/on-call" kind="link">{t("onCall.tend")}</LinkButton>}
      </div>
      {now.error ? <ErrorState error={now.error} retry={() => void now.refetch()} /> : now.isPending ? <Skeleton lines={5} /> : !rows.length ? <EmptyState icon="calendar" title={t("onCall.noSchedules")} text={t("onCall.noSchedulesText")} /> : (
        <>
          <Running />
          <section className="section"><h2>{t("onCall.now")}</h2><NowTable rows={rows} /></section>
          {schedule && (
            <section className="section">
              <div className="row wrap">
                <h2 className="grow">{t("onCall.timeline")}</h2>
                <select className="input oc-choose" aria-label={t("onCall.schedule")} value={schedule.id} onChange={(e) => setSchedule(e.target.value)}>{rows.map((r) => <option key={r.schedule.id} value={r.schedule.id}>{r.schedule.name}</option>)}</select>
              </div>
              <Weeks key={schedule.id} id={schedule.id} />
            </section>
          )}
          <MyShifts />
        </>
      )}
    </section>
  );
}

function NowTable({ rows }: { rows: OnCallNow[] }) {
  const session = useSession();
  return (
    <Table label={t("onCall.now")} rows={rows} rowKey={(r) => r.schedule.id} columns={[
      { id: "name", title: t("onCall.schedule"), cell: (r) => <><strong>{r.schedule.name}</strong> <span className="muted">· {session.deskName(r.schedule.deskId)}</span></> },
      { id: "who", title: t("onCall.onCall"), cell: (r) => (r.person ? <PersonName name={r.person.name} /> : <span className="oc-nobody">{t("onCall.nobody")}</span>) },
      { id: "until", title: t("onCall.until"), cell: (r) => (r.until ? handOver(r.until, r.person) : t("onCall.always")) },
      { id: "next", title: t("onCall.nextOne"), cell: (r) => (r.next ? <PersonName name={r.next.name} /> : r.until ? t("onCall.nobody") : "–") },
    ]} />
  );
}

const SPAN = 14;
/** Two weeks at a time; a click on what holds in the end lets somebody else take it over. */
function Weeks({ id }: { id: string }) {
  const [at, setAt] = useState(() => Date.now());
  const [part, setPart] = useState<{ from: string; until: string; personId: string | null } | null>(null);
  const { from, until } = rangeFrom(at, SPAN);
  const timeline = useTimeline(id, from, until);
  const theirs = timeline.data?.schedule.zone;
  return (
    <>
      <div className="row wrap">
        <IconButton icon="left" label={t("onCall.earlierWeeks")} onClick={() => setAt(at - SPAN * DAY)} />
        <Button small onClick={() => setAt(Date.now())}>{t("onCall.today")}</Button>
        <IconButton icon="right" label={t("onCall.laterWeeks")} onClick={() => setAt(at + SPAN * DAY)} />
        <span className="muted small">{theirs && theirs !== zoneHere() ? t("onCall.zones", { zone: zoneHere(), theirs }) : t("onCall.zoneHint", { zone: zoneHere() })}</span>
      </div>
      {timeline.error ? <ErrorState error={timeline.error} retry={() => void timeline.refetch()} /> : !timeline.data ? <Skeleton lines={3} /> : <Timeline timeline={timeline.data} onShift={(a, b, personId) => setPart({ from: a, until: b, personId })} />}
      {timeline.data && timeline.data.gaps.length > 0 && <p className="notice" role="note">{t("onCall.gaps", { count: timeline.data.gaps.length })}</p>}
      {part && timeline.data && <OverrideDialog timeline={timeline.data} {...part} onClose={() => setPart(null)} />}
    </>
  );
}

/** Who is being called just now. */
function Running() {
  const pages = usePages<PagerPage>(["on-call", "pages", "standing"], "/pages", { show: "standing" });
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.rows.length) return null;
  return (
    <section className="section" aria-label={t("onCall.running")}>
      <h2>{t("onCall.running")}</h2>
      <div className="oc-pages">{pages.rows.map((p) => <PageCard key={p.id} page={p} linked />)}</div>
      <Pager more={pages.hasNextPage} loading={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />
    </section>
  );
}
