import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { useTeams } from "../../api/directory";
import { problemOf } from "../../api/problem";
import type { AssignmentRule, Decision } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, IconButton, SelectField, Skeleton, Table, toast } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { People } from "./People";
import { RuleDialog } from "./RuleDialog";
import { Why } from "./Why";

/** Who gets new tickets: the rules of the desks that one manages, and the people they give to. */
export function Assignment() {
  useTitle(t("admin.assignment"));
  const desks = useManagedDesks();
  const [chosen, setDesk] = useState("");
  const deskId = chosen || desks[0]?.id || "";
  return (
    <>
      <div className="page-head">
        <h1>{t("admin.assignment")}</h1>
        {desks.length > 1 && <select className="input" aria-label={t("field.desk")} value={deskId} onChange={(e) => setDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select>}
      </div>
      <p className="muted">{t("assign.text")}</p>
      {deskId && <Rules key={`rules-${deskId}`} deskId={deskId} />}
      {deskId && <Preview key={`preview-${deskId}`} deskId={deskId} />}
      {deskId && <People key={`people-${deskId}`} deskId={deskId} />}
    </>
  );
}

function Rules({ deskId }: { deskId: string }) {
  const session = useSession();
  const cache = useQueryClient();
  const teams = useTeams(deskId);
  const rules = useQuery({ queryKey: ["assignment", "rules", deskId], queryFn: () => api<AssignmentRule[]>("/assignment/rules", { query: { desk: deskId } }) });
  const [editing, setEditing] = useState<AssignmentRule | "new" | null>(null);
  const rows = rules.data ?? [];
  async function move(at: number, by: number): Promise<void> {
    const ids = rows.map((r) => r.id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    try {
      await api("/assignment/order", { method: "PUT", body: { deskId, ids } });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["assignment"] });
  }
  const among = (r: AssignmentRule): string => (r.teamId ? (teams.data?.find((x) => x.id === r.teamId)?.name ?? "?") : t("assign.ticketsTeam"));
  return (
    <section className="section">
      <div className="row"><h2 className="grow">{t("assign.rules")}</h2><Button small icon="plus" onClick={() => setEditing("new")}>{t("assign.add")}</Button></div>
      <p className="muted small">{t("assign.rulesText")}</p>
      {rules.error ? <ErrorState error={rules.error} retry={() => void rules.refetch()} /> : rules.isPending ? <Skeleton lines={3} /> : !rows.length ? <EmptyState icon="people" title={t("assign.none")} text={t("assign.noneText")} /> : (
        <Table label={t("assign.rules")} rows={rows} rowKey={(r) => r.id} columns={[
          { id: "name", title: t("person.name"), cell: (r) => <><strong>{r.name}</strong>{!r.active && <span className="muted"> · {t("categories.off")}</span>}</> },
          { id: "for", title: t("assign.for"), cell: (r) => [r.typeId ? (session.type(r.typeId)?.name ?? "?") : t("assign.allTypes"), r.query].filter(Boolean).join(" · ") },
          { id: "how", title: t("assign.how"), cell: (r) => t(`assign.strategy.${r.strategy}`) },
          { id: "among", title: t("assign.among"), cell: among },
          { id: "do", title: "", cell: (r) => {
            const at = rows.indexOf(r);
            return <span className="row end"><IconButton small icon="up" label={t("taskTemplates.up", { name: r.name })} disabled={at === 0} onClick={() => void move(at, -1)} /><IconButton small icon="down" label={t("taskTemplates.down", { name: r.name })} disabled={at === rows.length - 1} onClick={() => void move(at, 1)} /><Button small kind="quiet" onClick={() => setEditing(r)}>{t("action.edit")}</Button></span>;
          } },
        ]} />
      )}
      {editing && <RuleDialog rule={editing === "new" ? null : editing} deskId={deskId} onClose={() => setEditing(null)} />}
    </section>
  );
}

/** "The next ticket would go to …, because …" */
function Preview({ deskId }: { deskId: string }) {
  const session = useSession();
  const types = session.types.filter((x) => x.deskId === deskId);
  const teams = useTeams(deskId);
  const [typeId, setType] = useState(types[0]?.id ?? "");
  const [teamId, setTeam] = useState("");
  const [tags, setTags] = useState("");
  const body = { typeId, values: { teamId: teamId || null, tags: tags.split(",").map((x) => x.trim()).filter(Boolean) } };
  const next = useQuery({ queryKey: ["assignment", "preview", body], queryFn: () => api<{ rule: AssignmentRule | null; decision: Decision }>("/assignment/preview", { body }), enabled: Boolean(typeId), placeholderData: (before) => before });
  if (!types.length) return null;
  return (
    <section className="section">
      <h2>{t("assign.preview")}</h2>
      <div className="form-grid three">
        <SelectField label={t("field.type")} value={typeId} onChange={(e) => setType(e.target.value)}>{types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        <SelectField label={t("field.team")} value={teamId} onChange={(e) => setTeam(e.target.value)}><option value="">{t("ticket.none")}</option>{(teams.data ?? []).filter((x) => x.deskId === deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        <div className="field"><label htmlFor="preview-tags">{t("field.tags")}</label><input id="preview-tags" className="input" value={tags} placeholder={t("assign.commas")} onChange={(e) => setTags(e.target.value)} /></div>
      </div>
      <div aria-live="polite">
        {next.error ? <ErrorState error={next.error} retry={() => void next.refetch()} /> : !next.data ? <Skeleton lines={1} /> : next.data.rule ? <Why decision={next.data.decision} rule={next.data.rule.name} /> : <p>{t("assign.noRule")}</p>}
      </div>
    </section>
  );
}
