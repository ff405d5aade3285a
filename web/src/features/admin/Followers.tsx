import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Follower, SetAside } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { t, type Key } from "../../i18n";
import { Button, Dialog, ErrorState, explain, FormError, RelativeTime, Skeleton, Table, toast } from "../../ui";

const MOST_COUNTED = 10_000;
const KNOWN = ["analytics.rollup", "automation.rules", "channel.chat", "channel.connections", "channel.outbox", "integration.webhooks", "notification.inbox", "oncall.sla", "sla.imported", "ticket.snooze"] as const;
const nameOf = (name: string): string => { const known = KNOWN.find((k) => k === name); return known ? t(`followers.of.${known}` satisfies Key) : name; };
const path = (follower: Follower, entry: SetAside): string => `/followers/${follower.name}/set-aside/${entry.seq}`;

/** What turns entries into effects, how late it is, and what it could not take. */
export function Followers() {
  useTitle(t("admin.followers"));
  const followers = useQuery({ queryKey: ["followers"], queryFn: () => api<Follower[]>("/followers"), refetchInterval: 5_000 });
  return (
    <>
      <div className="page-head"><h1>{t("admin.followers")}</h1></div>
      <p className="muted">{t("followers.text")}</p>
      {followers.error ? <ErrorState error={followers.error} retry={() => void followers.refetch()} /> : !followers.data ? <Skeleton lines={9} gap={26} /> : (
        <>
          <Table label={t("admin.followers")} rows={followers.data} rowKey={(f) => f.name} columns={[
            { id: "name", title: t("followers.name"), cell: (f) => nameOf(f.name) },
            { id: "state", title: t("followers.state"), cell: (f) => (f.behind >= MOST_COUNTED ? t("followers.behindMany") : f.behind ? t("followers.behind", { count: f.behind }) : t("followers.upToDate")) },
            { id: "aside", title: t("followers.setAside"), num: true, cell: (f) => <span className={f.setAside ? "error-text" : "muted"}>{f.setAside}</span> },
          ]} />
          {followers.data.filter((f) => f.setAside > 0).map((f) => <Aside key={f.name} follower={f} />)}
        </>
      )}
    </>
  );
}

function Aside({ follower }: { follower: Follower }) {
  const cache = useQueryClient();
  const [letting, setLetting] = useState<SetAside | null>(null);
  const name = nameOf(follower.name);
  const again = (): Promise<void> => cache.invalidateQueries({ queryKey: ["followers"] });
  async function retry(entry: SetAside): Promise<void> {
    try {
      await api(`${path(follower, entry)}/retry`, { method: "POST" });
      toast(t("followers.retried"));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await again();
  }
  return (
    <section aria-label={`${name}: ${t("followers.setAside")}`}>
      <h2>{name}</h2>
      <p className="muted">{t("followers.setAsideText")}</p>
      <Table label={name} rows={follower.first} rowKey={(e) => String(e.seq)} columns={[
        { id: "at", title: t("mail.at"), cell: (e) => <span className="muted"><RelativeTime at={e.at} /></span> },
        { id: "entry", title: t("followers.entry"), cell: (e) => <>{e.seq}<br /><span className="muted small">{e.subjectKind} · {e.kind}</span></> },
        { id: "error", title: t("followers.error"), cell: (e) => e.error },
        { id: "do", title: "", cell: (e) => <span className="row end"><Button small onClick={() => void retry(e)}>{t("followers.retry")}</Button><Button small kind="quiet" className="danger" onClick={() => setLetting(e)}>{t("followers.letGo")}</Button></span> },
      ]} />
      {follower.setAside > follower.first.length && <p className="muted small">{t("followers.more", { count: follower.first.length })}</p>}
      {letting && <LetGo follower={follower} entry={letting} onClose={() => { setLetting(null); void again(); }} />}
    </section>
  );
}

/** It cannot be taken back, so it is asked. */
function LetGo({ follower, entry, onClose }: { follower: Follower; entry: SetAside; onClose: () => void }) {
  const { error, busy, run } = useSave();
  return (
    <Dialog title={t("followers.letGoTitle", { seq: entry.seq })} onClose={onClose}>
      <FormError error={error} />
      <p>{t("followers.letGoText", { name: nameOf(follower.name) })}</p>
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy} onClick={() => void run(async () => { await api(path(follower, entry), { method: "DELETE" }); onClose(); })}>{t("followers.letGo")}</Button></div>
    </Dialog>
  );
}
