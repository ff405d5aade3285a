import { createContext, useContext, useState } from "react";
import type { ActionKind } from "../../api/types";
import { t } from "../../i18n";
import { Button, DragHandle, DragNews, Icon, IconButton, Menu, useDrag, type Drag } from "../../ui";
import { ActionFields } from "./ActionFields";
import { Condition } from "./Condition";
import { stepWords } from "./sentence";
import { changed, copyOf, count, elseZone, inserted, MOST_DEEP, MOST_STEPS, moved, movedOut, newCase, newStep, placeOf, removed, ROOT, type Step } from "./steps";
import type { World } from "./world";

const KINDS: ActionKind[] = ["set", "assign", "assign_on_call", "comment", "notify", "mail", "task", "approval", "create", "link", "macro", "rule", "page", "chat", "http", "wait", "branch", "each"];
interface Editor { world: World; drag: Drag; steps: Step[]; wrong: (field: string) => string | undefined; /** Whether something is wrong with what is under this path. */ within: (path: string) => boolean; change: (to: Step[]) => void; open: ReadonlySet<string>; toggle: (key: string, to?: boolean) => void }
const Context = createContext<Editor | null>(null);
function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error("Actions are shown within their list");
  return editor;
}

/** What a rule does, in order, with all that is within branches; moved by pointer or by keys, also into and out of them. */
export function ActionList({ steps, world, wrong, within, onChange }: { steps: Step[]; world: World; wrong: Editor["wrong"]; within: Editor["within"]; onChange: (to: Step[]) => void }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string, to?: boolean): void => setOpen((now) => { const next = new Set(now); if (to ?? !next.has(key)) next.add(key); else next.delete(key); return next; });
  const drag = useDrag({
    onDrop: (key, drop) => onChange(moved(steps, key, drop.zone, drop.index)),
    onStep: (key, by) => {
      const at = placeOf(steps, key);
      const to = at ? at.index + by : -1;
      if (!at || to < 0 || to >= at.length) return undefined;
      onChange(moved(steps, key, at.zone, to));
      return t("drag.now", { n: to + 1, of: at.length });
    },
    onSide: (key, by) => {
      if (by > 0) return undefined;
      const next = movedOut(steps, key);
      if (next === steps) return undefined;
      onChange(next);
      return t("rules.movedOut");
    },
  });
  return (
    <Context.Provider value={{ world, drag, steps, wrong, within, change: onChange, open, toggle }}>
      <List steps={steps} zone={ROOT} at="actions" depth={1} number="" />
      <DragNews drag={drag} />
    </Context.Provider>
  );
}

function List({ steps, zone, at, depth, number }: { steps: Step[]; zone: string; at: string; depth: number; number: string }) {
  const { drag, wrong } = useEditor();
  return (
    <div className="rule-list">
      {wrong(at) && <p className="field-error" role="alert">{wrong(at)}</p>}
      <ol className={`plain-list rule-steps ${drag.mark(zone, null)}`} data-zone={zone}>
        {steps.map((s, i) => <StepCard key={s.key} step={s} zone={zone} at={`${at}[${i}].`} depth={depth} number={`${number}${i + 1}`} />)}
        {!steps.length && <li className="muted small rule-none">{t("rules.noActions")}</li>}
      </ol>
      <AddAction zone={zone} length={steps.length} depth={depth} />
    </div>
  );
}

function AddAction({ zone, length, depth }: { zone: string; length: number; depth: number }) {
  const { world, steps, change, toggle } = useEditor();
  const known = new Map((world.parts?.actions ?? []).map((p) => [p.kind, p]));
  const deep = depth >= MOST_DEEP;
  const offered = KINDS.filter((k) => (known.get(k)?.available ?? !world.parts) && !(deep && (k === "branch" || k === "each")));
  if (count(steps) >= MOST_STEPS) return null;
  const add = (kind: ActionKind): void => {
    const step = newStep(kind);
    toggle(step.key, true);
    change(inserted(steps, zone, length, step));
  };
  return <Menu label={t("rules.addAction")} className="btn small" trigger={<><Icon name="plus" />{t("rules.addAction")}</>} items={offered.map((k) => ({ id: k, label: t(`rules.action.${k}`), run: () => add(k) }))} />;
}

function StepCard({ step, zone, at, depth, number }: { step: Step; zone: string; at: string; depth: number; number: string }) {
  const { world, drag, steps, change, open, toggle, wrong, within } = useEditor();
  // What is wrong within a closed action is not to be missed.
  const shown = open.has(step.key) || within(at);
  const words = step.kind === "branch" ? t("rules.action.branch") : step.kind === "each" ? t("rules.action.each") : stepWords(step, world.names);
  const name = `${number} ${t(`rules.action.${step.kind}`)}`;
  const set = (to: Step): void => change(changed(steps, step.key, () => to));
  const duplicate = (): void => { const place = placeOf(steps, step.key); if (place) change(inserted(steps, place.zone, place.index + 1, copyOf(step))); };
  const missing = world.parts?.actions.find((p) => p.kind === step.kind && !p.available);
  return (
    <li data-item={step.key} className={`rule-step ${drag.mark(zone, step.key)} ${shown ? "open" : ""}`}>
      <div className="row rule-step-head">
        <DragHandle drag={drag} item={step.key} name={name} />
        <button type="button" className="rule-step-title" aria-expanded={shown} onClick={() => toggle(step.key)}><span className="rule-number">{number}</span><span className="grow">{words}</span><Icon name={shown ? "up" : "down"} /></button>
        <IconButton small icon="plus" label={t("rules.duplicateStep", { name })} disabled={count(steps) >= MOST_STEPS} onClick={duplicate} />
        <IconButton small icon="close" label={t("fields.remove", { name })} onClick={() => change(removed(steps, step.key))} />
      </div>
      {missing && <p className="field-error">{missing.why ?? t("rules.notAvailable")}</p>}
      {wrong(`${at}kind`) && <p className="field-error" role="alert">{wrong(`${at}kind`)}</p>}
      {shown && <div className="rule-step-body"><ActionFields step={step} at={at} world={world} wrong={wrong} onChange={(data) => set({ ...step, data })} /></div>}
      {step.kind === "branch" && <Branch step={step} at={at} depth={depth} number={number} onChange={set} />}
      {step.kind === "each" && <div className="rule-inner"><h3>{t("rules.forEach")}</h3><List steps={step.actions} zone={step.key} at={`${at}actions`} depth={depth + 1} number={`${number}.`} /></div>}
    </li>
  );
}

function Branch({ step, at, depth, number, onChange }: { step: Step; at: string; depth: number; number: string; onChange: (to: Step) => void }) {
  const { world, wrong } = useEditor();
  return (
    <div className="rule-inner">
      {wrong(`${at}cases`) && <p className="field-error" role="alert">{wrong(`${at}cases`)}</p>}
      {step.cases.map((c, i) => (
        <section key={c.key} className="rule-case" aria-label={t("rules.case", { n: i + 1 })}>
          <div className="row"><h3 className="grow">{t(i ? "rules.elseIf" : "rules.if")}</h3>{step.cases.length > 1 && <IconButton small icon="close" label={t("fields.remove", { name: t("rules.case", { n: i + 1 }) })} onClick={() => onChange({ ...step, cases: step.cases.filter((x) => x !== c) })} />}</div>
          <Condition label={t("rules.condition")} deskId={world.deskId} value={c.condition} error={wrong(`${at}cases[${i}].condition`)} onChange={(condition) => onChange({ ...step, cases: step.cases.map((x) => (x === c ? { ...c, condition } : x)) })} />
          <h3>{t("rules.then")}</h3>
          <List steps={c.actions} zone={c.key} at={`${at}cases[${i}].actions`} depth={depth + 1} number={`${number}.${i + 1}.`} />
        </section>
      ))}
      {step.cases.length < 10 && <Button small kind="quiet" icon="plus" onClick={() => onChange({ ...step, cases: [...step.cases, newCase()] })}>{t("rules.addCase")}</Button>}
      <section className="rule-case" aria-label={t("rules.otherwise")}><h3>{t("rules.otherwise")}</h3><List steps={step.otherwise} zone={elseZone(step)} at={`${at}otherwise`} depth={depth + 1} number={`${number}.0.`} /></section>
    </div>
  );
}
