import { t } from "../../i18n";
import type { Difference, Plan } from "./data";
import { grouped, place, sectionName, value } from "./describe";

/** What becomes of what, by section. */
export function Differences({ all }: { all: Difference[] }) {
  return (
    <>
      {grouped(all).map(({ section, differences }) => (
        <section key={section} className="blueprint-group">
          <h3>{sectionName(section)} <span className="muted">{differences.length}</span></h3>
          <ul>{differences.map((d, i) => <li key={i} className={`blueprint-${d.op}`}><Line d={d} /></li>)}</ul>
        </section>
      ))}
    </>
  );
}

function Line({ d }: { d: Difference }) {
  const where = place(d.path);
  if (d.op === "add") return <><strong>{t("blueprint.op.add")}</strong> {where} <span className="muted">{value(d.after)}</span></>;
  if (d.op === "remove") return <><strong>{t("blueprint.op.remove")}</strong> {where} <span className="muted">{value(d.before)}</span></>;
  return <><strong>{t("blueprint.op.change")}</strong> {where} <del>{value(d.before)}</del> → <ins>{value(d.after)}</ins></>;
}

/** What a file would do, or why it cannot be applied. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <div className="blueprint-plan" aria-live="polite">
      {plan.problems.length > 0 && (
        <div className="notice error" role="alert">
          <strong>{t("blueprint.problems", { count: plan.problems.length })}</strong>
          <ul>{plan.problems.map((p, i) => <li key={i}>{p.line !== null && <>{t("blueprint.line", { line: p.line })} </>}{p.message}{p.path && <> <code>{p.path}</code></>}</li>)}</ul>
        </div>
      )}
      {plan.notices.length > 0 && <ul className="blueprint-notices">{plan.notices.map((n) => <li key={n}>{n}</li>)}</ul>}
      {plan.problems.length === 0 && plan.differences.length === 0 && <p>{t("blueprint.same")}</p>}
      {plan.differences.length > 0 && <h2>{t("blueprint.differences")}</h2>}
      <Differences all={plan.differences} />
    </div>
  );
}
