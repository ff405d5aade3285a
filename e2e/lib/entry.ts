import type { Page } from "@playwright/test";
import type { Somebody } from "./people.ts";
import { expect } from "./test.ts";

/** Fills in the page that a new installation begins with. */
export async function fillSetUp(page: Page, organisation: string, { name, email, password }: Somebody): Promise<void> {
  await page.getByLabel("Name of the organisation").fill(organisation);
  await page.getByLabel("Time zone").fill("Europe/Vienna");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await signedIn(page, name);
}

export async function signIn(page: Page, { name, email, password }: Somebody): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await signedIn(page, name);
}

export const signedIn = (page: Page, name: string): Promise<void> => expect(page.getByRole("button", { name: `${name}: account and appearance` })).toBeVisible();

/** Adds somebody on the page of the people, with the role they have on a desk; the first desk if none is named. */
export async function addPerson(page: Page, { name, email, password, role }: Somebody, desk?: string): Promise<void> {
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByLabel("First password").fill(password);
  const desks = dialog.getByRole("group", { name: "Work at desks" });
  const label = role === "manager" ? "Manager" : "Agent";
  if (role !== "requester") await (desk ? desks.getByRole("combobox", { name: desk, exact: true }) : desks.getByRole("combobox").first()).selectOption({ label });
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText(role === "requester" ? "Requester" : label);
}
