import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { asTheyAre, type Who } from "./people.ts";

export { expect };

/**
 * What the browser itself says wrong of a page. Two answers are part of the game: 401 to the question who is signed in,
 * and 412 when somebody else was first, which the page settles by itself or shows as a conflict.
 */
function watch(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const { url } = message.location();
    if (/status of 401/.test(message.text()) && url.endsWith("/api/v1/session")) return;
    if (/status of 412/.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()} (${url})`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
}

interface Fixtures {
  /** What browsers complained of in this test; it has to stay empty. */
  complaints: string[];
  /** A page of a browser of somebody's own who is not signed in; of another Steward if its address is given. */
  guest: (options?: BrowserContextOptions) => Promise<Page>;
  /** A page of a browser of somebody's own, signed in as who they are. */
  as: (who: Who, options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  complaints: [async ({ context }, use) => {
    const complaints: string[] = [];
    watch(context, complaints);
    await use(complaints);
    expect(complaints, "the console stays quiet").toEqual([]);
  }, { auto: true }],

  guest: async ({ browser, complaints, contextOptions }, use) => {
    const open: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      watch(context, complaints);
      open.push(context);
      return context.newPage();
    });
    await Promise.all(open.map((context) => context.close()));
  },

  as: async ({ guest }, use) => use((who, options) => guest({ ...asTheyAre(who), ...options })),
});
