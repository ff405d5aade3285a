import type { Page } from "@playwright/test";

/** When the largest thing on the page was painted, in milliseconds from the beginning of its load. */
export const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: "largest-contentful-paint", buffered: true });
  }));
