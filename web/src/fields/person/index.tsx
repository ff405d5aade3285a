import { useState } from "react";
import { useAgents, usePeople, useTeamNames, useTeams } from "../../api/directory";
import type { Field, Json, PersonRef, Refs } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { PersonName } from "../../ui";
import { formatList, parseId, parseIds } from "../choice/options";
import { among } from "../filters";
import { pickInput } from "../inputs/PickInput";
import type { DisplayProps, FieldKindUi, Offer } from "../kind";
import { configText, listOf, nameOf, textOf, UUID } from "../values";

const choice = (p: PersonRef) => ({ id: p.id, label: `${p.name} ${p.email ?? ""}`, view: <PersonName name={p.name} />, ...(p.email ? { hint: p.email } : {}) });
const refsOf = (all: { id: string; name: string }[]): Refs => Object.fromEntries(all.map((x) => [x.id, { name: x.name }]));

/** The members of a team, the people of a desk, or anybody, by what the field is for; requesters look by name. */
export function usePersonOffer(field: Field): Offer {
  const [text, setText] = useState("");
  const [teamId, deskId] = [configText(field, "teamId"), configText(field, "deskId")];
  const { isAgent } = useSession();
  const [team, desk] = [isAgent ? teamId : "", isAgent ? deskId : ""];
  const people = usePeople(text, { enabled: !team && !desk, portal: !isAgent });
  const teams = useTeams(undefined, Boolean(team));
  const agents = useAgents(team ? undefined : desk || undefined);
  if (team) {
    const members = teams.data?.find((x) => x.id === team)?.members ?? [];
    return { choices: members.map(choice), loading: teams.isPending, refs: refsOf(members) };
  }
  if (desk) return { choices: (agents.data ?? []).map(choice), loading: agents.isPending, refs: refsOf(agents.data ?? []) };
  const found = people.data?.items ?? [];
  return { choices: found.map(choice), loading: people.isFetching, onSearch: setText, refs: refsOf(found) };
}

function useTeamOffer(field: Field): Offer {
  const teams = useTeamNames(configText(field, "deskId"));
  const all = teams.data ?? [];
  return { choices: all.map((x) => ({ id: x.id, label: x.name })), loading: teams.isPending, refs: refsOf(all) };
}

const name = (id: string, _field: Field, refs: Refs): string => nameOf(id, refs);
const format = (value: Json, _field: Field, refs: Refs): string => formatList(value, (id) => nameOf(id, refs));
const wrong = (): string => t("fields.noId");
const isId = (text: string): boolean => UUID.test(text);
const People = ({ value, refs }: DisplayProps) => <span className="chips">{listOf(value).map((id) => <PersonName key={id} name={nameOf(id, refs)} />)}</span>;
const Person = ({ value, refs }: DisplayProps) => <PersonName name={nameOf(textOf(value), refs)} />;
const computed = { format, parse: null, edit: "none", Input: null, Display: Person, filter: among("person") } as const satisfies FieldKindUi;

export const personKinds = {
  person: { format, parse: parseId(isId, wrong), edit: "pick", Input: pickInput(usePersonOffer, name), Display: Person, useOffer: usePersonOffer, filter: among("person") },
  people: { format, parse: parseIds(isId, wrong), edit: "place", many: true, Input: pickInput(usePersonOffer, name, true), Display: People, useOffer: usePersonOffer, filter: among("person") },
  team: { format, parse: parseId(isId, wrong), edit: "pick", Input: pickInput(useTeamOffer, name), useOffer: useTeamOffer, filter: among("team") },
  created_by: computed,
  changed_by: computed,
} satisfies Record<string, FieldKindUi>;
