import { describe, expect, it } from "vitest";
import { numberPattern } from "../app/numbers";
import { clean } from "./sanitise";
import { linkWords } from "./wordLinks";

function linked(html: string): string {
  const pattern = numberPattern(["INC", "REQ", "a|b"]);
  if (!pattern) throw new Error("no pattern");
  const root = clean(html);
  linkWords(root, { pattern, to: (word) => `/t/${word.replace("#", "")}`, open: () => undefined });
  const box = document.createElement("div");
  box.append(root);
  return box.innerHTML.replaceAll(' class="word-link"', "");
}

describe("numbers in texts", () => {
  it("become links, with a hash and without, several in one text", () => {
    expect(linked("<p>See INC-1042, #REQ-7.</p>")).toBe('<p>See <a href="/t/INC-1042">INC-1042</a>, <a href="/t/REQ-7">#REQ-7</a>.</p>');
  });

  it("stay as they are in code, links and longer words, and with other prefixes", () => {
    for (const html of ["<code>INC-1</code>", "<pre>INC-1</pre>", "<p>COVID-19 XINC-1 INC-1a INC-1-2 /INC-1 a|b-1</p>"]) expect(linked(html)).toBe(html);
    expect(linked('<a href="https://x.org">INC-1</a>')).not.toContain("/t/");
    expect(numberPattern([])).toBeNull();
  });
});
