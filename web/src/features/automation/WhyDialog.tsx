import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import type { Page, RuleRun, RuleWhy } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Dialog, EmptyState, ErrorState, Pager, Skeleton } from "../../ui";
import { RunCard } from "./RunCard";
import { runsOf } from "./why";
import "./automation.css";

interface Props { ticket: { id: string; deskId: string; number: string }; /** The run that is asked about, and its rule. */ run?: string; rule?: string; onClose: () => void }

/** Which rules did what to a ticket, newest first; the one that is asked about stands open. */
export default function WhyDialog({ ticket, run, rule = "", onClose }: Props) {
  const cache = useQueryClient();
  const session = useSession();
  const manages = session.admin || session.desks.some((d) => d.id === ticket.deskId && d.role === "manager");
  const why = useInfiniteQuery({
    queryKey: ["rule-runs", "why", ticket.id], initialPageParam: null as string | null, staleTime: 0,
    queryFn: ({ pageParam, signal }) => api<Page<RuleWhy>>(`/tickets/${ticket.id}/why`, { query: { cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
  });
  const known = runsOf(why.data?.pages.flatMap((p) => p.items) ?? []);
  const far = run !== undefined && why.data !== undefined && !known.some((w) => w.runId === run);
  const one = useQuery({ queryKey: ["rule-runs", "one", run], queryFn: () => api<RuleRun>(`/rule-runs/${run ?? ""}`), enabled: far, retry: false });
  const gone = one.error instanceof Problem && one.error.status === 404;
  const runs = run !== undefined && far && (one.data || gone) ? [{ entrySeq: 0, runId: run, rule, run: one.data ?? null }, ...known] : known;
  const again = (): void => { for (const queryKey of [["rule-runs"], ["entries", ticket.id], ["ticket"], ["tickets"]]) void cache.invalidateQueries({ queryKey }); };
  return (
    <Dialog wide title={t("rules.why")} onClose={onClose}>
      {why.error && !why.data ? <ErrorState error={why.error} retry={() => void why.refetch()} /> : why.isPending ? <Skeleton lines={4} /> : !runs.length ? <EmptyState icon="flow" title={t("rules.whyNone")} text={t("rules.whyNoneText")} /> : (
        <>
          <p className="muted">{t("rules.whyText")}</p>
          <ul className="plain-list rule-runs">{runs.map((w, i) => <li key={w.runId}>{w.run ? <RunCard run={w.run} open={run === undefined ? i === 0 : w.runId === run} withRule manages={manages} onDone={again} /> : <p className="rule-run gone"><strong>{w.rule}</strong> <span className="muted">{t("rules.goneRun")}</span></p>}</li>)}</ul>
          <Pager more={why.hasNextPage} loading={why.isFetchingNextPage} onMore={() => void why.fetchNextPage()} />
          {manages && <p><Link to={`/admin/rules?desk=${ticket.deskId}&tab=runs&ticket=${ticket.number}`}>{t("rules.inLog")}</Link></p>}
        </>
      )}
    </Dialog>
  );
}
