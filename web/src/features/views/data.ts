import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Group, View } from "../../api/types";
import { useSession } from "../../app/session";
import { explain, toast } from "../../ui";
import { listPath, type Place } from "../agent/place";
import { both, condition, orderIn } from "./query";
import { bodyOf, DEFAULTS, ofView, paramsFor, withParams, type Settings } from "./settings";

export const useViews = () => useQuery({ queryKey: ["views"], queryFn: () => api<View[]>("/views"), staleTime: 30_000 });

/** What is asked of the server for what is looked at. What one put off is left out of views, but not out of a search for it. */
export interface Asking { q: string; order: string; awake: boolean }
export interface Looking {
  settings: Settings; base: Settings; changed: boolean; asking: Asking; deskId: string | null;
  /** Looks otherwise, in the address only: a view stays as it is until it is saved. */
  set: (part: Partial<Settings>) => void; reset: () => void;
}

export function useLooking(place: Place, view: View | undefined): Looking {
  const go = useNavigate();
  const { desks } = useSession();
  const deskId = view?.deskId ?? null;
  const desk = desks.find((d) => d.id === deskId)?.key;
  const address = JSON.stringify(place.params);
  const { settings, base } = useMemo(() => {
    const from = view ? ofView(view) : DEFAULTS;
    return { base: from, settings: withParams(from, JSON.parse(address) as Place["params"]) };
  }, [view, address]);
  const asking = useMemo(() => ({ q: both(settings.query, desk ? `desk = "${desk}"` : ""), order: orderIn(settings.query) || settings.order, awake: !place.search }), [settings.query, settings.order, desk, place.search]);
  return {
    settings, base, deskId, asking, changed: view !== undefined && Object.keys(paramsFor(base, settings)).length > 0,
    set: (part) => {
      // An order chosen elsewhere takes the place of the one in the text.
      const query = part.order !== undefined && part.query === undefined && orderIn(settings.query) ? { query: condition(settings.query) } : {};
      // Only another query or another way of looking is worth a step back.
      const replace = part.query === undefined && part.layout === undefined;
      void go(listPath({ ...place, number: null, params: paramsFor(base, { ...settings, ...query, ...part }) }), { replace });
    },
    reset: () => void go(listPath({ ...place, number: null, params: {} })),
  };
}

export function useGroups(asking: Asking, by: string, aggregates: Settings["aggregates"] = {}, enabled = true) {
  const sums = Object.keys(aggregates).sort().map((field) => `${aggregates[field] ?? "count"}:${field}`).join(",");
  return useQuery({
    queryKey: ["groups", { q: asking.q, by, sums, awake: asking.awake }],
    queryFn: ({ signal }) => api<{ groups: Group[] }>("/tickets/groups", { query: { q: asking.q, by, aggregates: sums, awake: asking.awake }, signal }).then((a) => a.groups),
    enabled: enabled && by !== "", placeholderData: (before, query) => ((query?.queryKey[1] as { by?: string } | undefined)?.by === by ? before : undefined),
  });
}

/** Who may change a view: its owner, and the manager of the desk that it is shared with. */
export function useMayChange(): (view: View) => boolean {
  const { admin, desks, person } = useSession();
  return (view) => (view.shared || view.queue ? admin || desks.some((d) => d.id === view.deskId && d.role === "manager") : view.ownerId === person.id);
}

export function useViewActions() {
  const cache = useQueryClient();
  const put = (view: View): void => void cache.setQueryData<View[]>(["views"], (all) => (all?.some((v) => v.id === view.id) ? all.map((v) => (v.id === view.id ? { ...view, count: view.count ?? v.count } : v)) : [...(all ?? []), view]));
  const again = () => cache.invalidateQueries({ queryKey: ["views"] });
  return {
    create: async (body: Partial<View>, key: string): Promise<View> => {
      const made = await api<View>("/views", { body, key });
      put(made);
      void again();
      return made;
    },
    change: async (view: View, body: Partial<View>): Promise<View> => {
      // Refused because somebody else changed it: theirs is fetched, and the own changes stay in the address.
      const now = await api<View>(`/views/${view.id}`, { method: "PATCH", body, version: view.version }).catch((error: unknown) => { void again(); throw error; });
      put(now);
      void again();
      return now;
    },
    remove: async (view: View): Promise<void> => {
      await api(`/views/${view.id}`, { method: "DELETE" });
      cache.setQueryData<View[]>(["views"], (all) => all?.filter((v) => v.id !== view.id));
      void again();
    },
    /** At once on the screen; taken back when the server does not want it. */
    favourite: async (view: View, on: boolean): Promise<void> => {
      put({ ...view, favourite: on });
      try {
        await api(`/views/${view.id}/favourite`, { method: on ? "PUT" : "DELETE" });
      } catch (error) {
        put({ ...view, favourite: !on });
        toast(explain(problemOf(error)).text, { bad: true });
      }
    },
  };
}
export { bodyOf };
