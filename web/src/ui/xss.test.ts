import { describe, expect, it } from "vitest";
import lines from "../../../server/src/test/resources/xss-payloads.txt?raw";
import { clean } from "./sanitise";

const attacks = lines.trimEnd().split("\n").map((line) => line.replaceAll("\\n", "\n").replaceAll("\\t", "\t").replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))));
const ELEMENTS = new Set(
  ("a abbr b blockquote br cite code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small span strike strong sub sup table " +
    "tbody td tfoot th thead tr u ul").split(" "),
);
const ATTRIBUTES: Record<string, RegExp> = {
  "a.href": /^(https?:|mailto:|tel:)/i, "a.rel": /^noopener noreferrer nofollow$/, "a.target": /^_blank$/, "a.data-mention": /^[0-9a-f-]{36}$/,
  "img.src": /^\/api\/v1\/attachments\/[0-9a-f-]{36}\?inline=1$/, "img.alt": /^[^]*$/, "img.loading": /^lazy$/, "ul.data-type": /^taskList$/, "li.data-checked": /^(true|false)$/,
  "code.class": /^language-[a-z0-9+#-]+$/, "ol.start": /^\d{1,6}$/, "td.colspan": /^\d{1,2}$/, "td.rowspan": /^\d{1,2}$/, "th.colspan": /^\d{1,2}$/, "th.rowspan": /^\d{1,2}$/,
};

/** What is in there that has no business in a message. */
function wrong(root: ParentNode): string[] {
  return Array.from(root.querySelectorAll("*")).flatMap((el) => {
    const name = el.localName;
    if (!ELEMENTS.has(name) || el.namespaceURI !== "http://www.w3.org/1999/xhtml") return [name];
    return Array.from(el.attributes).filter((a) => !ATTRIBUTES[`${name}.${a.name}`]?.test(a.value)).map((a) => `${name}.${a.name}=${a.value}`);
  });
}

/** Nothing of it runs or loads. */
const again = document.implementation.createHTMLDocument();

describe("cleaning against attacks", () => {
  it("knows many of them", () => expect(attacks.length).toBeGreaterThan(200));

  it.each(attacks)("leaves nothing that runs or loads of %s", (attack) => {
    for (const dirty of [attack, `<table><tr><td><blockquote>${attack}</blockquote></td></tr></table>`, attack.slice(0, (attack.length * 2) / 3)]) {
      const root = clean(dirty);
      expect(wrong(root)).toEqual([]);
      // Written out and read again, as an editor does, it is still the same.
      const box = document.createElement("div");
      box.append(root);
      const html = box.innerHTML;
      again.body.innerHTML = html;
      expect(wrong(again.body)).toEqual([]);
      expect(again.body.innerHTML).toBe(html);
    }
  });

  it("would see what is wrong", () => {
    const page = new DOMParser().parseFromString("<p onclick=x><svg></svg><a href=javascript:x>x</a></p>", "text/html");
    expect(wrong(page.body)).toHaveLength(3);
  });
});
