import { expect, test, type Browser, type Page } from "@playwright/test";
import { signIn } from "../lib/demo.ts";
import { largestPaint } from "../lib/paint.ts";

test.use({ baseURL: async ({}, use) => use(process.env["STEWARD_E2E_URL"]) });

const AGENT = "ada.lindqvist@northwind.example";
const REQUESTER = "rita.moreau@northwind.example";
/** Loads of each page, each with an empty browser cache; the first two warm the program. */
const LOADS = 9;
const WARM = 2;
const PAINT = 1200;
/** https://web.dev/articles/inp: the longest interaction, but for one in fifty. */
const INTERACTION = 100;

const median = (all: number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
const list = (all: number[]): string => all.map((x) => x.toFixed(0)).join(", ");

async function firstLoads(browser: Browser, email: string, path: string, ready: (page: Page) => Promise<void>): Promise<number[]> {
  const baseURL = process.env["STEWARD_E2E_URL"] ?? "";
  const first = await browser.newContext({ baseURL });
  await signIn(await first.newPage(), email);
  const storageState = await first.storageState();
  await first.close();
  const paints: number[] = [];
  for (let i = 0; i < WARM + LOADS; i++) {
    // A context of its own has a cache of its own.
    const fresh = await browser.newContext({ baseURL, storageState });
    const page = await fresh.newPage();
    await page.goto(path);
    await ready(page);
    await page.waitForTimeout(300);
    if (i >= WARM) paints.push(await largestPaint(page));
    await fresh.close();
  }
  return paints;
}

for (const [email, path, ready] of [
  [AGENT, "/work", (p: Page) => expect(p.getByRole("row").nth(2)).toBeVisible()],
  [REQUESTER, "/portal", (p: Page) => expect(p.getByRole("heading", { name: "My requests" })).toBeVisible()],
  [AGENT, "/figures", (p: Page) => expect(p.getByRole("heading", { name: "Satisfaction" })).toBeVisible()],
] as [string, string, (p: Page) => Promise<void>][])
  test(`the largest paint of ${path}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const paints = await firstLoads(browser, email, path, ready);
    console.log(`${path}: largest paint after ${list(paints)} ms, median ${median(paints).toFixed(0)} ms`);
    expect(median(paints)).toBeLessThan(PAINT);
  });

test("every key and click is answered at once", async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const seen: { id: number; name: string; duration: number }[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((all) => {
      for (const e of all.getEntries() as (PerformanceEntry & { interactionId: number })[]) if (e.interactionId) seen.push({ id: e.interactionId, name: e.name, duration: e.duration });
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
  await signIn(page, AGENT);
  await page.goto("/work");
  await page.getByRole("link", { name: /^Open/ }).first().click();
  const grid = page.getByRole("grid");
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  // Once to load the parts, once to be measured.
  for (let round = 0; round < 4; round++) {
    if (round === 1) await page.evaluate(() => { (window as unknown as { seen: unknown[] }).seen.length = 0; });
    await grid.focus();
    for (let i = 0; i < 15; i++) await page.keyboard.press("j");
    for (let i = 0; i < 5; i++) await page.keyboard.press("k");
    await page.keyboard.press("x");
    await expect(page.locator(".bulk")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+K");
    await page.getByRole("dialog").getByRole("combobox").pressSequentially("printer paper", { delay: 40 });
    await page.keyboard.press("Escape");
    await page.getByRole("row").nth(4).getByRole("link").first().click();
    await expect(page.getByRole("complementary", { name: "Fields" })).toBeVisible();
    await page.keyboard.press("r");
    await expect(page.getByRole("textbox", { name: "Reply to the requester" })).toBeFocused();
    await page.keyboard.type("We are looking into it and tell you more this afternoon.", { delay: 20 });
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Escape");
    await page.goBack();
    await expect(page.getByRole("row").nth(5)).toBeVisible();
  }
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => (window as unknown as { seen: { id: number; name: string; duration: number }[] }).seen);
  const longest = new Map<number, { name: string; duration: number }>();
  for (const e of seen) if ((longest.get(e.id)?.duration ?? 0) < e.duration) longest.set(e.id, e);
  const all = Array.from(longest.values()).sort((a, b) => b.duration - a.duration);
  const inp = all[Math.floor(all.length / 50)]?.duration ?? 0;
  console.log(`${all.length} interactions took 16 ms or more; interaction to next paint ${inp} ms; longest: ${all.slice(0, 5).map((e) => `${e.name} ${e.duration}`).join(", ")}`);
  expect(inp).toBeLessThan(INTERACTION);
});
