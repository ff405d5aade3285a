import type { Page } from "@playwright/test";
import { Api, ask } from "../lib/api.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const TITLES = ["Keyboard: the scanner hums", "Keyboard: the lift display is dark", "Keyboard: the badge reader is slow"] as const;
const QUERY = 'title ~ "Keyboard" and state in (new, open, pending)';
const search = `/work/search?q=${encodeURIComponent(QUERY)}&order=${encodeURIComponent("number asc")}`;

test.beforeEach(async ({ as }) => {
  const requester = new Api((await as("rita")).request);
  const had = await new Api((await as("carla")).request).get<{ items: unknown[] }>(`/tickets?q=${encodeURIComponent('title ~ "Keyboard"')}`);
  if (!had.items.length) for (const title of TITLES) await ask(requester, "incident", title);
});

/** The agent's list of the three tickets of this file, oldest first. */
async function list(as: (who: "carla") => Promise<Page>): Promise<Page> {
  const page = await as("carla");
  await page.goto(search);
  await expect(page.getByRole("row")).toHaveCount(1 + TITLES.length);
  return page;
}
const rowOf = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });
const atRow = (page: Page, title: string) => expect(rowOf(page, title)).toHaveClass(/\bactive\b/);

test("the palette goes anywhere, does anything and finds tickets", async ({ as }) => {
  const page = await as("max");
  await page.goto("/work");
  await expect(page.getByRole("navigation", { name: "Queues" })).toBeVisible();
  const palette = page.getByRole("dialog", { name: "Search and commands" });

  await page.keyboard.press("Control+K");
  await page.keyboard.type("figur");
  await expect(palette.getByRole("combobox")).toHaveValue("figur");
  await expect(palette.getByRole("option").first()).toHaveText(/Figures/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/figures/);
  await expect(palette).toBeHidden();

  await page.keyboard.press("Control+K");
  await page.keyboard.type("dark app");
  await expect(palette.getByRole("combobox")).toHaveValue("dark app");
  await expect(palette.getByRole("option").first()).toHaveText(/dark/i);
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("Control+K");
  await page.keyboard.type("lift display");
  await expect(palette.getByRole("option").filter({ hasText: TITLES[1] })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("a list is walked through, selected, changed and undone by keys", async ({ as }) => {
  const page = await list(as);
  await page.keyboard.press("j");
  await atRow(page, TITLES[0]);
  await page.keyboard.press("j");
  await atRow(page, TITLES[1]);
  await page.keyboard.press("ArrowDown");
  await atRow(page, TITLES[2]);
  await page.keyboard.press("k");
  await atRow(page, TITLES[1]);

  await page.keyboard.press("x");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await expect(page.getByRole("toolbar", { name: "Change the selected tickets" })).toContainText("2 selected");
  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Assignee" }).fill("Dev");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, TITLES[0])).toContainText(people.dev.name);
  await expect(rowOf(page, TITLES[1])).toContainText(people.dev.name);
  await expect(rowOf(page, TITLES[2])).not.toContainText(people.dev.name);
  await expect(page.getByRole("status").filter({ hasText: "2 tickets changed" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(rowOf(page, TITLES[0])).not.toContainText(people.dev.name);
  await expect(rowOf(page, TITLES[1])).not.toContainText(people.dev.name);
});

test("fields of a row are changed by keys", async ({ as }) => {
  const page = await list(as);
  await page.keyboard.press("j");
  await atRow(page, TITLES[0]);
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog", { name: "Priority" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Priority" })).toBeHidden();
  await page.keyboard.press("s");
  await page.getByRole("combobox", { name: "Status" }).fill("Pend");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, TITLES[0])).toContainText("Pending");
  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Assignee" }).fill("Carla");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, TITLES[0])).toContainText(people.carla.name);
});

test("a ticket is opened, answered and left by keys", async ({ as }) => {
  const page = await list(as);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await atRow(page, TITLES[1]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: TITLES[1] })).toBeVisible();

  await page.keyboard.press("i");
  const side = page.getByRole("complementary", { name: "Fields" });
  await expect(side.getByRole("button", { name: `Assignee: ${people.carla.name}` })).toBeVisible();

  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Internal note" })).toBeFocused();
  await page.keyboard.type("Only keys were used for this note.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log")).toContainText("Only keys were used for this note.");

  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "Reply to the requester" })).toBeFocused();
  await page.keyboard.type("We look into it.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log")).toContainText("We look into it.");

  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { name: TITLES[2] })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Requester" })).toBeVisible();
});

test("the keys are listed, and a new ticket is one key away", async ({ as }) => {
  const page = await list(as);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const what of ["Next ticket", "Open", "Select", "Undo", "New ticket", "Search and commands"]) await expect(help.getByText(what, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New ticket" });
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await page.keyboard.type("A call: the projector flickers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "A call: the projector flickers" })).toBeVisible();
});
