import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { cleanHtml, textToHtml } from "./sanitise";
import { SafeHtml } from "./SafeHtml";

afterEach(cleanup);

const ATTACKS = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<a href='javascript:alert(1)'>x</a>",
  "<a href=' java\nscript:alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<iframe src='https://evil.example'></iframe>", "<object data=x></object><embed src=x>",
  "<form action='https://evil.example'><input name=p><button>go</button></form>", "<p style='background:url(https://evil.example)'>x</p>", "<style>@import 'https://evil.example'</style>", "<base href='https://evil.example'>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<details open ontoggle=alert(1)>x</details>",
  "<div id=root onclick=alert(1) class=btn>x</div>", "<template><img src=x onerror=alert(1)></template>", "<video><source onerror=alert(1)></video>", "<img src='https://evil.example/pixel.gif'>", "<img src='/api/v1/attachments/../session'>", "<input autofocus onfocus=alert(1)>",
];

describe("cleanHtml", () => {
  it.each(ATTACKS)("takes the danger out of %s", (attack) => {
    const html = cleanHtml(attack);
    expect(html).not.toMatch(/<(script|svg|iframe|object|embed|form|input|style|base|meta|math|template|video|details|button)/i);
    expect(html).not.toMatch(/\son\w+=|javascript:|data:|style=|id=|class=|evil\.example\/?["' >]/i);
    expect(html).not.toMatch(/<img[^>]*src="(?!\/api\/v1\/attachments\/[\w-]+\?inline=1")/i);
  });

  it("keeps what messages are made of", () => {
    const html = '<p>Hello <b>you</b></p><ul><li>one</li></ul><blockquote>said</blockquote><pre><code>x &lt; y</code></pre><table><tbody><tr><td colspan="2">c</td></tr></tbody></table>';
    expect(cleanHtml(html)).toBe(html);
  });

  it("makes links safe to open", () => {
    expect(cleanHtml('<a href="https://example.org/a?b=1&amp;c=2" target="_self" onclick="x()">a</a>')).toBe('<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">a</a>');
  });

  it("shows pictures of our own only", () => {
    expect(cleanHtml('<img src="/api/v1/attachments/5f0c8f1e-1111-4222-8333-444455556666" alt="Plan">')).toContain('src="/api/v1/attachments/5f0c8f1e-1111-4222-8333-444455556666?inline=1" alt="Plan"');
  });

  it("does not fall over deep nesting", () => {
    expect(cleanHtml("<div>".repeat(400) + "x" + "</div>".repeat(400)).length).toBeLessThan(1000);
  });
});

describe("SafeHtml", () => {
  it("puts only clean elements into the page", () => {
    const { container, rerender } = render(<SafeHtml html="<p>Hi<script>alert(1)</script></p>" />);
    expect(container.querySelector(".rich")?.innerHTML).toBe("<p>Hi</p>");
    rerender(<SafeHtml html="<p>Now</p>" />);
    expect(container.querySelector(".rich")?.innerHTML).toBe("<p>Now</p>");
  });
});

describe("textToHtml", () => {
  it("escapes, and keeps lines and paragraphs", () => {
    expect(textToHtml("a <b>\nc\n\nd & e")).toBe("<p>a &lt;b&gt;<br>c</p><p>d &amp; e</p>");
    expect(textToHtml("  ")).toBe("");
  });
});
