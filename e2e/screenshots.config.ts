import { defineConfig } from "@playwright/test";
import base from "./playwright.config.ts";

/** Takes the pictures in docs/screenshots anew, from the demo organisation. */
export default defineConfig({
  ...base,
  testDir: "screenshots",
  testMatch: "*.shots.ts",
  metadata: { settings: ["--steward.demo=true"] },
  workers: 1,
  projects: [
    { name: "light", use: { colorScheme: "light" } },
    { name: "dark", use: { colorScheme: "dark" } },
  ],
});
