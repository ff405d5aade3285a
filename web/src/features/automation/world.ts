import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api/client";
import type { Field, Json, Macro, Named, PersonRef, Rule, RuleParts, SlaPolicy, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { maybe, t } from "../../i18n";
import { formatField } from "../../fields";
import { categoryPath, useAgents, useCategories, useTeams } from "../agent/data";
import { settable } from "../macro/ChangeRows";
import { useMacros } from "../macro/data";
import { clockName } from "../sla/describe";
import { priorityName } from "../views/catalogue";
import { plainKey } from "./fieldValues";
import { offers, useChains, useChannels, useConnections, useParts, useRules, useSchedules, useSources } from "./data";
import type { Names } from "./sentence";

/** All that the rules of a desk can speak of. */
export interface World {
  deskId: string; types: TicketType[]; fields: Field[]; teams: Named[]; agents: PersonRef[]; categories: Named[]; macros: Macro[]; rules: Rule[];
  clocks: { key: string; name: string }[]; chains: Named[]; schedules: Named[]; channels: Named[]; connections: Named[]; sources: Named[]; parts: RuleParts | undefined; names: Names;
}
/** What every ticket has that a change can be about. */
export const BUILT_IN = ["status", "priority", "assignee", "team", "category", "impact", "urgency", "title", "tags", "requester"] as const;
const byId = (all: { id: string; name: string }[]) => (id: string): string | undefined => all.find((x) => x.id === id)?.name;


export function useWorld(deskId: string): World {
  const session = useSession();
  const teams = useTeams(deskId).data;
  const agents = useAgents(deskId).data;
  const categories = useCategories(deskId).data;
  const macros = useMacros(deskId).data;
  const rules = useRules(deskId).data;
  const parts = useParts(deskId).data;
  const policies = useQuery({ queryKey: ["sla", "policies", deskId], queryFn: () => api<SlaPolicy[]>("/sla/policies", { query: { desk: deskId } }), enabled: Boolean(deskId) }).data;
  const chains = useChains(deskId, offers(parts, "page"));
  const schedules = useSchedules(deskId, offers(parts, "assign_on_call"));
  const channels = useChannels(deskId, offers(parts, "chat"));
  const connections = useConnections(deskId, offers(parts, "http"));
  const sources = useSources(deskId, parts?.triggers.some((p) => p.kind === "webhook" && p.available) ?? false);
  return useMemo(() => {
    const types = session.types.filter((x) => x.deskId === deskId);
    const fields = settable(types);
    const own = { deskId, types, fields, teams: (teams ?? []).filter((x) => x.deskId === deskId), agents: agents ?? [], macros: (macros ?? []).filter((m) => m.deskId === deskId && m.active), rules: rules ?? [], chains: chains ?? [], schedules: schedules ?? [], channels: channels ?? [], connections: connections ?? [], sources: sources ?? [], parts };
    const named = (categories ?? []).filter((c) => c.active).map((c) => ({ id: c.id, name: categoryPath(c.id, categories ?? []) }));
    // What happens to a clock is told by its kind.
    const clocks = new Map((policies ?? []).flatMap((p) => p.promises).map((p) => [p.kind, clockName({ kind: p.kind, name: "" })]));
    const all = { ...own, categories: named, clocks: Array.from(clocks, ([key, name]) => ({ key, name })) };
    return { ...all, names: namesOf(all) };
  }, [session.types, deskId, teams, agents, categories, macros, rules, policies, chains, schedules, channels, connections, sources, parts]);
}

export function namesOf(world: Omit<World, "names">): Names {
  const status = (key: string): string | undefined => world.types.flatMap((x) => x.statuses).find((s) => s.key === key)?.name;
  const [team, person, category] = [byId(world.teams), byId(world.agents), byId(world.categories)];
  const field = (key: string): string | undefined => world.fields.find((f) => f.key === plainKey(key))?.name ?? (maybe(`field.${plainKey(key)}`, "") || undefined);
  const value = (given: string, of: Json): string | undefined => {
    const key = plainKey(given);
    const said = typeof of === "string" || typeof of === "number" ? String(of) : "";
    if (of === null || of === "") return key === "assignee" ? t("ticket.nobody") : t("ticket.none");
    switch (key) {
      case "status": return status(said);
      case "priority": return priorityName(Number(said.replace(/^P/i, "")));
      case "impact": case "urgency": return maybe(`level.${said}`, said);
      case "assignee": case "requester": return person(said);
      case "team": return team(said);
      case "category": return category(said);
      case "tags": return Array.isArray(of) ? of.map(String).join(", ") : said;
      default: {
        const custom = world.fields.find((f) => f.key === key);
        return custom ? formatField(custom, of, {}) : said;
      }
    }
  };
  return {
    status, team, person, category, field, value, type: byId(world.types), macro: byId(world.macros), rule: byId(world.rules), chain: byId(world.chains), schedule: byId(world.schedules), channel: byId(world.channels), connection: byId(world.connections),
    clock: (key) => world.clocks.find((c) => c.key === key)?.name ?? (key ? maybe(`sla.kind.${key}`, key) : undefined),
  };
}
