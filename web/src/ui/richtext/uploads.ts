import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";

/** Sends a picture, tells how far it is, and answers where it is shown from. */
export type SendImage = (file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<{ src: string }>;

interface Step { add?: { id: number; at: number; view: HTMLElement }; remove?: number }
const key = new PluginKey<DecorationSet>("uploads");

/** Where pictures will stand that are still on their way; the text itself does not hold them yet. */
export const Uploads = Extension.create({
  name: "uploads",
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, set) {
          const moved = set.map(tr.mapping, tr.doc);
          const step = tr.getMeta(key) as Step | undefined;
          if (step?.add) return moved.add(tr.doc, [Decoration.widget(step.add.at, step.add.view, { id: step.add.id, side: -1 })]);
          if (step?.remove) return moved.remove(moved.find(undefined, undefined, (d) => d["id"] === step.remove));
          return moved;
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

let nextId = 1;

function placeholder(name: string, label: string): { view: HTMLElement; bar: HTMLProgressElement } {
  const view = document.createElement("span");
  view.className = "rich-upload";
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", label);
  view.append(document.createTextNode(name), bar);
  return { view, bar };
}

const place = (view: EditorView, id: number): number | undefined => key.getState(view.state)?.find(undefined, undefined, (d) => d["id"] === id)[0]?.from;

/** Shows a bar at once, and the picture when it has arrived. What fails has been told by who sends. */
export async function sendPicture(editor: Editor, file: File, at: number, label: string, send: SendImage, signal: AbortSignal): Promise<void> {
  const id = nextId++;
  const { view, bar } = placeholder(file.name, label);
  editor.view.dispatch(editor.state.tr.setMeta(key, { add: { id, at, view } } satisfies Step));
  const made = await send(file, (share) => { bar.value = share; }, signal).catch(() => undefined);
  if (signal.aborted || editor.isDestroyed) return;
  const pos = place(editor.view, id);
  const tr = editor.state.tr.setMeta(key, { remove: id } satisfies Step);
  const picture = editor.schema.nodes["picture"];
  if (made && picture && pos !== undefined) tr.insert(pos, picture.create({ src: made.src, alt: file.name }));
  editor.view.dispatch(tr);
}
