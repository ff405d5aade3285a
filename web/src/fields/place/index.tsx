import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useUnits, type Unit } from "../../api/directory";
import type { Field, Json, Refs } from "../../api/types";
import { currentLocale, t } from "../../i18n";
import { parseId } from "../choice/options";
import { among } from "../filters";
import { pickInput } from "../inputs/PickInput";
import type { FieldKindUi, Offer, OfferContext } from "../kind";
import { nameOf, textOf, UUID } from "../values";
import { countryName, formatCountry, parseCountry, parseZone, zoneOffset, zones, zoneWords } from "./places";

/** A unit with what it is part of. */
export function unitPath(unit: Unit, all: Unit[]): string {
  const names: string[] = [];
  for (let at: Unit | undefined = unit; at && names.length < 10; at = all.find((u) => u.id === at?.parentId)) names.unshift(at.name);
  return names.join(" / ");
}
const unitOffer = (kind: "organisation_unit" | "location") =>
  function useUnitOffer(_field: Field, { chosen }: OfferContext): Offer {
    const units = useUnits(kind);
    const all = units.data ?? [];
    const shown = all.filter((u) => u.active !== false || chosen.includes(u.id));
    return { choices: shown.map((u) => ({ id: u.id, label: unitPath(u, all) })).sort((a, b) => a.label.localeCompare(b.label)), loading: units.isPending, refs: Object.fromEntries(shown.map((u) => [u.id, { name: u.name }])) };
  };

/** The list of codes is fetched when somebody first chooses a country. */
function useCountries(): Offer {
  const list = useQuery({ queryKey: ["countries", currentLocale()], queryFn: () => import("./countries").then((m) => m.countries()), staleTime: Infinity });
  return { choices: list.data ?? [], loading: list.isPending, refs: {} };
}
function useZones(): Offer {
  const choices = useMemo(() => zones().map((z) => ({ id: z, label: zoneWords(z), hint: zoneOffset(z) })), []);
  return { choices, loading: false, refs: {} };
}

const named = (id: string, _field: Field, refs: Refs): string => nameOf(id, refs);
const unit = (kind: "organisation_unit" | "location"): FieldKindUi => {
  const useOffer = unitOffer(kind);
  return {
    format: (value: Json, _f, refs) => (textOf(value) ? nameOf(textOf(value), refs) : ""), parse: parseId((text) => UUID.test(text), () => t("fields.noId")),
    edit: "pick", Input: pickInput(useOffer, named), useOffer, filter: among(kind),
  };
};

export const placeKinds = {
  organisation_unit: unit("organisation_unit"),
  location: unit("location"),
  country: { format: formatCountry, parse: parseCountry, edit: "pick", Input: pickInput(useCountries, countryName), useOffer: useCountries, filter: among("country") },
  time_zone: { format: (v: Json) => zoneWords(textOf(v)), parse: parseZone, edit: "pick", Input: pickInput(useZones, zoneWords), useOffer: useZones, filter: among("time_zone") },
} satisfies Record<string, FieldKindUi>;
