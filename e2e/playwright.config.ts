import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/files",
  globalSetup: "./lib/global-setup.ts",
  // Two browsers at once are as many as two cores bear beside the server.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0,
  timeout: 60_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env["STEWARD_E2E_URL"] ?? "http://localhost:8080",
    browserName: "chromium",
    launchOptions: { executablePath: process.env["STEWARD_CHROMIUM"] ?? "/usr/bin/chromium" },
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "set-up", testMatch: "set-up.spec.ts" },
    // Alone, so that what is measured is not the other tests.
    { name: "measures", dependencies: ["set-up"], testMatch: "measures.spec.ts" },
    { name: "screens", dependencies: ["measures"], testIgnore: ["set-up.spec.ts", "measures.spec.ts"] },
  ],
});
