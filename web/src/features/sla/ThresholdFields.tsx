import { useAgents } from "../../api/directory";
import type { SlaAction, SlaActionKind, SlaThreshold, Team } from "../../api/types";
import { t } from "../../i18n";
import { useEscalations } from "../automation/escalations";
import { Button, CheckField, IconButton, SelectField, TextField } from "../../ui";

const KINDS: SlaActionKind[] = ["notify", "reassign", "raise_priority", "note", "rule", "page"];
const EMPTY: SlaAction = { kind: "notify", teamId: null, personId: null, people: [], assignee: true, team: false, text: null };
interface Props { threshold: SlaThreshold; at: string; deskId: string; teams: Team[]; wrong: (field: string) => string | undefined; onChange: (to: SlaThreshold | null) => void }

/** At so many percent of the target: what is done. */
export function ThresholdFields({ threshold: x, at, deskId, teams, wrong, onChange }: Props) {
  const put = (i: number, to: SlaAction | null): void => onChange({ ...x, actions: to ? x.actions.map((a, k) => (k === i ? to : a)) : x.actions.filter((_, k) => k !== i) });
  return (
    <div>
      <div className="sla-threshold">
        <span className="narrow"><TextField label={t("sla.percent")} type="number" min={1} max={1000} value={x.percent} error={wrong(`${at}percent`)} onChange={(e) => onChange({ ...x, percent: Number(e.target.value) })} /></span>
        <span className="grow muted small">{t(x.percent < 100 ? "sla.before" : x.percent === 100 ? "sla.missedThen" : "sla.afterwards")}{x.actions.length ? "" : ` ${t("sla.onlyJournal")}`}</span>
        <Button small kind="quiet" icon="plus" onClick={() => onChange({ ...x, actions: [...x.actions, EMPTY] })}>{t("sla.addAction")}</Button>
        <IconButton small icon="close" label={t("sla.removeThreshold", { n: x.percent })} onClick={() => onChange(null)} />
      </div>
      {x.actions.map((a, i) => <ActionFields key={i} action={a} at={`${at}actions[${i}].`} deskId={deskId} teams={teams} wrong={wrong} onChange={(to) => put(i, to)} />)}
    </div>
  );
}

function ActionFields({ action: a, at, deskId, teams, wrong, onChange }: { action: SlaAction; at: string; deskId: string; teams: Team[]; wrong: Props["wrong"]; onChange: (to: SlaAction | null) => void }) {
  const agents = useAgents(deskId);
  const set = (part: Partial<SlaAction>): void => onChange({ ...a, ...part });
  const error = wrong(`${at}people`) ?? wrong(`${at}kind`);
  const { rules, chains, mayPage } = useEscalations(deskId);
  const offered = KINDS.filter((k) => k === a.kind || k !== "page" || mayPage);
  const team = <SelectField label={t("field.team")} value={a.teamId ?? ""} error={wrong(`${at}teamId`)} onChange={(e) => set({ teamId: e.target.value || null })}><option value="">{t("ticket.none")}</option>{teams.map((g) => <option key={g.id} value={g.id}>{g.name}</option>)}</SelectField>;
  const person = (value: string, label: string, choose: (id: string | null) => void) => <SelectField label={label} value={value} onChange={(e) => choose(e.target.value || null)}><option value="">{t("ticket.nobody")}</option>{(agents.data ?? []).map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</SelectField>;
  return (
    <div className="sla-threshold">
      <SelectField label={t("sla.action")} value={a.kind} error={error} onChange={(e) => onChange({ ...EMPTY, kind: e.target.value as SlaActionKind, assignee: e.target.value === "notify" })}>{offered.map((k) => <option key={k} value={k}>{t(`sla.action.${k}`)}</option>)}</SelectField>
      {a.kind === "notify" && <><CheckField label={t("sla.tellAssignee")} checked={a.assignee} onChange={(e) => set({ assignee: e.target.checked })} /><CheckField label={t("sla.tellTeam")} checked={a.team} onChange={(e) => set({ team: e.target.checked })} />{team}{person(a.people?.[0] ?? "", t("sla.tellPerson"), (id) => set({ people: id ? [id] : [] }))}</>}
      {a.kind === "reassign" && <>{team}{person(a.personId ?? "", t("field.assignee"), (personId) => set({ personId }))}</>}
      {a.kind === "note" && <span className="grow"><TextField label={t("sla.noteText")} maxLength={2000} value={a.text ?? ""} error={wrong(`${at}text`)} onChange={(e) => set({ text: e.target.value })} /></span>}
      {a.kind === "rule" && <span className="grow"><SelectField label={t("rules.which.rule")} hint={rules.length ? undefined : t("sla.noCalledRules")} value={a.ruleId ?? ""} error={wrong(`${at}ruleId`)} onChange={(e) => set({ ruleId: e.target.value || null })}><option value="">{t("rules.choose")}</option>{rules.map((r) => <option key={r.id} value={r.id}>{r.name}</option>)}</SelectField></span>}
      {a.kind === "page" && <><SelectField label={t("rules.which.chain")} value={a.chain ?? ""} error={wrong(`${at}chain`)} onChange={(e) => set({ chain: e.target.value || null })}><option value="">{t("rules.choose")}</option>{chains.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}</SelectField><span className="grow"><TextField label={t("rules.says")} maxLength={500} value={a.text ?? ""} error={wrong(`${at}text`)} onChange={(e) => set({ text: e.target.value })} /></span></>}
      <IconButton small icon="close" label={t("sla.removeAction")} onClick={() => onChange(null)} />
    </div>
  );
}
