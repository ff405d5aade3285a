import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Import } from "../../api/types";
import { exact, number, t } from "../../i18n";

/** Rows per second while it runs, from what was seen: the server says its own only at the end. */
function useSpeed(job: Import): number | null {
  const seen = useRef<{ at: number; rows: number }[]>([]);
  const [speed, setSpeed] = useState<number | null>(null);
  useEffect(() => {
    const list = seen.current;
    if (list.length && job.rowsDone < (list.at(-1)?.rows ?? 0)) list.length = 0;
    list.push({ at: performance.now(), rows: job.rowsDone });
    if (list.length > 8) list.shift();
    const [first, last] = [list[0], list.at(-1)];
    if (first && last && last.at - first.at > 500) setSpeed(((last.rows - first.rows) * 1000) / (last.at - first.at));
  }, [job.rowsDone, job.state]);
  return job.rowsPerSecond ?? speed;
}

export function Progress({ job, children }: { job: Import; children: ReactNode }) {
  const speed = useSpeed(job);
  const moving = job.state === "checking" || job.state === "running";
  const left = moving && speed && job.rows ? (job.rows - job.rowsDone) / speed : null;
  return (
    <section className="progress-box" aria-label={t("imports.progress")}>
      <p role="status"><strong>{t(`imports.state.${job.state}`)}</strong>{moving && <span className="muted"> {t("imports.mayLeave")}</span>}</p>
      {(moving || job.rowsDone > 0) && <progress max={job.rows ?? undefined} value={job.rows === null ? undefined : job.rowsDone} aria-label={t("imports.progress")} />}
      <dl className="numbers">
        <div><dt>{t("imports.rows")}</dt><dd>{number(job.rowsDone)}{job.rows !== null && ` / ${number(job.rows)}`}</dd></div>
        <div><dt>{t("list.label")}</dt><dd>{number(job.tickets)}</dd></div>
        <div><dt>{t("imports.entries")}</dt><dd>{number(job.entries)}</dd></div>
        <div><dt>{t("imports.errors")}</dt><dd>{number(job.errorCount)}</dd></div>
        {speed !== null && <div><dt>{t("imports.speed")}</dt><dd>{number(Math.round(speed))}</dd></div>}
        {left !== null && <div><dt>{t("imports.left")}</dt><dd>{left < 90 ? t("imports.seconds", { n: Math.ceil(left) }) : t("imports.minutes", { n: Math.ceil(left / 60) })}</dd></div>}
        {job.finished && <div><dt>{t("imports.finished")}</dt><dd>{exact(job.finished)}</dd></div>}
      </dl>
      <p className="row wrap" style={{ margin: "14px 0 0" }}>{children}</p>
    </section>
  );
}
