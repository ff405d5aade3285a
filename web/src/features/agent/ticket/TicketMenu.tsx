import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { Ticket } from "../../../api/types";
import { useActions } from "../../../app/actions";
import { short, t } from "../../../i18n";
import { Button, Icon, Menu, toast, type MenuItem } from "../../../ui";
import { later } from "../../../ui/later";
import { failed } from "../../macro/data";
import { ticketsChanged } from "../cache";
import { ConvertDialog } from "./ConvertDialog";
import { MergeDialog } from "./MergeDialog";
import { SnoozeDialog } from "./SnoozeDialog";
import { useStanding } from "./standing";

const PageDialog = lazy(() => import("../../oncall/PageDialog"));
const AskDialog = lazy(() => import("../../approval/AskDialog"));
const WhyDialog = later(() => import("../../automation/WhyDialog"));

type Open = "merge" | "convert" | "snooze" | "approval" | "why" | "page" | null;

/** What else can be done with a ticket as a whole: in its menu and in the palette alike. */
export function TicketMenu({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const standing = useStanding(ticket.id).data;
  const [open, setOpen] = useState<Open>(null);
  const refresh = (): void => {
    void cache.invalidateQueries({ queryKey: ["entries", ticket.id] });
    ticketsChanged(cache, [ticket.id], 0);
  };
  const call = async (path: string, method: "POST" | "PUT" | "DELETE", done: string): Promise<void> => {
    try {
      await api(`/tickets/${ticket.id}/${path}`, { method });
      toast(done);
    } catch (error) { failed(error); }
    refresh();
  };
  const duplicate = async (): Promise<void> => {
    try {
      const body = { title: ticket.title };
      const made = await api<Ticket>(`/tickets/${ticket.id}/duplicate`, { body, key: key.for(body) });
      toast(t("ticket.created", { number: made.number }));
      refresh();
      go(`/work/t/${made.number}`);
    } catch (error) { failed(error); }
  };
  const wake = (): void => void call("snooze", "DELETE", t("snooze.woken"));
  const why: MenuItem = { id: "why", label: t("ticket.why"), icon: "flow", run: () => setOpen("why") };
  const items: MenuItem[] = !ticket.may.edit ? [why] : [
    { id: "snooze", label: t(standing?.snooze ? "snooze.wake" : "snooze.start"), icon: "clock", run: standing?.snooze ? wake : () => setOpen("snooze") },
    { id: "mute", label: t(standing?.muted ? "mute.off" : "mute.on"), icon: "mail", run: () => void call("mute", standing?.muted ? "DELETE" : "PUT", t(standing?.muted ? "mute.isOff" : "mute.isOn")) },
    { id: "page", label: t("onCall.page"), icon: "bell", run: () => setOpen("page") },
    { id: "approval", label: t("approval.ask"), icon: "check", run: () => setOpen("approval") },
    { id: "duplicate", label: t("reshape.duplicate"), icon: "plus", run: () => void duplicate() },
    standing?.mergedInto
      ? { id: "unmerge", label: t("reshape.unmerge"), icon: "link", run: () => void call("unmerge", "POST", t("reshape.unmerged", { number: ticket.number })) }
      : { id: "merge", label: t("reshape.merge"), icon: "link", run: () => setOpen("merge") },
    { id: "convert", label: t("reshape.convert"), icon: "pen", run: () => setOpen("convert") },
    why,
  ];
  useActions(items.map((x) => ({ id: `ticket.${x.id}`, label: x.label, group: "ticket", ...(x.icon ? { icon: x.icon } : {}), ...(x.id === "snooze" ? { keys: "h" } : x.id === "merge" ? { keys: "m" } : {}), run: x.run })));
  const close = (): void => setOpen(null);
  return (
    <>
      {standing?.mergedInto && <Link className="tag" to={`/work/t/${standing.mergedInto.number}`} title={standing.mergedInto.title}>{t("reshape.mergedInto", { number: standing.mergedInto.number })}</Link>}
      {standing?.snooze && <Button small kind="quiet" icon="clock" title={t("snooze.wake")} onClick={wake}>{standing.snooze.until ? t("snooze.until", { time: short(standing.snooze.until) }) : t("snooze.untilReply")}</Button>}
      {standing?.muted && <span className="tag">{t("mute.muted")}</span>}
      <Menu label={t("ticket.more")} className="btn quiet icon small" trigger={<Icon name="more" />} items={items} />
      {open === "page" && <Suspense fallback={null}><PageDialog ticket={ticket} onClose={close} /></Suspense>}
      {open === "approval" && <Suspense fallback={null}><AskDialog ticket={ticket} onClose={close} /></Suspense>}
      {open === "why" && <Suspense fallback={null}><WhyDialog ticket={ticket} onClose={close} /></Suspense>}
      {open === "merge" && <MergeDialog ticket={ticket} onClose={close} onDone={() => { close(); refresh(); }} />}
      {open === "convert" && <ConvertDialog ticket={ticket} onClose={close} onDone={() => { close(); refresh(); }} />}
      {open === "snooze" && <SnoozeDialog ticket={ticket} onClose={close} onDone={() => { close(); refresh(); }} />}
    </>
  );
}
