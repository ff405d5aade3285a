import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useActions } from "../../../app/actions";
import { useSession } from "../../../app/session";
import { useMedia } from "../../../app/useMedia";
import { useTitle } from "../../../app/useTitle";
import { t } from "../../../i18n";
import { ErrorState, LinkButton, Skeleton, toast } from "../../../ui";
import { useChange } from "../change";
import { useTicket } from "../data";
import { usePresent, useTellPresence } from "../live";
import { listPath, type Place } from "../place";
import { takeWay } from "../transition";
import { loadRichText } from "../../../ui/richtext/RichText";
import { MacroActions } from "../../macro/MacroRun";
import { Composer, type ComposerHandle } from "./Composer";
import { Header } from "./Header";
import { Side, type SideField } from "./Side";
import { Stream } from "./Stream";
import "./ticket.css";

interface Props { number: string; place: Place; beside: boolean | undefined; onBeside: () => void }

export function TicketPage({ number, place, beside, onBeside }: Props) {
  const ticket = useTicket(number);
  // Whoever reads may write.
  useEffect(() => {
    const timer = setTimeout(() => void loadRichText().catch(() => undefined), 500);
    return () => clearTimeout(timer);
  }, []);
  useTitle(ticket.data ? `${ticket.data.number} ${ticket.data.title}` : number);
  if (ticket.error && !ticket.data)
    return <div className="ticket"><ErrorState page error={ticket.error} retry={() => void ticket.refetch()}><LinkButton to={listPath({ ...place, number: null })}>{t("ticket.toList")}</LinkButton></ErrorState></div>;
  if (!ticket.data) return <div className="ticket"><Skeleton lines={10} height={14} gap={24} /></div>;
  return <Loaded ticket={ticket.data} place={place} beside={beside} onBeside={onBeside} />;
}

function Loaded({ ticket, place, beside, onBeside }: Omit<Props, "number"> & { ticket: NonNullable<ReturnType<typeof useTicket>["data"]> }) {
  const session = useSession();
  const go = useNavigate();
  const change = useChange();
  const composer = useRef<ComposerHandle>(null);
  const [editing, setEditing] = useState<SideField | null>(null);
  const [writing, setWriting] = useState(false);
  const others = usePresent(ticket.id, session.person.id);
  useTellPresence(ticket.id, writing ? "replying" : "viewing");
  // Paper is narrow, but what is printed is the page as it is.
  const wide = useMedia("(min-width: 901px), print");
  const side = <Side ticket={ticket} editing={editing} onEditing={setEditing} />;
  const type = session.type(ticket.typeId);
  const statusName = (key: string): string => type?.statuses.find((s) => s.key === key)?.name ?? key;
  const copy = (): void => void navigator.clipboard?.writeText(`${location.origin}/work/t/${ticket.number}`).then(() => toast(t("action.copied")));

  useActions([
    ...(ticket.may.reply ? [{ id: "ticket.reply", label: t("composer.reply"), group: "ticket", keys: "r", icon: "reply", run: () => composer.current?.open("reply") } as const] : []),
    ...(ticket.may.note ? [{ id: "ticket.note", label: t("composer.note"), group: "ticket", keys: "n", icon: "lock", run: () => composer.current?.open("note") } as const] : []),
    ...(ticket.may.edit
      ? ([
          { id: "ticket.assign", label: t("list.assign"), group: "ticket", keys: "a", icon: "person", run: () => setEditing("assignee") },
          { id: "ticket.me", label: t("ticket.assignMe"), group: "ticket", keys: "i", icon: "person", run: () => void change(ticket, { change: { assigneeId: session.person.id }, show: { assignee: session.person }, words: session.person.name }) },
          { id: "ticket.status", label: t("list.status"), group: "ticket", keys: "s", icon: "check", run: () => setEditing("status") },
          { id: "ticket.priority", label: t("list.priority"), group: "ticket", keys: "p", icon: "warning", run: () => setEditing("priority") },
          ...(ticket.transitions ?? []).map((way) => ({ id: `ticket.to.${way.key}`, label: t("ticket.setStatus", { status: way.name === statusName(way.to) ? way.name : `${statusName(way.to)} (${way.name})` }), group: "ticket" as const, icon: "check" as const, run: () => takeWay(ticket, way, type, (wish) => void change(ticket, wish)) })),
        ] as const)
      : []),
    { id: "ticket.copy", label: t("ticket.copyLink"), group: "ticket", icon: "link", run: copy },
    { id: "ticket.print", label: t("ticket.print"), group: "ticket", icon: "ticket", run: () => print() },
    { id: "ticket.close", label: t("ticket.toList"), group: "ticket", keys: "Escape", icon: "left", run: () => go(listPath({ ...place, number: null })) },
  ]);

  return (
    <article className="ticket" aria-label={`${ticket.number} ${ticket.title}`}>
      <MacroActions ticket={ticket} />
      <Header ticket={ticket} place={place} beside={beside} onBeside={onBeside} onCopy={copy} />
      <div className="ticket-main">
        <div className="conversation">
          <Stream ticket={ticket} />
          <div className="composer-area">
            {others.length > 0 && (
              <p className="presence" role="status">
                {others.map((p) => <span key={p.id}>{t(p.state === "replying" ? "presence.replying" : "presence.viewing", { name: p.name })}</span>)}
              </p>
            )}
            {(ticket.may.reply || ticket.may.note) && <Composer key={ticket.id} ref={composer} ticket={ticket} onWriting={setWriting} />}
          </div>
        </div>
        {wide ? side : <details className="side-fold"><summary>{t("side.label")}</summary>{side}</details>}
      </div>
    </article>
  );
}
