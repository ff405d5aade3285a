import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type ComponentType, type KeyboardEvent, type Ref } from "react";
import { flushSync } from "react-dom";
import { textToHtml } from "../sanitise";
import { SafeHtml } from "../SafeHtml";
import { named, type Handover, type RichTextHandle, type RichTextProps } from "./types";
import "./richtext.css";
import { moreTexts } from "../later";

export type { Mentionable, RichTextHandle, RichTextProps } from "./types";
export type { SendImage } from "./uploads";

type Loaded = ComponentType<RichTextProps & { handover: Handover; ref: Ref<RichTextHandle> }>;
let loaded: Loaded | undefined;
let loading: Promise<Loaded> | undefined;

/** Begins to fetch the editor; a place where somebody will write soon calls it. */
export function loadRichText(): Promise<Loaded> {
  loading ??= Promise.all([import("./Editor"), moreTexts()]).then(([m]) => (loaded = m.default), (error: unknown) => { loading = undefined; throw error; });
  return loading;
}

/**
 * Text with structure. Until the editor has been fetched, and when it cannot be, it is a plain field; what was typed into
 * that, the caret and the focus go over to the editor in one step, so that no key is lost.
 */
export function RichText({ ref, ...props }: RichTextProps & { ref?: Ref<RichTextHandle> }) {
  const [Ready, setReady] = useState<Loaded | undefined>(() => loaded);
  const [handover, setHandover] = useState<Handover>(() => ({ before: props.value, text: "", fromEnd: null }));
  const field = useRef<HTMLTextAreaElement>(null);
  const inner = useRef<RichTextHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: () => (inner.current ?? field.current)?.focus(),
    // Only the editor knows how: while it is still coming, what is to be put in waits for it.
    insert: (html) => { void loadRichText().then(() => setTimeout(() => inner.current?.insert(html), 0)).catch(() => undefined); },
  }), []);

  useEffect(() => {
    if (Ready) return;
    let stopped = false;
    let composing = false;
    let come: Loaded | undefined;
    const el = field.current;
    const swap = (): void => {
      if (stopped || composing || !come) return;
      const text = el?.value ?? "";
      const fromEnd = el && document.activeElement === el ? text.length - el.selectionEnd : null;
      // At once: a key pressed between the reading and the change would go into the field that is about to vanish.
      flushSync(() => {
        setHandover((h) => ({ ...h, text, fromEnd }));
        setReady(() => come);
      });
    };
    // A half-written sign of an input method cannot be carried over.
    const begin = (): void => { composing = true; };
    const finish = (): void => { composing = false; setTimeout(swap, 0); };
    el?.addEventListener("compositionstart", begin);
    el?.addEventListener("compositionend", finish);
    loadRichText().then((editor) => { come = editor; swap(); }, () => undefined);
    return () => { stopped = true; el?.removeEventListener("compositionstart", begin); el?.removeEventListener("compositionend", finish); };
  }, [Ready]);

  if (Ready) return <Ready key="editor" {...props} handover={handover} ref={inner} />;
  return <Plain {...props} before={handover.before} onEmptied={() => setHandover({ before: "", text: "", fromEnd: null })} field={field} />;
}

interface PlainProps extends RichTextProps { before: string; onEmptied: () => void; field: Ref<HTMLTextAreaElement> }

/** What was there stays as it is; one writes on below it. */
function Plain({ before, onEmptied, field, ...p }: PlainProps) {
  const [text, setText] = useState("");
  const { value } = p;
  // Emptied from outside, after sending for one.
  useLayoutEffect(() => { if (!value && text.trim()) { setText(""); onEmptied(); } }, [value]); // eslint-disable-line react-hooks/exhaustive-deps
  const type = (to: string): void => { setText(to); p.onChange(before + textToHtml(to)); };
  const keys = (e: KeyboardEvent): void => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && p.onSubmit) { e.preventDefault(); p.onSubmit(); }
  };
  return (
    <div className={`rich-edit-frame plain ${p.boxed ? "boxed" : ""}`}>
      <div className="rich-tools" />
      {before && <div className="rich-before"><SafeHtml html={before} /></div>}
      <textarea ref={field} id={p.id} className="rich-edit" aria-label={p.label} aria-invalid={p["aria-invalid"]} aria-describedby={p["aria-describedby"]} placeholder={p.placeholder} value={text} onChange={(e) => type(e.target.value)} onKeyDown={keys}
        onPaste={(e) => { const files = Array.from(e.clipboardData.files); if (files.length && p.onFiles) { e.preventDefault(); p.onFiles(named(files)); } }} />
    </div>
  );
}
