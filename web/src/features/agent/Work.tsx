import { Suspense, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useActions } from "../../app/actions";
import { Forward } from "../../app/Forward";
import { NotFound } from "../../app/NotFound";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { EmptyState, ErrorState, LinkButton, Skeleton, undoLast } from "../../ui";
import { useViews } from "../views/data";
import { useConflict } from "./conflict";
import { ListView } from "./ListView";
import { useNext } from "./next";
import { usePlace } from "./place";
import { Rail } from "./Rail";
import { WordLinks } from "../../ui/wordLinks";
import { useTicketLinks } from "./ticketLinks";
import { useAsked } from "./transition";
import "./work.css";
import { later } from "../../ui/later";

const NewTicket = later(() => import("./NewTicket"));
const Register = later(() => import("../configuration/Register").then((m) => ({ default: m.Register })));
const MacrosPage = later(() => import("../macro/MacrosPage").then((m) => ({ default: m.MacrosPage })));
const MyTasks = later(() => import("../task/MyTasks").then((m) => ({ default: m.MyTasks })));
const OnCallPage = later(() => import("../oncall/OnCallPage").then((m) => ({ default: m.OnCallPage })));
/** What is in the workspace beside lists and tickets. */
const PAGES: Record<string, typeof Register> = { "/work/macros": MacrosPage, "/work/tasks": MyTasks, "/work/on-call": OnCallPage };
const ConflictDialog = later(() => import("./ConflictDialog"));
const TransitionDialog = later(() => import("./TransitionDialog"));
const ticketPage = () => import("./ticket/TicketPage");
const TicketPage = later(() => ticketPage().then((m) => ({ default: m.TicketPage })));
// The list comes without it, unless the address is a ticket's.
if (location.pathname.startsWith("/work/t/")) void ticketPage().catch(() => undefined);

const LAST = "steward.queue";
const BESIDE = "steward.beside";
/** How long after the list the ticket's page is fetched, so that the first ticket opens at once. */
const SOON = 5000;

/** The agent's workspace: views, the list, the ticket. */
export default function Work() {
  const place = usePlace();
  const session = useSession();
  const views = useViews();
  const go = useNavigate();
  const { pathname } = useLocation();
  const asked = useAsked();
  const conflict = useConflict();
  const [making, setMaking] = useState(false);
  const [rail, setRail] = useState(false);
  const links = useTicketLinks();
  const next = useNext(place.number);
  const [beside, setBeside] = useState(() => localStorage.getItem(BESIDE) !== "no");

  useActions([
    { id: "ticket.new", label: t("ticket.new"), group: "go", keys: "c", icon: "plus", run: () => setMaking(true) },
    { id: "ticket.next", label: t("next.title"), group: "go", keys: "g n", icon: "right", run: next },
    { id: "go.macros", label: t("macro.title"), group: "go", icon: "list", run: () => go("/work/macros") },
    { id: "go.on-call", label: t("onCall.title"), group: "go", icon: "bell", run: () => go("/work/on-call") },
    { id: "list.undo", label: t("action.undo"), group: "list", keys: "z", run: () => { undoLast(); } },
    ...(views.data ?? []).map((q) => ({ id: `queue.${q.id}`, label: `${q.name} · ${q.deskId ? session.deskName(q.deskId) : t(q.queue ? "rail.all" : "rail.own")}`, group: "go" as const, icon: "inbox" as const, run: () => go(`/work/views/${q.id}`) })),
  ]);
  useEffect(() => { if (place.viewId) localStorage.setItem(LAST, place.viewId); }, [place.viewId]);
  useEffect(() => {
    const timer = setTimeout(() => void ticketPage().catch(() => undefined), SOON);
    return () => clearTimeout(timer);
  }, []);

  if (views.error && !views.data) return <ErrorState page error={views.error} retry={() => void views.refetch()} />;
  if (!place.search && (pathname === "/work" || pathname === "/work/")) {
    if (!views.data) return <Skeleton />;
    const last = localStorage.getItem(LAST);
    const first = views.data.find((v) => v.id === last) ?? views.data.find((v) => v.queue) ?? views.data[0];
    if (first) return <Forward to={`/work/views/${first.id}`} />;
    if (session.desks.length) return <Forward to="/work/search" />;
    return <EmptyState page icon="inbox" title={t("work.noDesk")} text={t("work.noDeskText")}>{session.admin && <LinkButton to="/admin/people" kind="primary">{t("admin.people")}</LinkButton>}</EmptyState>;
  }
  const toggleBeside = (): void => {
    localStorage.setItem(BESIDE, beside ? "no" : "yes");
    setBeside(!beside);
  };
  const listed = place.viewId !== null || place.search;
  const Page = pathname.startsWith("/work/configuration") ? Register : PAGES[pathname.replace(/\/$/, "")];
  const layout = !place.number ? "list-only" : listed && beside ? "both" : "ticket-only";
  return (
    <div className={`work ${layout}`}>
      <Rail views={views.data} open={rail} onClose={() => setRail(false)} onNew={() => setMaking(true)} onNext={next} />
      {listed && <ListView place={place} view={views.data?.find((v) => v.id === place.viewId)} pending={views.isPending} compact={place.number !== null} onRail={() => setRail(true)} />}
      {place.number && <WordLinks value={links}><Suspense fallback={<div className="ticket"><Skeleton lines={10} height={14} gap={24} /></div>}><TicketPage key={place.number} number={place.number} place={place} beside={listed ? beside : undefined} onBeside={toggleBeside} /></Suspense></WordLinks>}
      <Suspense fallback={null}>
        {!listed && !place.number && (Page ? <Page onRail={() => setRail(true)} /> : <NotFound />)}
        {making && <NewTicket onClose={() => setMaking(false)} />}
        {asked && <TransitionDialog />}
        {conflict && <ConflictDialog conflict={conflict} />}
      </Suspense>
    </div>
  );
}
