import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "./test.ts";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
declare global { interface Window { axe?: { run: (options: RunOptions) => Promise<AxeResults> } } }

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(SOURCE);
  const options: RunOptions = { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) };
  const found = await page.evaluate((how) => window.axe?.run(how), options);
  return (found?.violations ?? []).flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.target.join(" ")} ${n.failureSummary?.split("\n").slice(1, 2).join("").trim() ?? ""}`));
}

async function inScheme(page: Page, scheme: "light" | "dark"): Promise<string[]> {
  // A property that everything inherits has Chromium compute all styles anew; else texts may keep the other scheme's colour.
  await page.evaluate((value) => { document.documentElement.style.setProperty("--scheme", value); }, `${scheme}-${Date.now()}`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return violations(page, scheme === "dark" ? ["color-contrast"] : undefined);
}

/** Asks axe about what is shown; in the dark about colours only, since nothing else is different there. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // On a busy machine Chromium may show colours of both schemes for a while: what is wrong stays wrong when it is asked again.
    let found = await inScheme(page, colorScheme);
    for (let again = 0; again < 3 && found.length; again++) {
      await page.waitForTimeout(300);
      found = await inScheme(page, colorScheme);
    }
    expect.soft(found, `${new URL(page.url()).pathname} in the ${colorScheme}`).toEqual([]);
  }
}
