import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";
import type { Wish } from "./typeEditor.ts";

/** What an HR desk wants to know of somebody who joins: twenty fields, each of a kind of its own but the lists. */
export const FIELDS: Wish[] = [
  { kind: "Line of text", name: "New colleague", required: true },
  { kind: "E-mail address", name: "Private e-mail" },
  { kind: "Phone number", name: "Private phone" },
  { kind: "Date", name: "First day", required: true },
  { kind: "One of a list", name: "Contract", required: true, colours: { Permanent: "#2e7d32", Temporary: "#e65100", Internship: "#1565c0" } },
  { kind: "Percentage", name: "Share of a full post" },
  { kind: "Person", name: "Line manager", required: true },
  { kind: "Team", name: "Looked after by" },
  { kind: "One of a tree", name: "Department", tree: { Collections: ["Archive", "Restoration"], Visitors: ["Ticket office"] } },
  { kind: "Tags", name: "Languages" },
  { kind: "Web address", name: "Public profile" },
  { kind: "Rating in stars", name: "How sure the start is" },
  { kind: "Formatted text", name: "About the work" },
  { kind: "Files", name: "Signed contract" },
  { kind: "Yes or no", name: "Needs a laptop", required: true },
  { kind: "Checklist", name: "Things to get ready" },
  { kind: "Money", name: "Equipment budget", required: true, currency: "EUR" },
  { kind: "One of a list", name: "Works from", required: true, colours: { Office: "", Home: "", Abroad: "#6a1b9a" } },
  { kind: "Country", name: "Country", required: true },
  { kind: "Duration", name: "Time to settle in" },
];

export const SECTIONS = [
  { title: "Equipment", fields: ["Things to get ready", "Equipment budget"], when: { field: "Needs a laptop", reads: /^needs_a_laptop = "?true"?$/, choose: (condition: Locator) => condition.getByRole("radio", { name: "Yes" }).check() } },
  {
    title: "Relocation", fields: ["Country", "Time to settle in"],
    when: {
      field: "Works from", reads: /^works_from = "?abroad"?$/,
      choose: async (condition: Locator) => {
        await condition.getByRole("button", { name: /^Works from: / }).click();
        await condition.page().getByRole("option", { name: "Abroad" }).click();
      },
    },
  },
];
export const TASKS = ["Have the contract signed", "Order the equipment", "Welcome on the first day"] as const;

/** Chooses from the list that opens beside a field. */
export async function pick(page: Page, field: string, choice: string, search?: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${field}: `) }).click();
  if (search) await page.getByRole("combobox", { name: field, exact: true }).fill(search);
  await page.getByRole("option", { name: choice }).click();
  await expect(page.getByRole("button", { name: new RegExp(`^${field}: .*${choice}`) })).toBeVisible();
}
export const section = (page: Page, title: string): Locator => page.getByRole("region", { name: title, exact: true });
export const yes = (page: Page, field: string, answer: "Yes" | "No"): Promise<void> => page.getByRole("radiogroup", { name: field }).getByRole("radio", { name: answer }).check();

/** What has to be said of everybody who joins. */
export async function fillNeeded(page: Page, title: string, colleague: string, manager: string): Promise<void> {
  await page.getByLabel("What do you need?").fill(title);
  await page.getByLabel("New colleague").fill(colleague);
  await page.getByLabel("First day").fill("2027-02-01");
  await pick(page, "Contract", "Permanent");
  await pick(page, "Line manager", manager, manager.slice(0, 4));
}

/** What may be said besides. */
export async function fillRest(page: Page): Promise<void> {
  await page.getByLabel("Private e-mail").fill("nora.lind@example.com");
  await page.getByLabel("Private phone").fill("+43 660 1234567");
  await page.getByLabel("Share of a full post").fill("80");
  await pick(page, "Looked after by", "People team");
  await pick(page, "Department", "Restoration");
  for (const language of ["german", "swedish"]) {
    await page.getByRole("button", { name: "Add to Languages" }).click();
    await page.getByRole("combobox", { name: "Languages" }).fill(language);
    await page.keyboard.press("Enter");
  }
  await page.getByLabel("Public profile").fill("https://example.com/nora");
  await page.getByRole("radiogroup", { name: "How sure the start is" }).locator("label").nth(3).click();
  await page.getByRole("textbox", { name: "About the work" }).fill("Restores paintings of the 19th century.");
  await page.getByRole("group", { name: "Signed contract" }).locator("input[type=file]").setInputFiles({ name: "contract.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
  await expect(page.getByRole("group", { name: "Signed contract" }).getByRole("button", { name: "Remove contract.pdf" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Signed contract" }).getByRole("progressbar")).toHaveCount(0);
}

/** Nothing may reach beyond the edge of a phone: not the page, nor what scrolls within it. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll("main, .ticket, .side")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} > ${e.clientWidth}`));
  expect(wide).toEqual([]);
}
