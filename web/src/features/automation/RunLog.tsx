import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { RuleRun, RunState } from "../../api/types";
import { t } from "../../i18n";
import { EmptyState, ErrorState, Pager, Skeleton } from "../../ui";
import { useRules } from "./data";
import { RunCard } from "./RunCard";

const STATES: RunState[] = ["running", "waiting", "done", "failed", "skipped", "undone", "stopped"];
interface Props { deskId: string; rule?: string; state?: string; /** A number such as INC-7. */ ticket?: string; /** The run that is shown open. */ run?: string }

/** What rules did, newest first, and what became of it. */
export function RunLog({ deskId, rule, state: first = "", ticket: of = "", run = "" }: Props) {
  const cache = useQueryClient();
  const rules = useRules(rule ? "" : deskId).data ?? [];
  const [state, setState] = useState(first);
  const [only, setOnly] = useState("");
  const [ticket, setTicket] = useState(of);
  const [typed, setTyped] = useState(of);
  const about = useQuery({ queryKey: ["tickets", "id-of", ticket], queryFn: () => api<{ id: string }>(`/tickets/${encodeURIComponent(ticket)}`), enabled: ticket !== "", staleTime: 60_000, retry: false });
  const asked = { rule: rule ?? only, state, ticket: ticket ? about.data?.id : "" };
  const runs = usePages<RuleRun>(["rule-runs", deskId, asked], `/desks/${deskId}/rule-runs`, asked, { enabled: !ticket || about.data !== undefined });
  const again = (): void => { void cache.invalidateQueries({ queryKey: ["rule-runs"] }); void cache.invalidateQueries({ queryKey: ["rules"] }); };
  return (
    <section className="section">
      <form className="row wrap rule-filter" onSubmit={(e) => { e.preventDefault(); setTicket(typed.trim()); }}>
        <select className="input" aria-label={t("people.state")} value={state} onChange={(e) => setState(e.target.value)}><option value="">{t("rules.allStates")}</option>{STATES.map((s) => <option key={s} value={s}>{t(`rules.state.${s}`)}</option>)}</select>
        {!rule && <select className="input" aria-label={t("rules.which.rule")} value={only} onChange={(e) => setOnly(e.target.value)}><option value="">{t("rules.allRules")}</option>{rules.map((r) => <option key={r.id} value={r.id}>{r.name}</option>)}</select>}
        <input className="input" type="search" aria-label={t("rules.ofTicket")} placeholder={t("rules.ofTicket")} maxLength={40} value={typed} onChange={(e) => { setTyped(e.target.value); if (!e.target.value) setTicket(""); }} />
      </form>
      {ticket && about.error ? <EmptyState icon="search" title={t("rules.noTicket", { number: ticket })} /> : runs.error && !runs.data ? <ErrorState error={runs.error} retry={() => void runs.refetch()} /> : runs.isPending ? <Skeleton lines={6} gap={26} /> : !runs.rows.length ? <EmptyState icon="list" title={t("rules.noRuns")} text={t("rules.noRunsText")} /> : (
        <>
          <ul className="plain-list rule-runs" aria-label={t("rules.runs")}>{runs.rows.map((r) => <li key={r.id}><RunCard run={r} open={r.id === run} withRule={!rule} withTicket manages onDone={again} /></li>)}</ul>
          <Pager more={runs.hasNextPage} loading={runs.isFetchingNextPage} onMore={() => void runs.fetchNextPage()} />
        </>
      )}
    </section>
  );
}
