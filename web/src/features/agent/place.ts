import { matchPath, useLocation } from "react-router";

/** Where in the workspace one is, as the address says it. */
export interface Place { queueId: string | null; q: string | null; order: string | null; number: string | null }

export function usePlace(): Place {
  const at = useLocation();
  const params = new URLSearchParams(at.search);
  const number = matchPath("/work/t/:number", at.pathname)?.params.number ?? null;
  const queueId = matchPath("/work/q/:id", at.pathname)?.params.id ?? (number ? params.get("queue") : null);
  const searching = at.pathname === "/work/search" || (number && params.has("q"));
  return { queueId, q: searching ? (params.get("q") ?? "") : null, order: params.get("order"), number };
}

const search = (values: Record<string, string | null>): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : "";
};

/** The list one came from stays in the address of the ticket, so that "back" and a reload both know it. */
export const ticketPath = (number: string, from?: Place): string =>
  `/work/t/${number}${from ? search({ queue: from.queueId, q: from.q, order: from.order }) : ""}`;

export function listPath(place: Place): string {
  if (place.q !== null) return `/work/search${search({ q: place.q, order: place.order })}`;
  return place.queueId ? `/work/q/${place.queueId}${search({ order: place.order })}` : "/work";
}

export const searchPath = (q: string): string => `/work/search${search({ q })}`;
