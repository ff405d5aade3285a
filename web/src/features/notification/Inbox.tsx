import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import type { Notice, NoticeKind } from "../../api/types";
import { useActions } from "../../app/actions";
import { useTitle } from "../../app/useTitle";
import { maybe, t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, IconButton, LinkButton, Pager, RelativeTime, Skeleton, toast } from "../../ui";
import { noticesChanged } from "./data";
import "./notification.css";

export const KINDS: readonly NoticeKind[] = ["mentioned", "assigned", "reply", "note", "approval_requested", "approval_reminder", "approval_decided", "paged", "page_exhausted", "shift", "connection_off", "escalated", "rule", "rule_failed"];
/** They are told whatever one wishes: those who are called have to hear of it. */
export const URGENT: ReadonlySet<NoticeKind> = new Set(["paged", "page_exhausted"]);

/** What one was told, the newest first: read by opening it, or by hand. */
export default function Inbox() {
  useTitle(t("inbox.title"));
  const cache = useQueryClient();
  const go = useNavigate();
  const [unread, setUnread] = useState(false);
  const [kind, setKind] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const notices = usePages<Notice>(["notices", "list", unread, kind], "/notices", { unread: unread || null, noticeKind: kind });
  const rows = notices.rows;

  async function call(path: string, method: "PUT" | "DELETE", body?: unknown): Promise<void> {
    try {
      await api(path, { method, ...(method === "PUT" ? { body: body ?? {} } : {}) });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    noticesChanged(cache);
  }
  const mark = (n: Notice, read: boolean): Promise<void> => call(`/notices/${n.id}/read`, read ? "PUT" : "DELETE");
  const open = (n: Notice): void => {
    if (!n.read) void mark(n, true);
    void go(n.path);
  };
  const all = (): void => { if (rows[0]) void call("/notices/read", "PUT", { until: rows[0].id }); };
  const move = (by: number): void => setAt((now) => Math.min(Math.max(now + by, 0), Math.max(rows.length - 1, 0)));
  const chosen = rows[at];
  useEffect(() => { list.current?.children[at]?.scrollIntoView?.({ block: "nearest" }); }, [at]);
  useActions([
    { id: "inbox.next", label: t("inbox.next"), group: "list", keys: "j", hidden: true, run: () => move(1) },
    { id: "inbox.before", label: t("inbox.before"), group: "list", keys: "k", hidden: true, run: () => move(-1) },
    { id: "inbox.open", label: t("inbox.open"), group: "list", keys: "Enter", hidden: true, run: () => { if (chosen) open(chosen); } },
    { id: "inbox.mark", label: t("inbox.toggle"), group: "list", keys: "u", run: () => { if (chosen) void mark(chosen, !chosen.read); } },
    { id: "inbox.all", label: t("inbox.all"), group: "list", keys: "e", run: all },
  ]);
  return (
    <div className="page inbox">
      <div className="page-head">
        <h1>{t("inbox.title")}</h1>
        <div className="row wrap">
          <LinkButton to="/account" kind="link">{t("inbox.wishes")}</LinkButton>
          <Button disabled={!rows.some((n) => !n.read)} onClick={all}>{t("inbox.all")}</Button>
        </div>
      </div>
      <div className="row wrap inbox-filter">
        <label className="check"><input type="checkbox" checked={unread} onChange={(e) => { setUnread(e.target.checked); setAt(0); }} /><span>{t("inbox.unreadOnly")}</span></label>
        <select className="input" aria-label={t("inbox.kind")} value={kind} onChange={(e) => { setKind(e.target.value); setAt(0); }}>
          <option value="">{t("inbox.allKinds")}</option>
          {KINDS.map((k) => <option key={k} value={k}>{t(`inbox.kind.${k}`)}</option>)}
        </select>
      </div>
      {notices.error && !rows.length ? <ErrorState error={notices.error} retry={() => void notices.refetch()} /> : notices.isPending ? <Skeleton lines={6} gap={24} /> : !rows.length ? <EmptyState icon="bell" title={t(unread || kind ? "inbox.noneSuch" : "inbox.none")} text={t("inbox.noneText")} /> : (
        <ul className="plain-list notices" ref={list}>{rows.map((n, i) => <Row key={n.id} notice={n} chosen={i === at} onOpen={() => { setAt(i); if (!n.read) void mark(n, true); }} onMark={() => void mark(n, !n.read)} />)}</ul>
      )}
      <Pager more={notices.hasNextPage} loading={notices.isFetchingNextPage} onMore={() => void notices.fetchNextPage()} />
    </div>
  );
}

const sentence = (n: Notice): string => {
  const outcome = n.data["outcome"];
  const key = `inbox.say.${n.kind}${outcome ? `.${outcome}` : ""}`;
  return maybe(key, n.kind).replace(/\{(\w+)\}/g, (_, name: string) => n.data[name] ?? "");
};

function Row({ notice: n, chosen, onOpen, onMark }: { notice: Notice; chosen: boolean; onOpen: () => void; onMark: () => void }) {
  const label = t(n.read ? "inbox.markUnread" : "inbox.markRead");
  return (
    <li className={`notice-row ${n.read ? "" : "unread"} ${chosen ? "chosen" : ""}`}>
      <span className="notice-dot" aria-hidden="true" />
      <div className="grow">
        <Link to={n.path} onClick={onOpen}>{sentence(n)}{!n.read && <span className="sr-only"> ({t("inbox.unread")})</span>}</Link>
        <p className="muted small truncate">{n.data["number"]} {n.data["title"]}</p>
        {n.data["text"] && n.data["text"] !== n.data["title"] && <p className="notice-text">{n.data["text"]}</p>}
        <p className="muted small"><RelativeTime at={n.created} /> · {maybe(`inbox.why.${n.why}`, n.why)}</p>
      </div>
      <IconButton small icon={n.read ? "mail" : "check"} label={label} onClick={onMark} />
    </li>
  );
}
