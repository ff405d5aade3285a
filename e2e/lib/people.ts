import { join } from "node:path";
import type { BrowserContextOptions } from "@playwright/test";

export interface Somebody { name: string; email: string; password: string; role: "admin" | "manager" | "agent" | "requester" }
const somebody = (name: string, role: Somebody["role"]): Somebody => {
  const first = name.split(" ")[0] ?? name;
  return { name, role, email: `${first.toLowerCase()}@example.org`, password: `${first} likes seven green apples` };
};

/** Everybody in the tests: the first is made by the set-up page, the others by her in the administration. */
export const people = {
  ada: somebody("Ada Brandt", "admin"),
  max: somebody("Max Holm", "manager"),
  carla: somebody("Carla Nunes", "agent"),
  dev: somebody("Dev Patel", "agent"),
  rita: somebody("Rita Keller", "requester"),
};
export type Who = keyof typeof people;

const FOLDER = join(import.meta.dirname, "../test-results/sessions");
/** Where the browser's state of somebody who has signed in is kept for the tests that follow. */
export const sessionFile = (who: Who): string => join(FOLDER, `${who}.json`);

export const asTheyAre = (who: Who): BrowserContextOptions => ({ storageState: sessionFile(who) });
