import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

/** A field as somebody makes it in the editor; choices with their colours, in a tree with what they are within. */
export interface Wish { kind: string; name: string; required?: true; colours?: Record<string, string>; tree?: Record<string, string[]>; currency?: string }

/** Makes a type on the page of its desk, which leads to its editor. */
export async function addType(page: Page, name: string, kind: string): Promise<void> {
  await page.getByRole("button", { name: "Add a type" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption({ label: kind });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: new RegExp(name) })).toBeVisible();
}

/** A field that requesters fill in. */
export async function addField(page: Page, wish: Wish): Promise<void> {
  await page.getByRole("button", { name: `Add a field: ${wish.kind}`, exact: true }).click();
  const panel = page.locator(".side-panel");
  await panel.getByRole("textbox", { name: "Name", exact: true }).fill(wish.name);
  if (wish.colours) await choices(panel, wish.colours);
  if (wish.tree) await branches(panel, wish.tree);
  if (wish.currency) await panel.getByRole("textbox", { name: /^Currency/ }).fill(wish.currency);
  if (wish.required) await panel.getByRole("checkbox", { name: "Must be filled in" }).check();
  await panel.getByRole("group", { name: "Who fills it in" }).getByRole("checkbox", { name: "Requesters" }).check();
  await expect(panel.getByRole("group", { name: "Who sees it" }).getByRole("checkbox", { name: "Requesters" })).toBeChecked();
}

async function name(panel: Locator, names: string[]): Promise<void> {
  const [first = "", ...others] = names;
  await panel.getByRole("textbox", { name: "Choice 1", exact: true }).fill(first);
  for (const other of others) {
    await panel.getByRole("textbox", { name: "Add a choice" }).fill(other);
    await panel.getByRole("textbox", { name: "Add a choice" }).press("Enter");
  }
}
async function choices(panel: Locator, colours: Record<string, string>): Promise<void> {
  await name(panel, Object.keys(colours));
  for (const [choice, colour] of Object.entries(colours)) if (colour) await panel.getByLabel(`Colour of ${choice}`, { exact: true }).fill(colour);
}
async function branches(panel: Locator, tree: Record<string, string[]>): Promise<void> {
  await name(panel, Object.entries(tree).flatMap(([above, below]) => [above, ...below]));
  for (const [above, below] of Object.entries(tree))
    for (const choice of below) await panel.getByRole("combobox", { name: `${choice} is within` }).selectOption({ label: above });
}

/** A section with fields that stand in another one, which is there only when a field has a value. */
export async function addSection(page: Page, title: string, fields: string[], when: { field: string; choose: (condition: Locator) => Promise<void>; reads: RegExp }): Promise<void> {
  await page.getByRole("button", { name: "Add a section" }).click();
  const section = page.getByRole("region", { name: "New section" });
  await section.getByRole("button", { name: "Title, help and condition" }).click();
  await section.getByRole("button", { name: "Choose the condition" }).click();
  const builder = section.getByRole("region", { name: "Conditions" });
  await builder.getByRole("button", { name: "Add a condition" }).click();
  await builder.getByRole("combobox", { name: "Field" }).selectOption({ label: when.field });
  await when.choose(builder);
  await expect(section.getByRole("combobox", { name: "Only when" })).toHaveValue(when.reads);
  await section.getByRole("textbox", { name: "Title" }).fill(title);
  const named = page.getByRole("region", { name: title, exact: true });
  for (const field of fields) {
    await page.getByRole("button", { name: `Take ${field} off the form` }).click();
    await page.getByRole("button", { name: `Put ${field} on the form` }).click();
    await expect(named.getByRole("button", { name: `Take ${field} off the form` })).toBeVisible();
  }
  await named.getByRole("button", { name: "Title, help and condition" }).click();
}

/** Has the draft reviewed, and published. */
export async function publish(page: Page, name: string, says: string): Promise<void> {
  await page.getByRole("button", { name: "Review and publish" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(says)).toBeVisible();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(`${name} is published.`)).toBeVisible();
}
