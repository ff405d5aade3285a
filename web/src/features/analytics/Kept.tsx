import { useQueries } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { ComplianceRow } from "../../api/types";
import { number, percent, t } from "../../i18n";
import { Tile } from "./Tile";

interface DeskOf { id: string; key: string }
interface Props { desks: DeskOf[]; /** The type's name, or all types. */ type: string | undefined; from: string; to: string }

/** How many of the tickets created on these days were served as it was promised; behind the number are those that were not. */
export function Kept({ desks, type, from, to }: Props) {
  const answers = useQueries({
    queries: desks.map((d) => ({ queryKey: ["sla", "compliance", d.id, "type", from, to], queryFn: () => api<ComplianceRow[]>("/sla/compliance", { query: { desk: d.id, by: "type", from, to } }), staleTime: 60_000, retry: false })),
  });
  const rows = answers.flatMap((a) => a.data ?? []).filter((r) => type === undefined || r.label === type);
  const kept = rows.reduce((sum, r) => sum + r.kept + r.excused, 0);
  const all = rows.reduce((sum, r) => sum + r.missed, kept);
  return <Tile label={t("sla.compliance")} value={answers.some((a) => a.isPending) ? "…" : all ? percent(kept / all) : t("figures.none")} query={missed(desks, type, from, to)} note={all ? t("figures.firstNote", { n: number(kept), all: number(all) }) : undefined} />;
}

function missed(desks: DeskOf[], type: string | undefined, from: string, to: string): string {
  const there = desks.length === 1 ? `desk = "${desks[0]?.key ?? ""}" and ` : "";
  return `${there}created >= ${from} and created <= ${to}${type === undefined ? "" : ` and type = "${type}"`} and sla.missed = true`;
}
