import { useMemo } from "react";
import type { Field, FieldKind, TicketType } from "../../../api/types";
import { useSession } from "../../../app/session";
import { queryFilter } from "../../../fields";
import { maybe, t, type Key } from "../../../i18n";
import { useCategories } from "../../agent/data";
import { likeCustom, option, priorityName, statusesOf, type Catalogue } from "../catalogue";
import type { Asked } from "./values";

const STATES = ["new", "open", "pending", "resolved", "closed", "cancelled"];
const CHANNELS = ["email", "portal", "phone", "agent", "import"];
const ORDER = ["=", "!=", "<=", ">=", "in", "not in"];
const EMPTY = ["is empty", "is not empty"];
const DAYS = ["=", "!=", "<", "<=", ">", ">=", ...EMPTY];
const COUNT = ["=", "!=", "<", "<=", ">", ">="];
const ALWAYS = ["=", "!=", "in", "not in"];

const field = (key: string, kind: FieldKind, options: Field["options"] = []): Field => likeCustom(key, maybe(`field.${key}`, key), kind, options);
const levels = (): Field["options"] => [1, 2, 3].map((n) => option(String(n), t(`level.${n}` as Key)));

function builtIn(types: TicketType[], desks: { key: string; name: string }[], teams: string[], categories: string[]): Asked[] {
  const named = (names: string[]): Field["options"] => names.map((n) => option(n, n));
  const choice = (key: string, options: Field["options"], operators: readonly string[]): Asked => ({ field: field(key, "choice", options), operators, asks: "choice" });
  const of = (key: string, kind: FieldKind, operators: readonly string[]): Asked => ({ field: field(key, kind), operators, asks: kind });
  return [
    choice("status", statusesOf(types).map((s) => option(s.key, s.name)), ALWAYS),
    choice("state", STATES.map((s) => option(s, maybe(`state.${s}`, s))), ALWAYS),
    choice("priority", [1, 2, 3, 4].map((n) => option(String(n), priorityName(n))), ORDER),
    of("assignee", "person", [...ALWAYS, ...EMPTY]), of("requester", "person", ALWAYS),
    choice("team", named(teams), [...ALWAYS, ...EMPTY]), choice("category", named(categories), [...ALWAYS, ...EMPTY]),
    choice("type", types.map((x) => option(x.key, x.name)), ALWAYS), choice("desk", desks.map((d) => option(d.key, d.name)), ALWAYS),
    of("created", "date", DAYS.slice(0, 6)), of("updated", "date", DAYS.slice(0, 6)), of("resolved", "date", DAYS), of("closed", "date", DAYS),
    of("title", "text", ["~", "!~", "=", "!="]), of("number", "text", ["=", "!="]), of("tags", "text", ["=", "!=", "in", "not in", ...EMPTY]),
    choice("impact", levels(), ORDER), choice("urgency", levels(), ORDER),
    choice("channel", CHANNELS.map((c) => option(c, maybe(`channel.${c}`, c))), ALWAYS),
    of("unread", "yes_no", ["="]), of("rating", "number", [...COUNT, ...EMPTY]), of("reopened", "number", COUNT), of("reassigned", "number", COUNT), of("replies", "number", COUNT),
  ];
}

/** What conditions can be about, for tickets of these types. */
export function useAsked(catalogue: Catalogue, deskId: string | null): { own: Asked[]; custom: Asked[]; find: (key: string, type?: string | null) => Asked } {
  const { desks, teams } = useSession();
  const one = deskId ?? (desks.length === 1 ? desks[0]?.id : undefined);
  const categories = useCategories(one ?? undefined).data;
  return useMemo(() => {
    const own = builtIn(catalogue.types, desks, Array.from(new Set(teams.filter((x) => !deskId || x.deskId === deskId).map((x) => x.name))), (categories ?? []).filter((c) => c.active).map((c) => c.name));
    const custom = catalogue.columns.flatMap((c): Asked[] => {
      if (!c.field) return [];
      const { operators, asks } = queryFilter(c.field);
      return operators.length ? [{ field: c.field, operators, asks }] : [];
    });
    const byKey = new Map([...own, ...custom].map((a) => [a.field.key, a]));
    const GUESS: Record<string, FieldKind> = { number: "number", boolean: "yes_no", date: "date", time: "date" };
    return {
      own, custom,
      // A field that is not offered here, of another desk for one, is still shown as it is written.
      find: (key, type) => byKey.get(key) ?? { field: field(key, GUESS[type ?? ""] ?? "text"), operators: ["=", "!=", ...EMPTY], asks: GUESS[type ?? ""] ?? "text" },
    };
  }, [catalogue, desks, teams, categories, deskId]);
}
