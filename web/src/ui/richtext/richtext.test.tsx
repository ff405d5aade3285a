import { Editor } from "@tiptap/core";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { extensions } from "./extensions";
import { RichText, type RichTextProps } from "./RichText";
import { insertTable, sheetRows } from "./tables";

afterEach(cleanup);
const ID = "00000000-0000-4000-8000-000000000000";
const core = (content: string): Editor => new Editor({ element: document.createElement("div"), extensions: extensions(() => ""), content, injectCSS: false });

describe("what the editor reads and writes", () => {
  it.each([
    '<ul data-type="taskList"><li data-checked="true"><p>done</p></li><li data-checked="false"><p>to do</p></li></ul>',
    '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table>',
    '<pre><code class="language-java">if (a &lt; b) {}</code></pre>',
    `<p>Ask <a data-mention="${ID}">@Ada Brandt</a> and <s>no</s> <a href="https://example.org">yes</a></p>`,
    `<p><img src="/api/v1/attachments/${ID}?inline=1" alt="a plan"></p>`,
    "<h2>t</h2><blockquote><p>q</p></blockquote><ol><li><p>one</p></li></ol><ul><li><p>x</p></li></ul><hr>",
  ])("is the same: %s", (html) => expect(core(html).getHTML()).toBe(html));

  it("drops what is not ours", () => {
    expect(core('<p>a<img src="https://evil.example/x.png"><script>alert(1)</script><a href="javascript:alert(1)">b</a></p>').getHTML()).toBe("<p>ab</p>");
  });

  it("has tables that grow", () => {
    const editor = core("<p></p>");
    insertTable(2, 3)(editor.state, editor.view.dispatch);
    expect(editor.getHTML().match(/<th>/g)).toHaveLength(3);
    expect(editor.getHTML().match(/<td>/g)).toHaveLength(3);
    expect(editor.isActive("table")).toBe(true);
  });
});

describe("a spreadsheet's text", () => {
  it("is rows and columns", () => expect(sheetRows("a\tb\r\nc\t\r\n")).toEqual([["a", "b"], ["c", ""]]));
  it("is none when lines differ, or there is but one", () => {
    for (const text of ["a\tb", "a\tb\nc", "plain\ntext", ""]) expect(sheetRows(text)).toBeNull();
  });
});

function Form({ first = "", told, ...rest }: { first?: string; told: (html: string) => void } & Partial<RichTextProps>) {
  const [html, setHtml] = useState(first);
  return <RichText label="Text" {...rest} value={html} onChange={(to) => { setHtml(to); told(to); }} />;
}

describe("until the editor has come", () => {
  it("one types into a plain field, and nothing of it is lost", async () => {
    const told = vi.fn();
    render(<Form first="<p><b>Before</b></p>" told={told} />);
    const plain = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
    expect(plain.tagName).toBe("TEXTAREA");
    act(() => plain.focus());
    fireEvent.change(plain, { target: { value: "one \ntwo\n\nthree " } });
    // Where keys go at the very moment in which the field is gone.
    const focused: (string | undefined)[] = [];
    new MutationObserver(() => { if (!plain.isConnected) focused.push(document.activeElement?.getAttribute("role") ?? undefined); }).observe(document.body, { childList: true, subtree: true });
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Text" }).tagName).toBe("DIV"), { timeout: 15_000 });
    const rich = screen.getByRole("textbox", { name: "Text" });
    expect(focused[0]).toBe("textbox");
    expect(rich.innerHTML).toContain("<strong>Before</strong>");
    expect(rich.innerHTML).toContain("<p>one <br>two</p><p>three </p>");
    expect(told.mock.calls.at(-1)?.[0]).toContain("three");
  }, 20_000);

  it("has its toolbar as one stop, and empties from outside", async () => {
    const submit = vi.fn();
    const { rerender } = render(<RichText label="Text" value="<p>x</p>" onChange={() => undefined} onSubmit={submit} simple />);
    const bar = await screen.findByRole("toolbar");
    const buttons = Array.from(bar.querySelectorAll("button"));
    expect(buttons.filter((b) => b.tabIndex === 0)).toHaveLength(1);
    fireEvent.keyDown(bar, { key: "ArrowRight" });
    expect(document.activeElement).toBe(buttons[1]);
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Enter", ctrlKey: true });
    expect(submit).toHaveBeenCalledOnce();
    rerender(<RichText label="Text" value="" onChange={() => undefined} simple />);
    await waitFor(() => expect(screen.getByRole("textbox").textContent).toBe(""));
  }, 20_000);
});
