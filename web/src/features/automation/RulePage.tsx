import { useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Rule, RuleBody } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, Skeleton, Tabs } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { useRule, useTemplates } from "./data";
import { RuleEditor } from "./RuleEditor";
import { RunLog } from "./RunLog";
import { Versions } from "./Versions";

const TABS = ["rule", "runs", "versions"] as const;
type Tab = (typeof TABS)[number];

/** One rule: as a sentence to be edited, what it did, and what it was before; or one that is being made. */
export default function RulePage() {
  const { ruleId } = useParams();
  return ruleId ? <Existing key={ruleId} id={ruleId} /> : <Fresh />;
}

const Head = ({ deskId, name }: { deskId: string; name: string }) => {
  const desk = useManagedDesks().find((d) => d.id === deskId);
  return <div className="page-head"><div><p className="small muted"><Link to={`/admin/rules?desk=${deskId}`}>{t("admin.rules")}</Link>{desk && ` / ${desk.name}`}</p><h1>{name}</h1></div></div>;
};

function Existing({ id }: { id: string }) {
  const go = useNavigate();
  const { tab } = useParams();
  const [asked] = useSearchParams();
  const rule = useRule(id);
  useTitle(rule.data?.name);
  const at: Tab = TABS.find((x) => x === tab) ?? "rule";
  // What is being edited stays, whatever others save meanwhile.
  const [opened, setOpened] = useState<Rule | null>(null);
  if (rule.data && !opened && !rule.isFetching) setOpened(rule.data);
  if (rule.error && !rule.data) return <ErrorState page error={rule.error} retry={() => void rule.refetch()} />;
  if (!rule.data || !opened) return <Skeleton lines={8} />;
  const { deskId, name, version } = rule.data;
  return (
    <>
      <Head deskId={deskId} name={name} />
      <Tabs<Tab> label={name} value={at} onChange={(x) => void go(`/admin/rules/${id}${x === "rule" ? "" : `/${x}`}`, { replace: true })} tabs={TABS.map((x) => ({ id: x, label: t(`rules.tab.${x}`) }))}>
        {at === "rule" && version > opened.version && <p className="notice warn row wrap" role="status"><span className="grow">{t("rules.changedMeanwhile")}</span><Button small onClick={() => setOpened(rule.data)}>{t("rules.showNewest")}</Button></p>}
        {at === "rule" && <RuleEditor key={opened.version} deskId={deskId} rule={opened} start={opened} onSaved={setOpened} />}
        {at === "runs" && <RunLog deskId={deskId} rule={id} state={asked.get("state") ?? ""} />}
        {at === "versions" && <Versions rule={rule.data} />}
      </Tabs>
    </>
  );
}

const BLANK: RuleBody = { name: "", description: "", active: false, stop: false, trigger: { kind: "created" }, condition: "", actions: [] };
function Fresh() {
  useTitle(t("rules.add"));
  const go = useNavigate();
  const [asked] = useSearchParams();
  const desks = useManagedDesks();
  const deskId = asked.get("desk") ?? desks[0]?.id ?? "";
  const wanted = asked.get("template");
  const templates = useTemplates();
  const [blank] = useState(BLANK);
  if (!deskId || (wanted && templates.isPending)) return <Skeleton lines={8} />;
  const template = templates.data?.find((x) => x.key === wanted);
  const start: RuleBody = template ? { ...BLANK, name: template.name, description: template.description, trigger: template.trigger, condition: template.condition, actions: template.actions } : blank;
  return <><Head deskId={deskId} name={t("rules.add")} /><RuleEditor key={template?.key ?? ""} deskId={deskId} rule={null} start={start} onSaved={(made) => void go(`/admin/rules/${made.id}`, { replace: true })} /></>;
}
