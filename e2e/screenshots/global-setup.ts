import { join } from "node:path";
import { start } from "../lib/program.ts";

/** Steward with its demo organisation. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const program = await start(join(import.meta.dirname, "../test-results/screenshots.log"), "--steward.demo=true");
  process.env["STEWARD_E2E_URL"] = program.url;
  return program.stop;
}
