import type { TreeNode } from "../../../api/types";
import { t, type Key } from "../../../i18n";
import { Button, IconButton } from "../../../ui";
import type { useAsked } from "./fields";
import { added, changed, EMPTY, isGroup, joined, negated, partsOf, removed, takesMany, takesNone, unwrapped, withOperator, wrapped, type Path } from "./tree";
import { fresh, text, typed, whenText, type Asked } from "./values";
import { Values } from "./Values";

type Known = ReturnType<typeof useAsked>;
interface Props { node: TreeNode; path: Path; asked: Known; edit: (change: (root: TreeNode) => TreeNode) => void; root?: boolean; ofType?: boolean | undefined; /** Where the "not" around it is. */ notAt?: Path }

const OPS: Record<string, Key> = {
  "=": "op.is", "!=": "op.isNot", "<": "op.less", "<=": "op.atMost", ">": "op.more", ">=": "op.atLeast", "~": "op.contains", "!~": "op.containsNot",
  in: "op.in", "not in": "op.notIn", "is empty": "op.empty", "is not empty": "op.notEmpty", was: "op.was", "was not": "op.wasNot", "was in": "op.wasIn", "was not in": "op.wasNotIn", changed: "op.changed",
};
/** Days are before and after rather than less and more. */
const DAYS: Record<string, Key> = { "<": "op.before", "<=": "op.until", ">": "op.after", ">=": "op.from" };
const opName = (op: string, asked: Asked): string => {
  const key = (asked.asks === "date" || asked.asks === "date_time" ? DAYS[op] : undefined) ?? OPS[op];
  return key ? t(key) : op;
};

/** A condition, or a group of some. */
export function Part(p: Props) {
  const { node, path } = p;
  if (node.kind === "not") {
    const inner = partsOf(node)[0];
    return inner ? <div className="part-not"><span className="not-word">{t("builder.not")}</span><Part {...p} node={inner} path={[...path, 0]} notAt={path} root={false} /></div> : null;
  }
  return isGroup(node) ? <Group {...p} /> : <Condition {...p} />;
}

function Group({ node, path, asked, edit, root, ofType, notAt }: Props) {
  const parts = partsOf(node);
  const first = ((ofType ? asked.custom[0] : undefined) ?? asked.own[0]) as Asked;
  return (
    <fieldset className={`part-group ${root ? "root" : ""}`}>
      <legend className="sr-only">{t(node.kind === "or" ? "builder.any" : "builder.all")}</legend>
      <div className="row wrap">
        <select className="input small-select" aria-label={t("builder.join")} value={node.kind} onChange={(e) => edit((r) => joined(r, path, e.target.value === "or" ? "or" : "and"))}>
          <option value="and">{t("builder.all")}</option><option value="or">{t("builder.any")}</option>
        </select>
        {!root && <Tools path={path} notAt={notAt} edit={edit}><Button small kind="quiet" onClick={() => edit((r) => unwrapped(r, path))}>{t("builder.ungroup")}</Button></Tools>}
      </div>
      <ul className="parts">
        {/* Parts have no names of their own, and are put in and taken out only by their place. */}
        {parts.map((part, i) => <li key={i}><Part node={part} path={[...path, i]} asked={asked} edit={edit} ofType={ofType} /></li>)}
      </ul>
      {root && !parts.length && <p className="muted small">{t(ofType ? "builder.always" : "builder.everything")}</p>}
      <div className="row wrap">
        <Button small icon="plus" onClick={() => edit((r) => added(r, path, fresh(first)))}>{t("builder.addCondition")}</Button>
        <Button small kind="quiet" onClick={() => edit((r) => added(r, path, { kind: "words", text: "" }))}>{t("builder.addWords")}</Button>
        <Button small kind="quiet" onClick={() => edit((r) => added(r, path, { ...EMPTY, kind: node.kind === "and" ? "or" : "and", parts: [fresh(first)] }))}>{t("builder.addGroup")}</Button>
      </div>
    </fieldset>
  );
}

function Tools({ path, notAt, edit, children }: { path: Path; notAt: Path | undefined; edit: Props["edit"]; children?: React.ReactNode }) {
  return (
    <span className="row part-tools">
      <Button small kind="quiet" aria-pressed={notAt !== undefined} onClick={() => edit((r) => negated(r, notAt ?? path))}>{t("builder.not")}</Button>
      {children}
      <IconButton small icon="close" label={t("builder.remove")} onClick={() => edit((r) => removed(r, notAt ?? path))} />
    </span>
  );
}

function Condition({ node, path, asked, edit, ofType, notAt }: Props) {
  const set = (to: TreeNode): void => edit((r) => changed(r, path, () => to));
  const tools = <Tools path={path} notAt={notAt} edit={edit}><Button small kind="quiet" onClick={() => edit((r) => wrapped(r, notAt ?? path, "or"))}>{t("builder.group")}</Button></Tools>;
  if (node.kind === "words")
    return <div className="part row wrap"><span className="part-field">{t("builder.words")}</span><input className="input part-value" aria-label={t("builder.words")} maxLength={200} value={node.text ?? ""} onChange={(e) => set({ ...node, text: e.target.value })} />{tools}</div>;
  const of = asked.find(node.field ?? "", node.type);
  const op = node.op ?? "=";
  const operators = of.operators.includes(op) ? of.operators : [...of.operators, op];
  const known = [...asked.own, ...asked.custom].some((a) => a.field.key === of.field.key);
  const when = whenText(node.when);
  const offered = (all: Asked[], title: Key) => all.length > 0 && <optgroup label={t(title)}>{all.map((a) => <option key={a.field.key} value={a.field.key}>{a.field.name}</option>)}</optgroup>;
  const [own, custom] = [offered(asked.own, "builder.own"), offered(asked.custom, ofType ? "builder.ofType" : "builder.custom")];
  return (
    <div className="part row wrap">
      <select className="input part-field" aria-label={t("builder.field")} value={of.field.key} onChange={(e) => set(fresh(asked.find(e.target.value)))}>
        {!known && <option value={of.field.key}>{of.field.key}</option>}
        {ofType ? <>{custom}{own}</> : <>{own}{custom}</>}
      </select>
      <select className="input part-op" aria-label={t("builder.operator")} value={op} onChange={(e) => { const to = withOperator(node, e.target.value); set({ ...to, values: takesNone(e.target.value) ? [] : to.values?.length ? to.values : [text("")] }); }}>
        {operators.map((o) => <option key={o} value={o}>{opName(o, of)}</option>)}
      </select>
      {!takesNone(op) && (of.asks ? <Values asked={of} values={node.values ?? []} many={takesMany(op)} onChange={(values) => set({ ...node, values })} />
        : <input className="input part-value" aria-label={t("builder.value")} value={node.values?.[0]?.text ?? ""} onChange={(e) => set({ ...node, values: [typed(e.target.value)] })} />)}
      {when && <code className="small">{when}</code>}
      {tools}
    </div>
  );
}
