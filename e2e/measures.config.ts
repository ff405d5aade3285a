import { defineConfig } from "@playwright/test";
import base from "./playwright.config.ts";

/** Measures what people wait for in a browser, on the demo organisation: docs/performance.md. Nothing else may run beside it. */
export default defineConfig({
  ...base,
  testDir: "measures",
  testMatch: "*.measure.ts",
  metadata: { settings: ["--steward.demo=true"] },
  workers: 1,
  // What records is itself work for the browser.
  use: { ...base.use, trace: "off" },
  projects: [{ name: "demo" }],
});
