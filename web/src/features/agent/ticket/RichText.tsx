import "./richText.css";
import { useEffect, useImperativeHandle, useRef, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from "react";
import { t, type Key } from "../../../i18n";
import { Icon, type IconName } from "../../../ui";
import { cleanHtml, textToHtml } from "../../../ui/sanitise";

export interface RichTextHandle { focus: () => void }
interface Props { label: string; value: string; onChange: (html: string) => void; onFiles?: (files: File[]) => void; onSubmit?: () => void; placeholder?: string; boxed?: boolean; ref?: Ref<RichTextHandle> }

interface Tool { id: string; icon?: IconName; letter?: string; key?: string; run: () => void }
/** The browser's own editing commands keep its undo, spelling help and input methods; they are old but everywhere. */
const command = (name: string, value?: string): void => { document.execCommand(name, false, value); };
const within = (tag: string): boolean => {
  const node = getSelection()?.anchorNode;
  return Boolean((node instanceof Element ? node : node?.parentElement)?.closest(`.rich-edit ${tag}`));
};
const block = (tag: string) => (): void => command("formatBlock", within(tag) ? "p" : tag);

/** Keeps only what a message needs of what was pasted. */
const reduce = (html: string): string => cleanHtml(html).replace(/<\/?(?:span|div|font|img)\b[^>]*>/gi, (tag) => (/^<\/div/i.test(tag) ? "<br>" : ""));
const isEmpty = (html: string): boolean => !/<(img|hr|table)\b/i.test(html) && !html.replace(/<[^>]*>|&nbsp;|\s/g, "");

/** A small editor: bold, italic, lists, links, code and quotes, and nothing else. */
export function RichText({ label, value, onChange, onFiles, onSubmit, placeholder, boxed, ref }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef("");
  const range = useRef<Range | null>(null);
  const [link, setLink] = useState<string | null>(null);
  useImperativeHandle(ref, () => ({
    focus: () => {
      const el = box.current;
      if (!el) return;
      el.focus();
      getSelection()?.selectAllChildren(el);
      getSelection()?.collapseToEnd();
    },
  }), []);
  // Only a value from outside is written into the page: writing back what was just typed would move the caret.
  useEffect(() => {
    if (box.current && value !== shown.current) {
      box.current.innerHTML = cleanHtml(value);
      shown.current = value;
    }
  }, [value]);

  const changed = (): void => {
    const html = box.current?.innerHTML ?? "";
    shown.current = isEmpty(html) ? "" : html;
    onChange(shown.current);
  };
  const askLink = (): void => {
    const selection = getSelection();
    range.current = selection?.rangeCount ? selection.getRangeAt(0) : null;
    setLink("https://");
  };
  const makeLink = (): void => {
    const href = link?.trim() ?? "";
    setLink(null);
    box.current?.focus();
    const selection = getSelection();
    if (range.current) { selection?.removeAllRanges(); selection?.addRange(range.current); }
    if (!/^(https?:\/\/.|mailto:|tel:)/i.test(href)) return;
    if (selection?.isCollapsed) command("insertHTML", `<a href="${encodeURI(href).replace(/"/g, "%22")}">${textToHtml(href).replace(/<\/?p>/g, "")}</a>`);
    else command("createLink", href);
    changed();
  };
  const tools: Tool[] = [
    { id: "bold", letter: "B", key: "b", run: () => command("bold") },
    { id: "italic", letter: "I", key: "i", run: () => command("italic") },
    { id: "list", icon: "list", run: () => command("insertUnorderedList") },
    { id: "numbered", icon: "numbered", run: () => command("insertOrderedList") },
    { id: "link", icon: "link", run: askLink },
    { id: "quote", icon: "quote", run: block("blockquote") },
    { id: "code", icon: "code", run: block("pre") },
  ];
  const paste = (e: ClipboardEvent): void => {
    const files = Array.from(e.clipboardData.files);
    e.preventDefault();
    if (files.length && onFiles) return onFiles(files.map((f, i) => (f.name && f.name !== "image.png" ? f : new File([f], `${t("attach.screenshot")}-${Date.now()}${i ? `-${i}` : ""}.png`, { type: f.type }))));
    const html = e.clipboardData.getData("text/html");
    command("insertHTML", html ? reduce(html) : textToHtml(e.clipboardData.getData("text/plain")).replace(/^<p>([^]*?)<\/p>$/, "$1"));
    changed();
  };
  const keys = (e: KeyboardEvent): void => {
    if (!(e.ctrlKey || e.metaKey)) return;
    if (e.key === "Enter" && onSubmit) { e.preventDefault(); onSubmit(); }
  };
  return (
    <div className={`rich-edit-frame ${boxed ? "boxed" : ""}`}>
      <div className="rich-tools" role="toolbar" aria-label={t("editor.tools")}>
        {tools.map((x) => (
          <button key={x.id} type="button" className={`tool tool-${x.id}`} aria-label={t(`editor.${x.id}` as Key)} title={t(`editor.${x.id}` as Key)} onPointerDown={(e) => e.preventDefault()} onClick={() => { if (x.id !== "link") box.current?.focus(); x.run(); if (x.id !== "link") changed(); }}>
            {x.icon ? <Icon name={x.icon} /> : x.letter}
          </button>
        ))}
      </div>
      {link !== null && (
        <div className="row link-line">
          <input className="input" autoFocus type="url" aria-label={t("editor.linkTo")} value={link} onChange={(e) => setLink(e.target.value)} onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); makeLink(); } if (e.key === "Escape") { e.stopPropagation(); setLink(null); } }} />
          <button type="button" className="btn" onClick={makeLink}>{t("editor.link")}</button>
        </div>
      )}
      <div ref={box} className="rich rich-edit" contentEditable suppressContentEditableWarning role="textbox" aria-multiline="true" aria-label={label} data-placeholder={value ? undefined : placeholder} onFocus={() => command("defaultParagraphSeparator", "p")} onInput={changed} onBlur={changed} onPaste={paste} onKeyDown={keys} />
    </div>
  );
}
