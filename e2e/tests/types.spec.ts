import { expectAccessible } from "../lib/axe.ts";
import { expect, test } from "../lib/test.ts";

/** A manager makes a type of tickets by clicking: fields, workflow, form, publication. Every part is looked at by axe. */
test("a type is made without code", async ({ as }) => {
  const page = await as("max");
  await page.goto("/admin");
  await page.getByRole("table").getByRole("link", { name: "IT", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Types of tickets" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Add a type" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Room move");
  await expect(dialog.getByRole("textbox", { name: "Prefix" })).toHaveAttribute("placeholder", "ROO");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: /Room move/ })).toBeVisible();

  // Fields: one from the palette, named, its key follows; another that is undone.
  await page.getByRole("button", { name: "Add a field: One of a list" }).click();
  const panel = page.locator(".side-panel");
  await panel.getByRole("textbox", { name: "Name", exact: true }).fill("Building");
  await expect(panel.getByRole("textbox", { name: "Key" })).toHaveValue("building");
  await panel.getByRole("textbox", { name: "Choice 1" }).fill("Main house");
  await panel.getByRole("textbox", { name: "Add a choice" }).fill("Annex");
  await panel.getByRole("textbox", { name: "Add a choice" }).press("Enter");
  await expect(panel.getByRole("textbox", { name: "Choice 2" })).toHaveValue("Annex");
  await panel.getByRole("group", { name: "Who sees it" }).getByRole("checkbox", { name: "Requesters" }).check();
  await panel.getByRole("group", { name: "Who fills it in" }).getByRole("checkbox", { name: "Requesters" }).check();
  await page.getByRole("button", { name: "Add a field: Date", exact: true }).click();
  await expect(page.locator(".field-rows > li")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo (Ctrl+Z)" }).click();
  await expect(page.locator(".field-rows > li")).toHaveCount(1);
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: /^Building/ }).click();
  await expectAccessible(page);

  // Workflow: a status from the menu, a transition drawn to it.
  await page.getByRole("tab", { name: "Workflow" }).click();
  await expect(page.locator(".flow-status")).toHaveCount(6);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a status" }).click();
  await page.getByRole("menuitem", { name: "Being worked on" }).click();
  await panel.getByRole("textbox", { name: "Name", exact: true }).fill("Packing");
  const box = (name: string) => page.locator(".flow-status").filter({ hasText: name });
  await expect(box("Packing")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await box("New").locator(".flow-out").dragTo(box("Packing"));
  await expect(page.getByRole("region", { name: "The transition Packing" })).toBeVisible();
  await panel.getByRole("combobox", { name: "Something written" }).selectOption("note");
  await expectAccessible(page);
  await page.getByRole("region", { name: "Transitions" }).getByRole("button", { name: "Resolved", exact: true }).click();
  await panel.getByRole("checkbox", { name: "Packing" }).check();
  await expect(page.getByText("Draft saved")).toBeVisible();

  // Forms: begun from the default, a field moved with the keyboard and made half as wide.
  await page.getByRole("tab", { name: "Forms" }).click();
  await page.getByRole("button", { name: "Start from the default form" }).click();
  const handle = page.getByRole("button", { name: "Move Building" });
  await handle.press("ArrowUp");
  await expect(page.getByText(/^Building: .+, 4 of 5$/)).toBeAttached();
  await handle.press("ArrowLeft");
  await expect(page.locator(".canvas-item").filter({ hasText: "Building" })).toHaveClass(/half/);
  await page.getByRole("button", { name: "Move Urgency" }).dragTo(page.locator(".canvas-item").first());
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try the form" }).click();
  await expect(page.locator(".form-preview").getByText("Building")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("tab", { name: "General" }).click();
  await page.getByRole("combobox", { name: "Impact High, urgency High: P1" }).selectOption("2");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Review and publish" }).click();
  await expect(dialog.getByText("Field “Building” added")).toBeVisible();
  await expect(dialog.getByText("Nothing changes for the tickets there are.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Room move is published.")).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await expect(page.getByText("Status “Packing” added")).toBeVisible();
  await expectAccessible(page);

  const rita = await as("rita");
  await rita.goto("/portal");
  await rita.getByRole("link", { name: /Room move/ }).click();
  await expect(rita.getByText("Building")).toBeVisible();
});

test("two managers do not overwrite one another", async ({ as }) => {
  const [one, two] = [await as("max"), await as("ada")];
  await one.goto("/admin");
  await one.getByRole("table").getByRole("link", { name: "IT", exact: true }).click();
  await one.getByRole("row").filter({ has: one.getByRole("cell", { name: "REQ", exact: true }) }).getByRole("link", { name: "Open" }).click();
  await expect(one.getByRole("tab", { name: "Fields" })).toBeVisible();
  await two.goto(one.url());
  await expect(two.getByRole("tab", { name: "Fields" })).toBeVisible();
  await one.getByRole("button", { name: "Add a field: Date", exact: true }).click();
  await expect(one.getByText("Draft saved")).toBeVisible();
  await two.getByRole("button", { name: "Add a field: Number", exact: true }).click();
  const dialog = two.getByRole("dialog");
  await expect(dialog.getByText("Max Holm saved meanwhile")).toBeVisible();
  await expect(dialog.getByText("Field “Date” added")).toBeVisible();
  await expectAccessible(two);
  await dialog.getByRole("button", { name: "Take theirs" }).click();
  await expect(two.getByRole("button", { name: /^Date/ })).toBeVisible();
  await two.getByRole("button", { name: "Discard" }).click();
  await two.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect(two.getByText("No fields of its own yet")).toBeVisible();
});
