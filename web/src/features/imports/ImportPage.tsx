import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../api/client";
import type { Import, ImportMapping } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { fileSize, number, t } from "../../i18n";
import { Button, ErrorState, FormError, LinkButton, Skeleton, toast } from "../../ui";
import { Errors } from "./Errors";
import { MappingForm } from "./MappingForm";
import { Preview } from "./Preview";
import { Progress } from "./Progress";

const BUSY = new Set(["checking", "running"]);
const STEP: Record<Import["state"], number> = { uploaded: 1, checking: 2, checked: 3, running: 3, done: 4, failed: 1, cancelled: 1 };

/** One file on its way in. All state is the server's, so one can leave and come back. */
export function ImportPage() {
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["import", id], queryFn: () => api<Import>(`/imports/${id}`), refetchInterval: (q) => (q.state.data && BUSY.has(q.state.data.state) ? 700 : false) });
  useTitle(found.data?.name);
  if (found.error && !found.data) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={8} />;
  return <Loaded job={found.data} />;
}

function Loaded({ job }: { job: Import }) {
  const cache = useQueryClient();
  const { error, busy, run } = useSave();
  const [changing, setChanging] = useState(false);
  const took = (now: Import): void => { cache.setQueryData(["import", job.id], now); void cache.invalidateQueries({ queryKey: ["imports"] }); };
  const post = (what: "check" | "run" | "cancel"): void => void run(async () => took(await api<Import>(`/imports/${job.id}/${what}`, { method: "POST" })));
  const saveAndCheck = (mapping: ImportMapping): void => void run(async () => {
    took(await api<Import>(`/imports/${job.id}/mapping`, { method: "PUT", body: mapping }));
    took(await api<Import>(`/imports/${job.id}/check`, { method: "POST" }));
    setChanging(false);
    toast(t("imports.checkStarted"));
  });
  const moving = BUSY.has(job.state);
  const mapping = !moving && job.state !== "done" && (changing || job.state === "uploaded" || job.state === "failed" || job.state === "cancelled");
  return (
    <>
      <p><Link to="/admin/imports">← {t("admin.imports")}</Link></p>
      <div className="page-head"><h1>{job.name} <span className="muted small">{fileSize(job.size)}{job.rows !== null && ` · ${t("imports.rowCount", { count: job.rows })}`}</span></h1></div>
      <ol className="import-steps">
        {(["imports.step.upload", "imports.step.map", "imports.step.check", "imports.step.run"] as const).map((s, i) => <li key={s} className={i < STEP[job.state] ? "past" : i === STEP[job.state] ? "now" : ""} aria-current={i === STEP[job.state] ? "step" : undefined}>{i + 1}. {t(s)}</li>)}
      </ol>
      <FormError error={error} />
      {job.message && <p className={`notice ${job.state === "failed" ? "error" : ""}`} role="status">{job.message}</p>}
      {(moving || job.state !== "uploaded") && (
        <Progress job={job}>
          {moving && <Button disabled={busy} onClick={() => post("cancel")}>{t("imports.stop")}</Button>}
          {(job.state === "checked" || (job.state === "cancelled" && job.mapping)) && <Button kind="primary" disabled={busy} onClick={() => post("run")}>{t(job.rowsDone > 0 && job.state === "cancelled" ? "imports.goOn" : "imports.run", { n: number(job.rows ?? 0) })}</Button>}
          {job.state === "checked" && !changing && <Button onClick={() => setChanging(true)}>{t("imports.changeMapping")}</Button>}
          {job.state === "done" && <LinkButton to={`/work/search?q=${encodeURIComponent("channel = import")}`} kind="primary">{t("imports.show")}</LinkButton>}
        </Progress>
      )}
      {job.errorCount > 0 && !moving && <Errors id={job.id} count={job.errorCount} />}
      {mapping && job.preview && <MappingForm job={job} preview={job.preview} busy={busy} onSave={saveAndCheck} />}
      {job.preview && (mapping || job.state === "checked") && <Preview preview={job.preview} />}
    </>
  );
}
