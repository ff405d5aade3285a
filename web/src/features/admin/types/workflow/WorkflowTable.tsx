import { t } from "../../../../i18n";
import { Button, DragHandle, DragNews, Icon, StatusBadge, useDrag } from "../../../../ui";
import { addTransition, moved } from "../edit";
import { ANY } from "../model";
import type { Editing } from "../TypeEditor";
import type { Choice } from "./Graph";

interface Props extends Editing { chosen: Choice | null; wrong: (choice: Choice) => boolean; onChoose: (choice: Choice) => void }

/** The same statuses and transitions as in the drawing, for the keyboard and for those who cannot see it. */
export function WorkflowTable({ draft, chosen, wrong, onChoose }: Props) {
  const { statuses, transitions, initial } = draft.now;
  const name = (key: string): string => statuses.find((s) => s.key === key)?.name ?? key;
  const move = (key: string, to: number): void => draft.change((d) => ({ ...d, statuses: moved(d.statuses, d.statuses.findIndex((s) => s.key === key), to) }));
  const drag = useDrag({
    onDrop: (key, drop) => move(key, drop.index),
    onStep: (key, by) => { const to = statuses.findIndex((s) => s.key === key) + by; if (to < 0 || to >= statuses.length) return undefined; move(key, to); return t("drag.now", { n: to + 1, of: statuses.length }); },
  });
  const isChosen = (kind: Choice["kind"], key: string): boolean => chosen?.kind === kind && chosen.key === key;
  const [first, second] = statuses;
  const add = (): void => {
    if (!first) return;
    const made = addTransition(draft.now, [first.key === second?.key ? ANY : first.key], second?.key ?? first.key);
    draft.change(() => made.definition);
    onChoose({ kind: "transition", key: made.key });
  };
  const Wrong = () => <span className="error-text"><Icon name="warning" label={t("types.wrongHere")} /></span>;
  return (
    <div className="flow-tables">
      <section>
        <h2>{t("types.statuses")}</h2>
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("types.statuses")}>
          <table className="table">
            <thead><tr><th scope="col"><span className="sr-only">{t("types.order")}</span></th><th scope="col">{t("field.status")}</th><th scope="col">{t("types.portalName")}</th><th scope="col" className="num">{t("types.ways")}</th></tr></thead>
            <tbody data-zone="statuses" className={drag.mark("statuses", null)}>
              {statuses.map((s) => (
                <tr key={s.key} data-item={s.key} className={`${drag.mark("statuses", s.key)} ${isChosen("status", s.key) ? "chosen" : ""}`}>
                  <td><DragHandle drag={drag} item={s.key} name={s.name} /></td>
                  <td><button type="button" className="btn link" aria-pressed={isChosen("status", s.key)} onClick={() => onChoose({ kind: "status", key: s.key })}><StatusBadge category={s.category} name={s.name || t("types.nameless")} /></button>{s.colour && <span className="swatch" style={{ background: s.colour, display: "inline-block" }} aria-hidden="true" />} {s.key === initial && <span className="tag">{t("types.initial")}</span>} {wrong({ kind: "status", key: s.key }) && <Wrong />}</td>
                  <td>{s.portalName}</td>
                  <td className="num">{transitions.filter((x) => x.to !== s.key && (x.from.includes(s.key) || x.from.includes(ANY))).length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <DragNews drag={drag} />
      </section>
      <section>
        <div className="row"><h2 className="grow">{t("types.transitions")}</h2><Button small icon="plus" disabled={!first} onClick={add}>{t("types.addTransition")}</Button></div>
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("types.transitions")}>
          <table className="table">
            <thead><tr><th scope="col">{t("person.name")}</th><th scope="col">{t("types.from")}</th><th scope="col">{t("types.to")}</th><th scope="col">{t("types.rules")}</th></tr></thead>
            <tbody>
              {transitions.map((x) => (
                <tr key={x.key} className={isChosen("transition", x.key) ? "chosen" : ""}>
                  <td><button type="button" className="btn link" aria-pressed={isChosen("transition", x.key)} onClick={() => onChoose({ kind: "transition", key: x.key })}>{x.name || t("types.nameless")}</button> {wrong({ kind: "transition", key: x.key }) && <Wrong />}</td>
                  <td>{x.from.includes(ANY) ? t("types.anyStatus") : x.from.map(name).join(", ")}</td>
                  <td>{name(x.to)}</td>
                  <td className="small muted">{[x.roles.length || x.teams.length ? t("types.who") : "", x.condition ? t("types.condition") : "", x.required.length + x.asks.length ? t("types.asks") : "", x.comment === "none" ? "" : t("types.comment"), x.effects.length ? t("types.effects") : ""].filter(Boolean).join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}
