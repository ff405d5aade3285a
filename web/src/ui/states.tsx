import type { ReactNode } from "react";
import { problemOf } from "../api/problem";
import { t } from "../i18n";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";
import { explain } from "./explain";

export function Skeleton({ lines = 5, height = 12, gap = 18 }: { lines?: number; height?: number; gap?: number }) {
  return (
    <div role="status" aria-label={t("state.loading")} style={{ padding: gap / 1.5 }}>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="skeleton" style={{ inlineSize: `${88 - ((i * 23) % 45)}%`, blockSize: height, marginBlockEnd: gap }} />
      ))}
    </div>
  );
}

/** Says what the place is for and offers the one next step. */
export const EmptyState = ({ icon, title, text, page, children }: { icon?: IconName; title: string; text?: string; page?: boolean; children?: ReactNode }) => (
  <div className="state">
    {icon && <Icon name={icon} />}
    {page ? <h1>{title}</h1> : <h2>{title}</h2>}
    {text && <p>{text}</p>}
    {children}
  </div>
);

/** Says what happened, what to do, and the number under which the server's log has it. */
export function ErrorState({ error, retry, page, children }: { error: unknown; retry?: () => void; page?: boolean; children?: ReactNode }) {
  const problem = problemOf(error);
  const words = explain(problem);
  return (
    <div className="state" role="alert">
      <Icon name={problem.status === 0 ? "offline" : "warning"} />
      {page ? <h1>{words.title}</h1> : <h2>{words.title}</h2>}
      <p>{words.text}</p>
      {problem.correlation && <p className="small">{t("state.correlation")} <code>{problem.correlation}</code></p>}
      {retry && problem.kind !== "not-found" && <Button onClick={retry}>{t("action.retry")}</Button>}
      {children}
    </div>
  );
}

/** The message of a form as a whole; field errors stand at their fields. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = problemOf(error);
  const words = explain(problem);
  return (
    <div className="notice error" role="alert">
      {problem.errors.length ? t("form.correct") : words.text}
      {problem.errors.filter((e) => !e.field).map((e) => <div key={e.message}>{e.message}</div>)}
      {problem.correlation && problem.status >= 500 && <div className="small">{t("state.correlation")} <code>{problem.correlation}</code></div>}
    </div>
  );
}

export function Pager({ more, loading, onMore }: { more: boolean; loading: boolean; onMore: () => void }) {
  if (!more) return null;
  return <p className="row" style={{ justifyContent: "center", marginBlock: 12 }}><Button disabled={loading} onClick={onMore}>{loading ? t("state.loading") : t("action.more")}</Button></p>;
}
