import type { Page } from "@playwright/test";
import { Api, ask } from "../lib/api.ts";
import type { Who } from "../lib/people.ts";
import { largestPaint } from "../lib/paint.ts";
import { expect, test } from "../lib/test.ts";

const SCRIPT_KILOBYTES = 180;
/** The aim is 1.2 s; the bound is wide, since the tests share their machine with the server they test. */
const PAINTED_WITHIN = 5000;

/** The bytes of scripts as they come over the line, counted from now on. */
async function countScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", (e) => { if (e.type === "Script") scripts.add(e.requestId); });
  session.on("Network.loadingFinished", (e) => { if (scripts.has(e.requestId)) bytes += e.encodedDataLength; });
  await session.send("Network.enable");
  return () => bytes;
}

test.beforeEach(async ({ as }) => {
  await ask(new Api((await as("rita")).request), "incident", "The clock in the entrance hall is slow");
});

for (const [who, path, heading] of [["carla", "/work", "Open"], ["rita", "/portal", "My requests"], ["max", "/figures", "Created and resolved per day"]] as [Who, string, string][])
  test(`the first load of ${path} is small and quick`, async ({ as }) => {
    const page = await as(who);
    const bytes = await countScripts(page);
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
    const [kilobytes, paint] = [bytes() / 1000, await largestPaint(page)];
    console.log(`${path}: ${kilobytes.toFixed(0)} kB of scripts, largest paint after ${(paint / 1000).toFixed(2)} s`);
    expect(kilobytes, "scripts were seen").toBeGreaterThan(20);
    expect(kilobytes).toBeLessThan(SCRIPT_KILOBYTES);
    expect(paint).toBeLessThan(PAINTED_WITHIN);
  });
