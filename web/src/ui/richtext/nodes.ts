import { Node, wrappingInputRule } from "@tiptap/core";
import { TaskItem, TaskList } from "@tiptap/extension-list";

/** Only pictures of our own: those from elsewhere would tell others who reads, and when. */
const OWN = /^\/api\/v1\/attachments\/[0-9a-f-]{36}(\?inline=1)?$/;

export const Picture = Node.create({
  name: "picture",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
  parseHTML: () => [{ tag: "img[src]", getAttrs: (el) => (OWN.test(el.getAttribute("src") ?? "") ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
});

export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    id: { default: null, parseHTML: (el: HTMLElement) => el.getAttribute("data-mention"), renderHTML: (a: Record<string, unknown>) => ({ "data-mention": a["id"] }) },
    label: { default: "", parseHTML: (el: HTMLElement) => (el.textContent ?? "").replace(/^@/, ""), rendered: false },
  }),
  parseHTML: () => [{ tag: "a[data-mention]", priority: 2000 }],
  renderHTML: ({ node, HTMLAttributes }) => ["a", HTMLAttributes, `@${String(node.attrs["label"])}`],
  renderText: ({ node }) => `@${String(node.attrs["label"])}`,
});

/** Kept as a list whose points say whether they are done: what shows it needs no form control. */
export const Tasks = TaskList.extend({
  parseHTML: () => [{ tag: 'ul[data-type="taskList"]', priority: 60 }],
  renderHTML: () => ["ul", { "data-type": "taskList" }, 0],
});
export const Task = TaskItem.extend({
  parseHTML: () => [{ tag: "li[data-checked]", priority: 60, getAttrs: (el: HTMLElement) => (el.closest("ul")?.getAttribute("data-type") === "taskList" ? null : false) }],
  renderHTML: ({ node }) => ["li", { "data-checked": String(node.attrs["checked"]) }, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*\[([ x]?)\]\s$/, type: this.type, getAttributes: (match) => ({ checked: match[1] === "x" }) })];
  },
});
