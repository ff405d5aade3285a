import { join } from "node:path";
import type { FullConfig } from "@playwright/test";
import { start } from "./program.ts";

/** One Steward for the whole run, with the settings the configuration names; the tests find it by what is put into the environment here. */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  const begun = performance.now();
  const settings = (config.metadata["settings"] ?? []) as string[];
  const program = await start(join(import.meta.dirname, "../test-results/steward.log"), ...settings);
  console.log(`Steward is ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  process.env["STEWARD_E2E_URL"] = program.url;
  process.env["STEWARD_E2E_MAIL_PORT"] = String(program.mailPort);
  return program.stop;
}
