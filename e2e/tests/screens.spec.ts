import type { Page } from "@playwright/test";
import { Api, ask } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { people } from "../lib/people.ts";
import { richTicket } from "../lib/sample.ts";
import { expect, test } from "../lib/test.ts";

test.describe.configure({ mode: "parallel" });
const SOUND = "No sound in the lecture hall";

/** Goes to a page, waits for what it is about, and asks axe. */
async function look(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
  await expectAccessible(page);
}

test("before one is signed in", async ({ page }) => {
  await look(page, "/sign-in", "Northwind Museum");
  await look(page, "/reset-password", "Reset your password");
});

test("the portal", async ({ as }) => {
  const page = await as("rita");
  const request = await ask(new Api(page.request), "service_request", "A chair for the visitors' desk", "<p>The old one broke.</p>", 2);
  await look(page, "/portal", /how can we help/);
  await look(page, `/portal/requests/${request.number}?sent=1`, "A chair for the visitors' desk");
  await page.goto("/portal");
  // Of the first desk: those of other tests may offer the same.
  await page.getByRole("link", { name: "Report a problem" }).first().click();
  await expect(page.getByRole("heading", { name: "Report a problem" })).toBeVisible();
  await expectAccessible(page);
  const agent = new Api((await as("carla")).request);
  await agent.send("POST", `/tickets/${request.id}/replies`, { body: "<p>It stands at your desk.</p>", status: "resolved" });
  await look(page, `/portal/requests/${request.number}`, "How satisfied are you");
  await look(page, "/portal/nothing-here", "Not found");
});

test("the agent's list", async ({ as }) => {
  const page = await as("carla");
  await look(page, "/work", "Open");
  await expect(page.getByRole("row").filter({ hasText: SOUND })).toBeVisible();
  await page.getByRole("checkbox", { name: `Select ${await richTicket(new Api(page.request))}` }).check();
  await expect(page.getByRole("toolbar", { name: "Change the selected tickets" })).toBeVisible();
  await expectAccessible(page);
  await look(page, `/work/search?q=${encodeURIComponent("priority = 1")}`, "Search by query");
  await look(page, `/work/search?q=${encodeURIComponent('title = "nothing at all"')}`, "No ticket matches");
  await page.getByRole("combobox", { name: "Query" }).fill("status = ");
  await expect(page.getByRole("listbox", { name: "Completions" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "/work/nothing-here", "Not found");
});

test("a ticket", async ({ as }) => {
  const page = await as("carla");
  await look(page, `/work/t/${await richTicket(new Api(page.request))}`, SOUND);
  await page.getByRole("button", { name: /^Reply to/ }).click();
  await page.getByRole("textbox", { name: "Reply to the requester" }).fill("Hello");
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Internal note" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: /^Priority: / }).click();
  await expect(page.getByRole("dialog", { name: "Priority" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Assignee: / }).click();
  await expect(page.getByRole("option", { name: people.dev.name })).toBeVisible();
  await expectAccessible(page);
});

test("a ticket beside its list", async ({ as }) => {
  const page = await as("carla");
  await page.goto("/work");
  await page.getByRole("link", { name: SOUND }).click();
  await expect(page.getByRole("heading", { name: SOUND })).toBeVisible();
  await expectAccessible(page);
});

test("dialogs", async ({ as }) => {
  const page = await as("carla");
  await look(page, "/work", "Open");
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog", { name: "New ticket" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("sound");
  await expect(page.getByRole("option").filter({ hasText: SOUND })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /account and appearance/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
});

test("the manager's figures", async ({ as }) => {
  const page = await as("max");
  await look(page, "/figures", "Created and resolved per day");
  await page.getByRole("button", { name: "Show as tables" }).click();
  await expectAccessible(page);
  await look(page, "/figures?from=2020-01-01&to=2020-01-31&type=", "Figures");
});

test("a manager's queue", async ({ as }) => {
  const page = await as("max");
  await look(page, "/work", "Open");
  await page.getByRole("button", { name: "Edit the queue" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

test("the administration of mail", async ({ as }) => {
  const page = await as("ada");
  await look(page, "/admin/mail", "Mail");
  await page.getByRole("button", { name: "Add an account" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await look(page, "/admin/mail/received", "Mail");
  await look(page, "/admin/mail/outgoing", "Mail");
});

test("the administration of imports", async ({ as }) => {
  const page = await as("ada");
  await look(page, "/admin/imports", "Imports");
  await page.locator("input[type=file]").setInputFiles({ name: "old.csv", mimeType: "text/csv", buffer: Buffer.from("Number,State,Short description,Opened\nA1,Active,The printer is dead,1/2/2026 10:00\nA2,Closed,A mouse is lost,3/2/2026 11:00\n") });
  await expect(page.getByRole("heading", { name: "old.csv" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Columns", exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("the administration", async ({ as }) => {
  const page = await as("ada");
  await look(page, "/admin/people", "People");
  await page.getByRole("button", { name: "Add a person" }).click();
  await expectAccessible(page);
  await look(page, "/admin/desks", "Desks");
  await look(page, "/admin/teams", "Teams");
  await look(page, "/admin/categories", "Categories");
  await look(page, "/admin/tokens", "API tokens");
  await look(page, "/admin/background", "Background work");
  await look(page, "/admin/organisation", "Organisation");
});

test("one's own account", async ({ as }) => {
  await look(await as("dev"), "/account", "My account");
});
