import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useActions } from "../../app/actions";
import { Forward } from "../../app/Forward";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { EmptyState, ErrorState, LinkButton, Skeleton, undoLast } from "../../ui";
import { ConflictDialog } from "./ConflictDialog";
import { useQueues } from "./data";
import { ListView } from "./ListView";
import { useLive } from "./live";
import { useNext } from "./next";
import { usePlace } from "./place";
import { Rail } from "./Rail";
import { WordLinks } from "../../ui/wordLinks";
import { useTicketLinks } from "./ticketLinks";
import { useAsked } from "./transition";
import "./work.css";

const NewTicket = lazy(() => import("./NewTicket"));
const MacrosPage = lazy(() => import("../macro/MacrosPage").then((m) => ({ default: m.MacrosPage })));
const MyTasks = lazy(() => import("../task/MyTasks").then((m) => ({ default: m.MyTasks })));
const TransitionDialog = lazy(() => import("./TransitionDialog"));
const ticketPage = () => import("./ticket/TicketPage");
const TicketPage = lazy(() => ticketPage().then((m) => ({ default: m.TicketPage })));
// The list comes without it, unless the address is a ticket's.
if (location.pathname.startsWith("/work/t/")) void ticketPage().catch(() => undefined);

const LAST = "steward.queue";
const BESIDE = "steward.beside";

/** The agent's workspace: queues, the list, the ticket. */
export default function Work() {
  useLive();
  const place = usePlace();
  const session = useSession();
  const queues = useQueues();
  const go = useNavigate();
  const { pathname } = useLocation();
  const asked = useAsked();
  const [making, setMaking] = useState(false);
  const [rail, setRail] = useState(false);
  const links = useTicketLinks();
  const next = useNext(place.number);
  const [beside, setBeside] = useState(() => localStorage.getItem(BESIDE) !== "no");

  useActions([
    { id: "ticket.new", label: t("ticket.new"), group: "go", keys: "c", icon: "plus", run: () => setMaking(true) },
    { id: "ticket.next", label: t("next.title"), group: "go", keys: "g n", icon: "right", run: next },
    { id: "go.macros", label: t("macro.title"), group: "go", icon: "list", run: () => go("/work/macros") },
    { id: "list.undo", label: t("action.undo"), group: "list", keys: "z", run: () => { undoLast(); } },
    ...(queues.data ?? []).map((q) => ({ id: `queue.${q.id}`, label: `${q.name} · ${q.deskId ? session.deskName(q.deskId) : t("rail.all")}`, group: "go" as const, icon: "inbox" as const, run: () => go(`/work/q/${q.id}`) })),
  ]);
  useEffect(() => { if (place.queueId) localStorage.setItem(LAST, place.queueId); }, [place.queueId]);

  // Whoever sees a list will open a ticket: its page comes when there is nothing more urgent to fetch.
  useEffect(() => {
    const timer = setTimeout(() => void ticketPage().catch(() => undefined), 1000);
    return () => clearTimeout(timer);
  }, []);

  if (queues.error) return <ErrorState page error={queues.error} retry={() => void queues.refetch()} />;
  if (pathname === "/work" || pathname === "/work/") {
    if (queues.isPending) return <Skeleton />;
    const last = localStorage.getItem(LAST);
    const first = queues.data.find((q) => q.id === last) ?? queues.data[0];
    if (first) return <Forward to={`/work/q/${first.id}`} />;
    if (session.desks.length) return <Forward to="/work/search" />;
    return <EmptyState page icon="inbox" title={t("work.noDesk")} text={t("work.noDeskText")}>{session.admin && <LinkButton to="/admin/people" kind="primary">{t("admin.people")}</LinkButton>}</EmptyState>;
  }
  const toggleBeside = (): void => {
    localStorage.setItem(BESIDE, beside ? "no" : "yes");
    setBeside(!beside);
  };
  const listed = place.queueId !== null || place.q !== null;
  const layout = !place.number ? "list-only" : listed && beside ? "both" : "ticket-only";
  return (
    <div className={`work ${layout}`}>
      <Rail queues={queues.data} open={rail} onClose={() => setRail(false)} onNew={() => setMaking(true)} onNext={next} />
      {listed && <ListView place={place} queue={queues.data?.find((q) => q.id === place.queueId)} pending={queues.isPending} compact={place.number !== null} onRail={() => setRail(true)} />}
      {place.number && <WordLinks value={links}><Suspense fallback={<div className="ticket"><Skeleton lines={10} height={14} gap={24} /></div>}><TicketPage key={place.number} number={place.number} place={place} beside={listed ? beside : undefined} onBeside={toggleBeside} /></Suspense></WordLinks>}
      <Suspense fallback={null}>
        {pathname === "/work/macros" && <MacrosPage onRail={() => setRail(true)} />}
        {pathname === "/work/tasks" && <MyTasks onRail={() => setRail(true)} />}
        {making && <NewTicket onClose={() => setMaking(false)} />}
        {asked && <TransitionDialog />}
      </Suspense>
      <ConflictDialog />
    </div>
  );
}
