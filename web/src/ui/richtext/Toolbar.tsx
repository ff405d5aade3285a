import type { Editor } from "@tiptap/core";
import { useRef, useState, type KeyboardEvent } from "react";
import { t } from "../../i18n";
import { SAFE_LINK } from "./extensions";
import { pathOf, toolsFor, type Tool } from "./tools";

interface Props { editor: Editor; simple: boolean; onPictures: ((files: File[]) => void) | undefined }

/** One stop for Tab; arrows go from tool to tool, Escape back to the text, Alt+F10 comes here from it. */
export function Toolbar({ editor, simple, onPictures }: Props) {
  const [link, setLink] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const more: Tool[] = [
    { id: "link", label: "editor.link", drawing: "link", group: 4, on: (e) => e.isActive("link"), run: (e) => setLink((e.getAttributes("link")["href"] as string | undefined) ?? "https://") },
    ...(onPictures ? [{ id: "image", label: "editor.image", drawing: "image", group: 4, run: () => input.current?.click() } satisfies Tool] : []),
  ];
  const tools = toolsFor(editor, simple, more);
  const stop = Math.min(at, tools.length - 1);
  const keys = (e: KeyboardEvent): void => {
    const rtl = getComputedStyle(e.currentTarget).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[e.key];
    const to = e.key === "Home" ? 0 : e.key === "End" ? tools.length - 1 : step === undefined ? undefined : (stop + step + tools.length) % tools.length;
    if (to !== undefined) {
      e.preventDefault();
      setAt(to);
      box.current?.querySelectorAll<HTMLElement>("button")[to]?.focus();
    }
    if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); editor.commands.focus(); }
  };
  return (
    <>
      <div ref={box} className="rich-tools" role="toolbar" aria-label={t("editor.tools")} onKeyDown={keys}>
        {tools.map((x, i) => {
          const words = t(x.label);
          const can = x.can?.(editor) ?? true;
          return (
            <button key={x.id} type="button" className={`tool tool-${x.id} ${tools[i - 1] && tools[i - 1]?.group !== x.group ? "apart" : ""}`} tabIndex={i === stop ? 0 : -1} aria-label={words} title={x.keys ? `${words} (${x.keys})` : words} aria-pressed={x.on ? x.on(editor) : undefined} aria-disabled={!can}
              onPointerDown={(e) => e.preventDefault()} onFocus={() => setAt(i)} onClick={() => { if (can) x.run(editor); }}>
              {x.drawing ? <svg className="icon-svg" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth={1.4} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"><path d={pathOf(x.drawing)} /></svg> : x.letter}
            </button>
          );
        })}
      </div>
      {onPictures && <input ref={input} type="file" accept="image/*" multiple hidden aria-label={t("editor.image")} onChange={(e) => { onPictures(Array.from(e.target.files ?? [])); e.target.value = ""; }} />}
      {link !== null && <LinkLine editor={editor} first={link} onDone={() => setLink(null)} />}
    </>
  );
}

function LinkLine({ editor, first, onDone }: { editor: Editor; first: string; onDone: () => void }) {
  const [href, setHref] = useState(first);
  const had = editor.isActive("link");
  const wrong = href.trim() !== "" && !SAFE_LINK.test(href.trim()) && !/^https?:\/{0,2}$/i.test(href.trim());
  const set = (): void => {
    const to = href.trim();
    if (!SAFE_LINK.test(to)) return;
    onDone();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !had) chain.insertContent({ type: "text", text: to, marks: [{ type: "link", attrs: { href: to } }] }).run();
    else chain.setLink({ href: to }).run();
  };
  const keys = (e: KeyboardEvent): void => {
    if (e.key === "Enter") { e.preventDefault(); set(); }
    if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); onDone(); editor.commands.focus(); }
  };
  return (
    <div className="row link-line">
      <input className="input" autoFocus type="url" aria-label={t("editor.linkTo")} aria-invalid={wrong || undefined} value={href} onChange={(e) => setHref(e.target.value)} onKeyDown={keys} />
      <button type="button" className="btn" disabled={wrong} onClick={set}>{t("editor.link")}</button>
      {had && <button type="button" className="btn quiet" onClick={() => { onDone(); editor.chain().focus().extendMarkRange("link").unsetLink().run(); }}>{t("editor.unlink")}</button>}
    </div>
  );
}
