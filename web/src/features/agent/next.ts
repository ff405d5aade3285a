import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import type { Ticket, TicketRow } from "../../api/types";
import { t } from "../../i18n";
import { toast } from "../../ui";
import { failed } from "../macro/data";

const MOST = 100;

/** Goes to the most urgent ticket that waits for oneself; one after the other, and from the beginning after the last. */
export function useNext(number: string | null): () => void {
  const cache = useQueryClient();
  const go = useNavigate();
  const seen = useRef<string[]>([]);
  return useCallback(() => {
    const here = number ? cache.getQueryData<Ticket>(["ticket", number])?.id : undefined;
    const ask = (skip: string[]) => api<{ ticket: TicketRow | null }>("/tickets/next", { body: { skip } });
    void (async () => {
      const skip = Array.from(new Set([...seen.current, ...(here ? [here] : [])])).slice(-MOST);
      let { ticket } = await ask(skip);
      if (!ticket && skip.length > (here ? 1 : 0)) {
        seen.current = [];
        ({ ticket } = await ask(here ? [here] : []));
      }
      if (!ticket) { toast(t("next.none")); return; }
      seen.current = [...seen.current, ticket.id].slice(-MOST);
      go(`/work/t/${ticket.number}`);
    })().catch(failed);
  }, [cache, go, number]);
}
