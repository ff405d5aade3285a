import { lazy, Suspense, useCallback, useState } from "react";
import type { StatusCategory } from "../../../../api/types";
import { t } from "../../../../i18n";
import { Menu, Icon, Skeleton } from "../../../../ui";
import { addStatus, connect, statusOf, transitionOf } from "../edit";
import type { Editing } from "../TypeEditor";
import type { Choice } from "./Graph";
import { StatusPanel } from "./StatusPanel";
import { TransitionPanel } from "./TransitionPanel";
import { Try } from "./Try";
import { WorkflowTable } from "./WorkflowTable";

const Graph = lazy(() => import("./Graph"));
const CATEGORIES: readonly StatusCategory[] = ["new", "open", "pending", "resolved", "closed", "cancelled"];

export function WorkflowTab(editing: Editing) {
  const { draft, type } = editing;
  const [asked, choose] = useState<Choice | null>(null);
  // What was taken away, by an undo perhaps, is no longer chosen.
  const chosen = asked && (asked.kind === "status" ? statusOf(draft.now, asked.key) : transitionOf(draft.now, asked.key)) ? asked : null;
  const { now, problems } = draft;
  const wrong = useCallback((c: Choice): boolean => {
    const list = c.kind === "status" ? now.statuses : now.transitions;
    return problems.within(`${c.kind === "status" ? "statuses" : "transitions"}[${list.findIndex((x) => x.key === c.key)}]`).length > 0;
  }, [now, problems]);
  const draw = (from: string, to: string): void => {
    const made = connect(now, from, to);
    if (!made) return;
    if (made.definition !== now) draft.change(() => made.definition);
    choose({ kind: "transition", key: made.key, from });
  };
  const add = (category: StatusCategory): void => {
    const made = addStatus(now, t("types.newStatus"), category);
    draft.change(() => made.definition);
    choose({ kind: "status", key: made.key });
  };
  const whole = problems.at("statuses") ?? problems.at("transitions") ?? problems.at("initial");
  return (
    <div className="workflow">
      <div className="flow-side">
        {whole && <p className="notice error" role="alert">{whole}</p>}
        <div className="row wrap flow-bar">
          <Menu label={t("types.addStatus")} className="btn" trigger={<><Icon name="plus" />{t("types.addStatus")}</>} items={CATEGORIES.map((c) => ({ id: c, label: t(`statusCategory.${c}`), run: () => add(c) }))} />
          <span className="muted small grow">{t("types.drawText")}</span>
        </div>
        <div className="flow-frame" role="region" aria-label={t("types.drawing")}>
          <Suspense fallback={<Skeleton lines={6} />}><Graph type={type.id} definition={now} chosen={chosen} wrong={wrong} onChoose={choose} onConnect={draw} /></Suspense>
        </div>
        <WorkflowTable {...editing} chosen={chosen} wrong={wrong} onChoose={choose} />
      </div>
      {chosen?.kind === "status" ? <StatusPanel key={`s${now.statuses.findIndex((s) => s.key === chosen.key)}`} {...editing} statusKey={chosen.key} onChoose={(key) => choose({ kind: "status", key })} onClose={() => choose(null)} />
        : chosen ? <TransitionPanel key={chosen.key} {...editing} transitionKey={chosen.key} from={chosen.from} onChoose={(key) => choose({ kind: "transition", key })} onClose={() => choose(null)} />
          : <Try {...editing} />}
    </div>
  );
}
