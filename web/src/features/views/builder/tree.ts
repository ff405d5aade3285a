import type { QueryTree, TreeNode } from "../../../api/types";

/** Edits of a query as a tree. A path says which part of which part is meant; none of them changes what it was given. */
export type Path = readonly number[];
export const EMPTY: TreeNode = { kind: "and", parts: [] };

export const partsOf = (node: TreeNode): TreeNode[] => (node.kind === "and" || node.kind === "or" || node.kind === "not" ? (node.parts ?? []) : []);
export const isGroup = (node: TreeNode): boolean => node.kind === "and" || node.kind === "or";

/** The root is always a group, so that there is a place to add to. */
export function rooted(where: TreeNode | null | undefined): TreeNode {
  if (!where) return EMPTY;
  return isGroup(where) ? where : { kind: "and", parts: [where] };
}
export function nodeAt(root: TreeNode, path: Path): TreeNode | undefined {
  return path.reduce<TreeNode | undefined>((node, i) => (node ? partsOf(node)[i] : undefined), root);
}
export function changed(root: TreeNode, path: Path, change: (node: TreeNode) => TreeNode): TreeNode {
  const [first, ...rest] = path;
  if (first === undefined) return change(root);
  return { ...root, parts: partsOf(root).map((part, i) => (i === first ? changed(part, rest, change) : part)) };
}
export const added = (root: TreeNode, path: Path, node: TreeNode): TreeNode => changed(root, path, (group) => ({ ...group, parts: [...partsOf(group), node] }));

/** A part taken out; a group or a "not" that has nothing in it any more goes with it. */
export function removed(root: TreeNode, path: Path): TreeNode {
  const [first, ...rest] = path;
  if (first === undefined) return EMPTY;
  const parts = partsOf(root).flatMap((part, i) => {
    if (i !== first) return [part];
    if (!rest.length) return [];
    const left = removed(part, rest);
    return partsOf(left).length ? [left] : [];
  });
  return { ...root, parts };
}
/** A part within "not", or out of it. */
export const negated = (root: TreeNode, path: Path): TreeNode =>
  changed(root, path, (node) => (node.kind === "not" ? (partsOf(node)[0] ?? EMPTY) : { kind: "not", parts: [node] }));
export const joined = (root: TreeNode, path: Path, kind: "and" | "or"): TreeNode => changed(root, path, (node) => ({ ...node, kind }));
/** A part becomes a group of its own, to which more can be added. */
export const wrapped = (root: TreeNode, path: Path, kind: "and" | "or"): TreeNode => changed(root, path, (node) => ({ kind, parts: [node] }));
/** The parts of a group stand where the group stood. */
export function unwrapped(root: TreeNode, path: Path): TreeNode {
  const at = path.at(-1);
  if (at === undefined) return root;
  return changed(root, path.slice(0, -1), (parent) => ({ ...parent, parts: partsOf(parent).flatMap((part, i) => (i === at ? partsOf(part) : [part])) }));
}

const BARE = new Set(["is empty", "is not empty", "changed"]);
export const takesNone = (op: string): boolean => BARE.has(op);
export const takesMany = (op: string): boolean => /\bin$/.test(op);

/** Whether a condition says enough to be asked. */
export function isComplete(node: TreeNode): boolean {
  if (node.kind === "words") return Boolean(node.text?.trim());
  if (node.kind !== "compare") return partsOf(node).length > 0;
  return Boolean(node.field && node.op) && (takesNone(node.op ?? "") || (node.values ?? []).some((v) => v.kind !== "text" || Boolean(v.text?.trim())));
}
/** The tree without what is still being filled in; undefined when nothing is left. */
export function complete(node: TreeNode): TreeNode | undefined {
  if (node.kind === "compare" || node.kind === "words") return isComplete(node) ? node : undefined;
  const parts = partsOf(node).flatMap((part) => complete(part) ?? []);
  if (!parts.length) return undefined;
  return node.kind === "not" || parts.length > 1 ? { ...node, parts } : parts[0];
}
export const asQuery = (root: TreeNode, order: QueryTree["order"]): QueryTree => ({ where: complete(root) ?? null, order: order ?? [] });

/** The operator changes; the values stay as far as it can take them. */
export function withOperator(node: TreeNode, op: string): TreeNode {
  const values = takesNone(op) ? [] : takesMany(op) ? (node.values ?? []) : (node.values ?? []).slice(0, 1);
  const { when, ...rest } = node;
  return { ...rest, op, values, ...(when && /^(was|changed)/.test(op) ? { when } : {}) };
}
