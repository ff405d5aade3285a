import type { Editor } from "@tiptap/core";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, toggleHeaderRow } from "@tiptap/pm/tables";
import type { Command } from "@tiptap/pm/state";
import type { Key } from "../../i18n";
import { insertTable } from "./tables";

const PATHS = {
  list: "M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
  numbered: "M6.5 4H14M6.5 8H14M6.5 12H14M2 3l1-.5V5.5M1.8 10.5h1.7l-1.7 2.3h1.8",
  tasks: "M7.5 4.5H14M7.5 11.5H14M1.5 4.5L3 6l2.5-3M1.5 11.5L3 13l2.5-3",
  quote: "M3 5v3.5h3V5H3Zm0 3.5c0 1.5.5 2.2 1.8 2.7M9.5 5v3.5h3V5h-3Zm0 3.5c0 1.5.5 2.2 1.8 2.7",
  code: "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5",
  block: "M2 2.5h12v11H2zM6.5 6L4.5 8l2 2M9.5 6l2 2-2 2",
  link: "M7 9a2.5 2.5 0 0 0 3.6 0l2.3-2.3a2.5 2.5 0 0 0-3.6-3.6L8.5 4M9 7a2.5 2.5 0 0 0-3.6 0L3.1 9.3a2.5 2.5 0 0 0 3.6 3.6l.8-.9",
  table: "M2 3h12v10H2zM2 6.5h12M2 10h12M6 3v10M10 3v10",
  image: "M2 3h12v10H2zM2 11l3.5-3.5L9 11l2-2 3 3M10.5 6h.01",
  undo: "M5 3L2 6l3 3M2 6h7.5a4 4 0 0 1 0 8H6",
  redo: "M11 3l3 3-3 3M14 6H6.5a4 4 0 0 0 0 8H10",
  rowAdd: "M2 2.5h12v5H2zM8 10v4M6 12h4",
  columnAdd: "M2.5 2v12h5V2zM10 8h4M12 6v4",
  rowDrop: "M2 2.5h12v5H2zM6.2 10.2l3.6 3.6M9.8 10.2l-3.6 3.6",
  columnDrop: "M2.5 2v12h5V2zM10.2 6.2l3.6 3.6M13.8 6.2l-3.6 3.6",
  rowHead: "M2 3h12v10H2zM2 7h12M4 5h8",
  tableDrop: "M2 3h12v10H2zM5.5 5.5l5 5M10.5 5.5l-5 5",
} as const;
export type Drawing = keyof typeof PATHS;
export const pathOf = (name: Drawing): string => PATHS[name];

export interface Tool { id: string; label: Key; letter?: string; drawing?: Drawing; keys?: string; on?: (e: Editor) => boolean; can?: (e: Editor) => boolean; run: (e: Editor) => void; group: number }

const plain = (command: Command) => (e: Editor): void => { e.commands.focus(); command(e.state, e.view.dispatch); };

const SIMPLE: Tool[] = [
  { id: "bold", label: "editor.bold", letter: "B", keys: "Ctrl+B", group: 1, on: (e) => e.isActive("bold"), run: (e) => e.chain().focus().toggleBold().run() },
  { id: "italic", label: "editor.italic", letter: "I", keys: "Ctrl+I", group: 1, on: (e) => e.isActive("italic"), run: (e) => e.chain().focus().toggleItalic().run() },
  { id: "list", label: "editor.list", drawing: "list", group: 3, on: (e) => e.isActive("bulletList"), run: (e) => e.chain().focus().toggleBulletList().run() },
  { id: "numbered", label: "editor.numbered", drawing: "numbered", group: 3, on: (e) => e.isActive("orderedList"), run: (e) => e.chain().focus().toggleOrderedList().run() },
];
const RICH: Tool[] = [
  { id: "strike", label: "editor.strike", letter: "S", keys: "Ctrl+Shift+S", group: 1, on: (e) => e.isActive("strike"), run: (e) => e.chain().focus().toggleStrike().run() },
  { id: "code", label: "editor.code", drawing: "code", keys: "Ctrl+E", group: 1, on: (e) => e.isActive("code"), run: (e) => e.chain().focus().toggleCode().run() },
  { id: "heading", label: "editor.heading", letter: "H", keys: "Ctrl+Alt+2", group: 2, on: (e) => e.isActive("heading"), run: (e) => (e.isActive("heading") ? e.chain().focus().setParagraph().run() : e.chain().focus().setHeading({ level: 2 }).run()) },
  { id: "tasks", label: "editor.tasks", drawing: "tasks", group: 3, on: (e) => e.isActive("taskList"), run: (e) => e.chain().focus().toggleTaskList().run() },
  { id: "quote", label: "editor.quote", drawing: "quote", group: 4, on: (e) => e.isActive("blockquote"), run: (e) => e.chain().focus().toggleBlockquote().run() },
  { id: "block", label: "editor.block", drawing: "block", group: 4, on: (e) => e.isActive("codeBlock"), run: (e) => e.chain().focus().toggleCodeBlock().run() },
  { id: "table", label: "editor.table", drawing: "table", group: 4, can: (e) => !e.isActive("table"), run: plain(insertTable(3, 3)) },
  { id: "undo", label: "editor.undo", drawing: "undo", keys: "Ctrl+Z", group: 9, can: (e) => e.can().undo(), run: (e) => e.chain().focus().undo().run() },
  { id: "redo", label: "editor.redo", drawing: "redo", keys: "Ctrl+Shift+Z", group: 9, can: (e) => e.can().redo(), run: (e) => e.chain().focus().redo().run() },
];
const TABLE: Tool[] = [
  { id: "rowAdd", label: "editor.rowAdd", drawing: "rowAdd", group: 10, run: plain(addRowAfter) },
  { id: "columnAdd", label: "editor.columnAdd", drawing: "columnAdd", group: 10, run: plain(addColumnAfter) },
  { id: "rowHead", label: "editor.rowHead", drawing: "rowHead", group: 10, run: plain(toggleHeaderRow) },
  { id: "rowDrop", label: "editor.rowDrop", drawing: "rowDrop", group: 11, run: plain(deleteRow) },
  { id: "columnDrop", label: "editor.columnDrop", drawing: "columnDrop", group: 11, run: plain(deleteColumn) },
  { id: "tableDrop", label: "editor.tableDrop", drawing: "tableDrop", group: 11, run: plain(deleteTable) },
];

/** What the toolbar offers where the caret is; the others come with the ask for a link and for a picture. */
export function toolsFor(editor: Editor, simple: boolean, more: Tool[]): Tool[] {
  const tools = simple ? [...SIMPLE, ...more] : [...SIMPLE, ...RICH, ...more];
  return [...tools.toSorted((a, b) => a.group - b.group), ...(editor.isActive("table") ? TABLE : [])];
}
