import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Queue } from "../../api/types";
import { useKey } from "../../app/keys";
import { t } from "../../i18n";
import { Empty } from "../../ui";
import { useLive } from "./live";
import { NewTicket } from "./NewTicket";
import { Rail } from "./Rail";
import { TicketList } from "./TicketList";
import { TicketPage } from "./TicketPage";

/** The agent's screen: queues, a list, a ticket. The address says which. */
export default function Work() {
  const { queueId, number } = useParams();
  const [search] = useSearchParams();
  const go = useNavigate();
  const queues = useQuery({ queryKey: ["queues"], queryFn: () => api<Queue[]>("/queues"), staleTime: 15_000 });
  const [creating, setCreating] = useState(search.get("new") === "1");
  useLive();
  useKey("c", () => setCreating(true));
  const queue = queues.data?.find((q) => q.id === queueId) ?? (queueId || search.has("q") ? undefined : queues.data?.[0]);
  const asked = search.get("q");
  const source = asked !== null ? { q: asked, order: "", desk: null } : queue ? { q: queue.query, order: queue.order, desk: queue.deskId } : null;
  const base = queueId ? `/work/q/${queueId}/` : "/work/t/";
  const keep = asked !== null ? `?q=${encodeURIComponent(asked)}` : "";
  return (
    <div className={number ? "work with-ticket" : "work"}>
      <Rail queues={queues.data} current={asked === null ? queue?.id : undefined} onNew={() => setCreating(true)} />
      {source
        ? <TicketList key={`${source.q}|${source.desk ?? ""}`} source={source} title={asked !== null ? t("list.search") : queue?.name ?? ""} narrow={!!number} current={number} open={(n) => go(`${base}${n}${keep}`)} />
        : <Empty title={queues.isPending ? t("state.loading") : t("queue.none")} />}
      {number && <TicketPage key={number} number={number} close={() => go(queueId ? `/work/q/${queueId}` : asked !== null ? `/work/search${keep}` : "/work")} />}
      <NewTicket open={creating} onClose={() => setCreating(false)} created={(n) => go(`/work/t/${n}`)} />
    </div>
  );
}
