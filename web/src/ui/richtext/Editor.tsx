import { Editor as Core } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useReducer, useRef, useState, type Ref } from "react";
import { t } from "../../i18n";
import { cleanHtml } from "../sanitise";
import { extensions } from "./extensions";
import { MentionList } from "./MentionList";
import { useMentions } from "./mentions";
import { sheetRows, tableOf } from "./tables";
import { Toolbar } from "./Toolbar";
import { isEmptyHtml, named, type Handover, type RichTextHandle, type RichTextProps } from "./types";
import { sendPicture } from "./uploads";

interface Props extends RichTextProps { handover: Handover; ref: Ref<RichTextHandle> }
const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

/** Texts with lines, as they were typed: what HTML would fold, such as the space just typed, is kept. */
const typed = (text: string): object[] =>
  text.split("\n\n").map((part) => ({ type: "paragraph", content: part.split("\n").flatMap((line, i) => [...(i ? [{ type: "hardBreak" }] : []), ...(line ? [{ type: "text", text: line }] : [])]) }));

function begun(handover: Handover, placeholder: () => string): Core {
  const core = new Core({ element: null, extensions: extensions(placeholder), content: cleanHtml(handover.before), injectCSS: false });
  if (handover.text) {
    const end = core.state.doc.content.size;
    core.commands.insertContentAt(handover.before ? end : { from: 0, to: end }, typed(handover.text));
  }
  return core;
}
/** Focuses at once; the editor's own command waits for the next frame, and what is typed until then would go to the page. */
function focusAt(editor: Core, fromEnd: number): void {
  editor.commands.setTextSelection(Math.max(1, editor.state.doc.content.size - 1 - fromEnd));
  editor.view.focus();
}
const htmlOf = (editor: Core): string => {
  const html = editor.getHTML();
  return isEmptyHtml(html) ? "" : html;
};

export default function Editor({ handover, ref, ...props }: Props) {
  const latest = useRef(props);
  useEffect(() => { latest.current = props; });
  const [editor] = useState(() => begun(handover, () => latest.current.placeholder ?? ""));
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef("");
  const told = useRef<string[]>([]);
  const gone = useRef<AbortController>(null);
  const [sending, setSending] = useState(0);
  const mentions = useMentions(editor, props.mention);
  const listId = useId();
  const { label, simple = false, boxed, value, onBusy } = props;
  const known = useRef(value);

  const pictures = (given: File[], at?: number): void => {
    const files = named(given);
    const { onImage, onFiles } = latest.current;
    const [shownOnes, others] = [files.filter((f) => onImage && PICTURE.test(f.type)), files.filter((f) => !onImage || !PICTURE.test(f.type))];
    if (others.length) onFiles?.(others);
    for (const file of shownOnes) {
      if (!onImage || !gone.current) break;
      setSending((n) => n + 1);
      void sendPicture(editor, file, at ?? editor.state.selection.from, t("attach.progress", { name: file.name }), onImage, gone.current.signal).finally(() => setSending((n) => n - 1));
    }
  };
  const paste = (view: EditorView, e: ClipboardEvent): boolean => {
    const data = e.clipboardData;
    const files = Array.from(data?.files ?? []);
    const html = data?.getData("text/html") ?? "";
    // Office programs put a picture of the same text beside it: the text is worth more.
    if (files.length && !/<(table|p|li|h[1-6]|td)\b/i.test(html)) { pictures(files); return true; }
    const rows = html || editor.isActive("codeBlock") ? null : sheetRows(data?.getData("text/plain") ?? "");
    const table = rows && tableOf(view.state.schema, rows, false);
    if (!table || editor.isActive("table")) return false;
    view.dispatch(view.state.tr.replaceSelectionWith(table).scrollIntoView());
    return true;
  };
  const drop = (view: EditorView, e: DragEvent, moved: boolean): boolean => {
    const files = Array.from(e.dataTransfer?.files ?? []);
    if (moved || !files.length) return false;
    e.preventDefault();
    // The form around it takes files too: these are taken already.
    e.stopPropagation();
    pictures(files, view.posAtCoords({ left: e.clientX, top: e.clientY })?.pos);
    return true;
  };
  const keys = (e: KeyboardEvent): boolean => {
    if (mentions.keys(e)) return true;
    if (e.key === "F10" && e.altKey) { frame.current?.querySelector<HTMLElement>(".rich-tools [tabindex='0']")?.focus(); return true; }
    if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || !latest.current.onSubmit) return false;
    latest.current.onSubmit();
    return true;
  };
  const handlers = useRef({ paste, drop, keys });
  useEffect(() => { handlers.current = { paste, drop, keys }; });

  useLayoutEffect(() => {
    const el = host.current;
    if (!el) return;
    gone.current = new AbortController();
    editor.mount(el);
    if (handover.fromEnd !== null) focusAt(editor, handover.fromEnd);
    const update = (): void => {
      shown.current = htmlOf(editor);
      told.current.push(shown.current);
      latest.current.onChange(shown.current);
    };
    if (handover.text) update();
    else shown.current = htmlOf(editor);
    editor.on("update", update);
    editor.on("transaction", changed);
    return () => {
      gone.current?.abort();
      editor.off("update", update);
      editor.off("transaction", changed);
      editor.unmount();
    };
  }, [editor, handover]);

  const open = mentions.state;
  const at = open ? `${listId}-${open.at}` : "";
  const { id, "aria-invalid": invalid, "aria-describedby": described } = props;
  useLayoutEffect(() => {
    editor.setOptions({
      editorProps: {
        attributes: {
          class: "rich rich-edit", role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-keyshortcuts": "Alt+F10",
          ...(id ? { id } : {}), ...(invalid ? { "aria-invalid": "true" } : {}), ...(described ? { "aria-describedby": described } : {}),
          ...(at ? { "aria-controls": listId, "aria-activedescendant": at } : {}),
        },
        handlePaste: (view, e) => handlers.current.paste(view, e),
        handleDrop: (view, e, _slice, moved) => handlers.current.drop(view, e, moved),
        handleKeyDown: (_view, e) => handlers.current.keys(e),
      },
    });
  }, [editor, label, id, invalid, described, listId, at]);

  // Only a value from outside is put in: putting back what was just typed, or an echo of what was typed before, would lose the rest.
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    const echo = told.current.indexOf(value);
    told.current.splice(0, value === shown.current ? told.current.length : echo + 1);
    if (value === shown.current || echo >= 0) return;
    shown.current = value;
    editor.commands.setContent(cleanHtml(value), { emitUpdate: false });
  }, [editor, value]);
  useEffect(() => { onBusy?.(sending); }, [sending, onBusy]);
  useImperativeHandle(ref, () => ({
    focus: () => focusAt(editor, 0),
    insert: (html) => { editor.chain().focus().insertContent(cleanHtml(html)).run(); },
  }), [editor]);

  return (
    <div ref={frame} className={`rich-edit-frame ${boxed ? "boxed" : ""}`}>
      <Toolbar editor={editor} simple={simple} onPictures={props.onImage ? pictures : undefined} />
      <div ref={host} className="rich-host" />
      {open && <MentionList id={listId} state={open} onChoose={mentions.choose} />}
    </div>
  );
}

