import { useMemo } from "react";
import { matchPath, useLocation } from "react-router";
import { PARAMS, type Params } from "../views/settings";

/** Where in the workspace one is, as the address says it: which view or search, how it is looked at, which ticket. */
export interface Place { viewId: string | null; search: boolean; params: Params; number: string | null }

export function placeAt(pathname: string, search: string): Place {
  const given = new URLSearchParams(search);
  const params: Params = {};
  for (const name of PARAMS) { const value = given.get(name); if (value !== null) params[name] = value; }
  const number = matchPath("/work/t/:number", pathname)?.params.number ?? null;
  // Queues had addresses of their own before they were views; links to them still lead there.
  const viewId = (matchPath("/work/views/:id", pathname) ?? matchPath("/work/q/:id", pathname))?.params.id ?? (number ? (given.get("view") ?? given.get("queue")) : null);
  const searching = pathname === "/work/search" || ((number !== null || /^\/work\/?$/.test(pathname)) && "q" in params);
  return { viewId, search: searching && viewId === null, params, number };
}
export function usePlace(): Place {
  const { pathname, search } = useLocation();
  return useMemo(() => placeAt(pathname, search), [pathname, search]);
}

const query = (values: Params): string => {
  const text = new URLSearchParams(values).toString();
  return text ? `?${text}` : "";
};

/** The list one came from stays in the address of the ticket, so that "back" and a reload both know it. */
export const ticketPath = (number: string, from?: Place): string =>
  `/work/t/${number}${from ? query({ ...(from.viewId ? { view: from.viewId } : {}), ...(from.search ? { q: "" } : {}), ...from.params }) : ""}`;

export function listPath({ viewId, search, params }: Place): string {
  if (viewId) return `/work/views/${viewId}${query(params)}`;
  return search ? `/work/search${query(params)}` : "/work";
}
