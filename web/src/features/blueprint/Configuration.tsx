import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { address } from "../../api/client";
import { problemOf } from "../../api/problem";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { fileSize, t } from "../../i18n";
import { Button, EmptyState, explain, FormError, toast, toastUndo } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { applyFile, LARGEST, planFile, undoChange, type ConfigurationChange, type Plan } from "./data";
import { PlanView } from "./Differences";
import { History } from "./History";
import "./blueprint.css";

/** A desk's whole configuration: down as a file, up again, and back. */
export default function Configuration() {
  useTitle(t("admin.configuration"));
  const { admin } = useSession();
  const desks = useManagedDesks();
  const cache = useQueryClient();
  const { error, busy, run } = useSave();
  const [chosen, setChosen] = useState<string | null>(null);
  const [yaml, setYaml] = useState("");
  const [plan, setPlan] = useState<Plan | null>(null);
  const [people, setPeople] = useState(false);
  const desk = chosen ?? desks[0]?.id ?? "";
  const deskName = (id: string): string => desks.find((d) => d.id === id)?.name ?? "";

  // What was planned is of this text and this desk only.
  const change = (text: string): void => { setYaml(text); setPlan(null); };
  const refresh = async (): Promise<void> => {
    setPlan(null);
    await cache.invalidateQueries();
  };
  const undo = (c: ConfigurationChange): void => void undoChange(c.id)
    .then(async () => { toast(t("blueprint.putBack")); await refresh(); })
    .catch((e: unknown) => toast(explain(problemOf(e)).text, { bad: true }));
  const look = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => setPlan(await planFile(yaml, desk)));
  };
  const apply = (token: string): void => void run(async () => {
    const made = await applyFile(yaml, desk, token);
    toastUndo(t(made.created ? "blueprint.created" : "blueprint.applied"), () => undo(made));
    setYaml("");
    await refresh();
  });
  const take = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > LARGEST) toast(t("blueprint.tooLarge", { size: fileSize(LARGEST) }), { bad: true });
    else void file.text().then(change);
  };

  if (!desks.length && !admin) return <EmptyState icon="list" title={t("admin.configuration")} text={t("blueprint.noDesk")} />;
  const token = plan?.token;
  return (
    <>
      <div className="page-head"><h1>{t("admin.configuration")}</h1></div>
      <p className="muted">{t("blueprint.text")}</p>
      <form className="blueprint" onSubmit={look}>
        <div className="row">
          <label className="blueprint-desk">{t("field.desk")}
            <select className="input" value={desk} onChange={(e) => { setChosen(e.target.value); setPlan(null); }}>
              {desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}
              {admin && <option value="">{t("blueprint.newDesk")}</option>}
            </select>
          </label>
          {desk && (
            <>
              <a className="btn" href={address(`/desks/${desk}/configuration`, { people: people ? 1 : undefined })} download>{t("blueprint.download")}</a>
              <label className="check"><input type="checkbox" checked={people} onChange={(e) => setPeople(e.target.checked)} /><span>{t("blueprint.people")}</span></label>
            </>
          )}
        </div>
        <FormError error={error} />
        <label className="blueprint-file">{t("blueprint.upload")}<input type="file" accept=".yaml,.yml,text/yaml" onChange={(e) => { take(e.target.files?.[0]); e.target.value = ""; }} /></label>
        <label className="blueprint-paste">{t("blueprint.paste")}
          <textarea className="input" rows={14} spellCheck={false} value={yaml} onChange={(e) => change(e.target.value)} />
        </label>
        <div className="row">
          <Button type="submit" kind={token ? "default" : "primary"} disabled={busy || !yaml.trim()}>{t("blueprint.compare")}</Button>
          {token && plan.differences.length > 0 && <Button kind="primary" disabled={busy} onClick={() => apply(token)}>{t("blueprint.apply", { count: plan.differences.length })}</Button>}
        </div>
      </form>
      {plan && <PlanView plan={plan} />}
      <h2>{t("blueprint.history")}</h2>
      <History deskName={deskName} undo={undo} />
    </>
  );
}
