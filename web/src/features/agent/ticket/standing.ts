import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { Standing } from "../../../api/types";

/** Whether one has put the ticket off or muted it, and what it became part of. */
export const useStanding = (ticketId: string) =>
  useQuery({ queryKey: ["standing", ticketId], queryFn: () => api<Standing>(`/tickets/${ticketId}/standing`), staleTime: 30_000 });
