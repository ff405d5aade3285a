import { mergeAttributes, Node } from "@tiptap/core";
import type { Node as Doc, Schema } from "@tiptap/pm/model";
import { TextSelection, type Command } from "@tiptap/pm/state";
import { addRowAfter, goToNextCell, tableEditing } from "@tiptap/pm/tables";

declare module "@tiptap/core" {
  // What prosemirror-tables knows its nodes by.
  interface NodeConfig<Options, Storage> { tableRole?: string | ((this: { options: Options; storage: Storage }) => string) }
}

const spans = (el: HTMLElement, name: "colspan" | "rowspan"): number => Math.min(99, Math.max(1, Number(el.getAttribute(name)) || 1));
const cell = (name: string, tag: "td" | "th", tableRole: string) =>
  Node.create({
    name,
    content: "block+",
    isolating: true,
    tableRole,
    addAttributes: () => ({
      colspan: { default: 1, parseHTML: (el: HTMLElement) => spans(el, "colspan"), renderHTML: (a: Record<string, unknown>) => (a["colspan"] === 1 ? {} : { colspan: a["colspan"] }) },
      rowspan: { default: 1, parseHTML: (el: HTMLElement) => spans(el, "rowspan"), renderHTML: (a: Record<string, unknown>) => (a["rowspan"] === 1 ? {} : { rowspan: a["rowspan"] }) },
      // Asked for by the table commands; widths follow from what is in the cells.
      colwidth: { default: null, rendered: false },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  });

/** Rows and cells; merged cells that are pasted stay merged. */
export const Table = Node.create({
  name: "table",
  content: "tableRow+",
  group: "block",
  isolating: true,
  tableRole: "table",
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  addKeyboardShortcuts() {
    const run = (command: Command): boolean => command(this.editor.state, this.editor.view.dispatch);
    return {
      Tab: () => this.editor.isActive("table") && (run(goToNextCell(1)) || (run(addRowAfter) && run(goToNextCell(1)))),
      "Shift-Tab": () => this.editor.isActive("table") && run(goToNextCell(-1)),
    };
  },
  addProseMirrorPlugins: () => [tableEditing()],
  extendNodeSchema: (extension) => ({ tableRole: (extension.config as { tableRole?: unknown }).tableRole }),
});

export const tableNodes = [
  Table,
  Node.create({
    name: "tableRow",
    content: "(tableCell | tableHeader)*",
    tableRole: "row",
    parseHTML: () => [{ tag: "tr" }],
    renderHTML: () => ["tr", 0],
  }),
  cell("tableCell", "td", "cell"),
  cell("tableHeader", "th", "header_cell"),
];

/** A table of these texts; the first row heads it when asked for. */
export function tableOf(schema: Schema, rows: string[][], headed: boolean): Doc | null {
  const { table, tableRow, tableCell, tableHeader, paragraph } = schema.nodes;
  if (!table || !tableRow || !tableCell || !tableHeader || !paragraph) return null;
  const made = rows.map((row, at) => tableRow.create(null, row.map((text) => (headed && at === 0 ? tableHeader : tableCell).create(null, paragraph.create(null, text ? schema.text(text) : null)))));
  return table.create(null, made);
}

/** Puts an empty table where the caret is, and the caret into its first cell. */
export const insertTable = (rows: number, columns: number): Command => (state, dispatch) => {
  const made = tableOf(state.schema, Array.from({ length: rows }, () => Array<string>(columns).fill("")), true);
  if (!made) return false;
  if (dispatch) {
    const at = state.selection.from;
    const tr = state.tr.replaceSelectionWith(made);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(tr.mapping.map(at, -1) + 1, tr.doc.content.size)))).scrollIntoView());
  }
  return true;
};

const MOST_CELLS = 5000;
/** What a spreadsheet puts on the clipboard as plain text: lines of the same number of columns, parted by tabs. */
export function sheetRows(text: string): string[][] | null {
  const rows = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  const columns = rows[0]?.length ?? 0;
  if (rows.length < 2 || columns < 2 || rows.length * columns > MOST_CELLS) return null;
  return rows.every((row) => row.length === columns) ? rows.map((row) => row.map((x) => x.trim())) : null;
}
