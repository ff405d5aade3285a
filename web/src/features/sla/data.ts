import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { SlaCalendar, SlaPolicy } from "../../api/types";

export const useCalendars = (deskId: string) => useQuery({ queryKey: ["sla", "calendars", deskId], queryFn: () => api<SlaCalendar[]>("/sla/calendars", { query: { desk: deskId } }) });
export const usePolicies = (deskId: string) => useQuery({ queryKey: ["sla", "policies", deskId], queryFn: () => api<SlaPolicy[]>("/sla/policies", { query: { desk: deskId } }) });
