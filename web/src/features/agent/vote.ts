import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Field, TicketRow } from "../../api/types";
import { useSession } from "../../app/session";
import { explain, toast } from "../../ui";
import { patchTicket, ticketsChanged } from "./cache";

/** One's own vote on a ticket: given or taken back at once, then on the server. */
export function useVote(): (row: TicketRow, field: Field, on: boolean) => Promise<void> {
  const cache = useQueryClient();
  const me = useSession().person;
  return useCallback(async (row: TicketRow, field: Field, on: boolean) => {
    const value = row.fields?.[field.key];
    const others = (Array.isArray(value) ? value : []).filter((id) => id !== me.id);
    patchTicket(cache, row.id, (shown) => ({ fields: { ...shown.fields, [field.key]: on ? [...others, me.id] : others }, refs: { ...shown.refs, [me.id]: { name: me.name } } }));
    try {
      await api(`/tickets/${row.id}/votes/${field.key}`, { method: on ? "PUT" : "DELETE" });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    ticketsChanged(cache, [row.id], 0);
  }, [cache, me]);
}
