import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Api, ask } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { copyScreenshot } from "../lib/clipboard.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const { dev, rita } = people;
const reply = (page: Page) => page.getByRole("textbox", { name: "Reply to the requester" });
/** The editor itself, not the plain field before it. */
const rich = (page: Page) => page.locator(".rich-edit.ProseMirror");

test("an answer with everything: lists, tasks, a table, a picture, a mention and a ticket's number", async ({ as }) => {
  const page = await as("carla");
  const ticket = await ask(new Api((await as("rita")).request), "incident", "Rich: the scanner at the desk");
  await page.goto(`/work/t/${ticket.number}`);
  await page.getByRole("button", { name: `Reply to ${rita.name}` }).click();
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type("## Plan\n");
  await page.keyboard.type("[x] looked at it\norder a part");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`As with #${ticket.number} **before**, ask @dev`);
  await expect(page.getByRole("option", { name: new RegExp(dev.name) })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(rich(page).locator("[data-mention]")).toHaveText(`@${dev.name}`);

  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("End");
  await page.keyboard.press("Escape");
  await expect(rich(page)).toBeFocused();
  await page.getByRole("button", { name: "Table" }).click();
  await page.keyboard.type("Part");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Price");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Days");
  await page.getByRole("button", { name: "Add a row" }).click();
  await expect(rich(page).locator("tr")).toHaveCount(4);
  await expectAccessible(page);
  await page.keyboard.press("Control+End");
  await copyScreenshot(page);
  await page.keyboard.press("Control+V");
  await expect(rich(page).locator("img[src*='/attachments/']")).toBeVisible();
  await page.getByRole("button", { name: "Send reply" }).click();

  const sent = page.getByRole("log").locator(".entry.ours").last();
  await expect(sent.getByRole("heading", { name: "Plan" })).toBeVisible();
  await expect(sent.locator("li[data-checked=true]")).toHaveText("looked at it");
  await expect(sent.getByRole("link", { name: `#${ticket.number}` })).toHaveAttribute("href", `/work/t/${ticket.number}`);
  await expect(sent.getByRole("columnheader", { name: "Price" })).toBeVisible();
  await expect.poll(() => sent.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
  await expect(page.getByRole("complementary", { name: "Fields" })).toContainText(dev.name);
  await expectAccessible(page);

  const requester = await as("rita");
  await requester.goto(`/portal/requests/${ticket.number}`);
  await expect.poll(() => requester.getByRole("region", { name: "Conversation" }).locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
});

test("the description is corrected with a picture, and printed without the rest", async ({ as }) => {
  const page = await as("carla");
  const ticket = await ask(new Api((await as("rita")).request), "incident", "Rich: a description", "<p>first words</p>");
  await page.goto(`/work/t/${ticket.number}`);
  await page.getByRole("button", { name: "Edit description" }).click();
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type(", and more");
  await copyScreenshot(page);
  await page.keyboard.press("Control+V");
  await expect(rich(page).locator("img[src*='/attachments/']")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  const first = page.getByRole("log").locator(".entry.first");
  await expect(first).toContainText("first words, and more");
  const requester = await as("rita");
  await requester.goto(`/portal/requests/${ticket.number}`);
  await expect.poll(() => requester.getByRole("region", { name: "Conversation" }).locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner").first()).toBeHidden();
  await expect(page.locator(".composer-area")).toBeHidden();
  await expect(first).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Fields" })).toBeVisible();
});

test("a draft outlives a reload, and two tabs keep both", async ({ as }) => {
  const page = await as("carla");
  const ticket = await ask(new Api((await as("rita")).request), "incident", "Rich: drafts");
  await page.goto(`/work/t/${ticket.number}`);
  await page.getByRole("button", { name: "Internal note" }).click();
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type("half a thought");
  await expect(page.getByText("Draft kept in this browser")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Internal note" })).toContainText("half a thought");
  const second = await page.context().newPage();
  await second.goto(`/work/t/${ticket.number}`);
  await expect(rich(second)).toContainText("half a thought");
  await rich(second).press("Control+End");
  await second.keyboard.type(", the second tab");
  await rich(page).press("Control+End");
  await page.keyboard.type(", the first tab");
  await expect(page.getByText("There is another draft")).toBeVisible();
  await expect(rich(page)).toContainText("half a thought, the first tab");
  await page.getByText("There is another draft").click();
  await page.getByRole("button", { name: "Use the other" }).click();
  await expect(rich(page)).toContainText("half a thought, the second tab");
});

test("who sends is told what others posted meanwhile", async ({ as }) => {
  const page = await as("carla");
  const ticket = await ask(new Api((await as("rita")).request), "incident", "Rich: at the same time");
  await page.goto(`/work/t/${ticket.number}`);
  await page.getByRole("button", { name: `Reply to ${rita.name}` }).click();
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type("My answer");
  await new Api((await as("dev")).request).send("POST", `/tickets/${ticket.id}/notes`, { body: "<p>I have answered by phone.</p>" });
  await page.keyboard.press("Control+Enter");
  const warning = page.getByRole("alert").filter({ hasText: "since you began to write" });
  await expect(warning).toContainText("I have answered by phone.");
  await expectAccessible(page);
  await warning.getByRole("button", { name: "Look first" }).click();
  await expect(warning).toBeHidden();
  await expect(reply(page)).toContainText("My answer");
  await new Api((await as("dev")).request).send("POST", `/tickets/${ticket.id}/notes`, { body: "<p>And once more.</p>" });
  await page.getByRole("button", { name: "Send reply" }).click();
  await expect(warning).toContainText("And once more.");
  await warning.getByRole("button", { name: "Send anyway" }).click();
  await expect(page.getByRole("log")).toContainText("My answer");
});

const ATTACKS = readFileSync(join(import.meta.dirname, "../../server/src/test/resources/xss-payloads.txt"), "utf8").trimEnd().split("\n")
  .map((x) => x.replaceAll("\\n", "\n").replaceAll("\\t", "\t").replace(/\\u([0-9a-f]{4})/g, (_, c: string) => String.fromCharCode(parseInt(c, 16))));
const asMail = (html: string): string => `<html><head><style>p{color:red}</style><meta charset=utf-8></head><body bgcolor=white><div class=WordSection1>${html}<blockquote type=cite>${html}</blockquote></div></body></html>`;
declare global { interface Window { ran?: string[] } }

/** Notes whatever a script that got in would do. */
async function tripwire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.ran = [];
    window.alert = (what) => { window.ran?.push(String(what)); };
  });
}
/** A picture that an attack names, and nobody uploaded. */
const noSuchPicture = (page: Page): Promise<unknown> =>
  page.route("**/attachments/00000000-*", (route) => route.fulfill({ contentType: "image/png", body: "" }));
async function expectNothingRan(page: Page): Promise<void> {
  for (const box of await page.locator(".rich").all()) await box.hover({ force: true, timeout: 2000 }).catch(() => undefined);
  expect(await page.evaluate(() => window.ran)).toEqual([]);
  expect(await page.evaluate(() => document.querySelectorAll(".rich :is(script, svg, iframe, style, form, input, object, [onerror], [onload], [style])").length)).toBe(0);
  expect(new URL(page.url()).hostname).toBe("localhost");
}

test("no script of a message runs, whoever sends it and wherever it is shown", async ({ as }) => {
  test.setTimeout(180_000);
  const requester = await as("rita");
  const page = await as("carla");
  await tripwire(requester);
  await tripwire(page);
  await noSuchPicture(requester);
  await noSuchPicture(page);
  const [asks, works] = [new Api(requester.request), new Api(page.request)];
  const ticket = await ask(asks, "incident", "Rich: attacks", ATTACKS.filter((x) => !/<!--|<plaintext|<xmp|<style|<title/.test(x)).slice(0, 60).join("<p>next</p>"));
  const some = ATTACKS.filter((_, i) => i % 2 === 0);
  expect(some.length).toBeGreaterThan(100);
  for (const [i, attack] of some.entries()) {
    const body = `<p>no ${i}</p>${i % 3 === 0 ? asMail(attack) : attack}`;
    if (i % 4 === 0) await asks.send("POST", `/portal/requests/${ticket.id}/replies`, { body });
    else await works.send("POST", `/tickets/${ticket.id}/${i % 4 === 1 ? "notes" : "replies"}`, { body });
  }
  await page.goto(`/work/t/${ticket.number}`);
  await expect(page.getByRole("log")).toContainText(`no ${some.length - 1}`);
  await expectNothingRan(page);
  await requester.goto(`/portal/requests/${ticket.number}`);
  await expect(requester.getByRole("region", { name: "Conversation" })).toContainText("no 0");
  await expectNothingRan(requester);
});

test("even a server that let everything through would not make the page run it", async ({ as, complaints }) => {
  const page = await as("carla");
  await tripwire(page);
  await noSuchPicture(page);
  const ticket = await ask(new Api((await as("rita")).request), "incident", "Rich: unclean");
  const at = new Date().toISOString();
  const entries = ATTACKS.map((body, i) => ({ id: `e${i}`, seq: i + 1, at, actor: { kind: "person", id: null, name: "Mallory" }, kind: "reply", audience: "public", body: `${body}<p>no ${i}</p>`, folded: null, changes: [], attachments: [], channel: "email", cause: null }));
  await page.route(`**/tickets/${ticket.number}?*`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), entries: { items: entries, next: null } } });
  });
  await page.goto(`/work/t/${ticket.number}`);
  await expect(page.locator(".entry")).toHaveCount(1 + ATTACKS.length);
  await expectNothingRan(page);
  // The browser's own guard speaks as soon as such text is parsed, wherever it is parsed; nothing else may complain.
  const others = complaints.filter((each) => !each.includes("violates the following Content Security Policy directive"));
  complaints.splice(0, complaints.length, ...others);
});

test("the content security policy allows no inline script or style", async ({ page }) => {
  const policy = (await page.request.get("/")).headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
});
