import type { Locator, Page } from "@playwright/test";
import { Api } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { World } from "../lib/mail.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const { carla, rita } = people;
const TITLE = "Ten chairs for the reading room";
const ASKED = "May we buy it";
const PHONE = { viewport: { width: 390, height: 844 } };

/** Adds somebody to the last step that is open in the editor. */
async function add(page: Page, step: Locator, name: string): Promise<void> {
  await step.getByRole("button", { name: "Add a person: Nobody" }).click();
  await page.keyboard.type(name);
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  await expect(step.getByRole("list", { name: "Who decides" })).toContainText(name);
}

test("two steps: asked by the workflow, decided on a phone and from the mail", async ({ as, page }) => {
  test.setTimeout(180_000);
  const world = await World.open();
  const admin = await as("ada");
  const api = new Api(admin.request);
  const desk = await api.send<{ id: string }>("POST", "/desks", { name: "Purchasing", key: "purchasing", template: "blank" });
  let number = "";

  await test.step("the workflow is told who decides, by clicking", async () => {
    await admin.goto("/admin/desks");
    await admin.getByRole("table").getByRole("link", { name: "Purchasing", exact: true }).click();
    await admin.getByRole("button", { name: "Add a type" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Purchase");
    await dialog.getByRole("button", { name: "Create" }).click();
    await expect(admin.getByRole("heading", { name: /Purchase/ })).toBeVisible();
    await admin.getByRole("tab", { name: "Workflow" }).click();
    await admin.getByRole("region", { name: "Transitions" }).getByRole("button", { name: "Pending", exact: true }).click();
    const panel = admin.locator(".side-panel");
    await panel.getByRole("combobox", { name: "Set a field, ask for an approval…" }).selectOption({ label: "Asks for an approval" });
    await panel.getByRole("textbox", { name: "What is to be approved" }).fill(ASKED);
    await add(admin, panel.getByRole("group", { name: "Step 1" }), carla.name);
    await panel.getByRole("button", { name: "Add a step" }).click();
    await add(admin, panel.getByRole("group", { name: "Step 2" }), rita.name);
    await panel.getByRole("combobox", { name: "When approved, move to" }).selectOption({ label: "Open" });
    await expectAccessible(admin);
    await admin.getByRole("region", { name: "Transitions" }).getByRole("button", { name: "Resolved", exact: true }).click();
    await expect(admin.getByText("Draft saved")).toBeVisible();
    await admin.getByRole("button", { name: "Review and publish" }).click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await expect(admin.getByText("Purchase is published.")).toBeVisible();
  });

  await test.step("a ticket takes the transition, and asks", async () => {
    const types = await api.get<{ id: string; name: string; deskId: string }[]>("/types");
    const type = types.find((x) => x.deskId === desk.id && x.name === "Purchase")?.id;
    await api.send("POST", "/mail/accounts", { deskId: desk.id, typeId: type, address: "purchasing@example.org", name: "Purchasing", smtp: { host: "127.0.0.1", port: world.port, security: "none", user: "" } });
    number = (await api.send<{ number: string }>("POST", "/tickets", { typeId: type, title: TITLE, description: "<p>The old ones creak.</p>" })).number;
    await admin.goto(`/work/t/${number}`);
    const side = admin.getByRole("complementary", { name: "Fields" });
    await side.getByRole("button", { name: "Status: New" }).click();
    await admin.getByRole("option", { name: "Pending" }).click();
    await expect(side.getByRole("region", { name: "Approvals" })).toContainText(ASKED);
    await expect(side.getByRole("region", { name: "Approvals" })).toContainText(carla.name);
    await expectAccessible(admin);
  });

  await test.step("the first decides in the app, on a phone", async () => {
    const phone = await as("carla", PHONE);
    await phone.goto("/inbox");
    await phone.getByRole("link", { name: new RegExp(`asks for your decision: ${ASKED}`) }).click();
    await expect(phone.getByRole("heading", { name: new RegExp(ASKED) }).last()).toBeVisible();
    await expect(phone.getByText("The old ones creak.")).toBeVisible();
    await expectAccessible(phone);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.getByRole("textbox", { name: "A word with it" }).fill("They do.");
    await phone.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(phone.getByText("You approved it.")).toBeVisible();
    await phone.goto("/approvals");
    await expect(phone.getByText("No decision waits for you")).toBeVisible();
    await expectAccessible(phone);
  });

  await test.step("the second decides from the mail, without signing in", async () => {
    const letter = await world.letter(rita.email, ASKED);
    const link = /\/approve\/[A-Za-z0-9._~-]+/.exec(letter.text)?.[0] ?? "";
    expect(link).not.toBe("");
    await page.setViewportSize(PHONE.viewport);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: TITLE })).toBeVisible();
    await expect(page.getByText("They do.")).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(page.getByText("There is nothing left to decide with this link.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  });

  await test.step("the ticket moved, and its history says who decided", async () => {
    const side = admin.getByRole("complementary", { name: "Fields" });
    await expect(side.getByRole("button", { name: "Status: Open" })).toBeVisible();
    await expect(side.getByRole("region", { name: "Approvals" })).toContainText("by mail");
    await expect(admin.getByRole("log")).toContainText(`approved “${ASKED}”`);
    await admin.goto("/inbox");
    await expect(admin.getByRole("link", { name: new RegExp(`Approved: ${ASKED}`) })).toBeVisible();
    await expectAccessible(admin);
  });

  await test.step("asked by hand, and turned down: the ticket moves to where it was to move", async () => {
    await admin.goto(`/work/t/${number}`);
    await admin.getByRole("button", { name: "More to do with this ticket" }).click();
    await admin.getByRole("menuitem", { name: "Ask for an approval" }).click();
    const dialog = admin.getByRole("dialog");
    await add(admin, dialog.getByRole("group", { name: "Step 1" }), carla.name);
    await dialog.getByRole("combobox", { name: "When not approved, move to" }).selectOption({ label: "Resolved" });
    await expectAccessible(admin);
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(dialog).toBeHidden();
    const phone = await as("carla", PHONE);
    await phone.goto("/approvals");
    await phone.getByRole("textbox", { name: "A word with it" }).fill("Six will do.");
    await phone.getByRole("button", { name: "Do not approve" }).click();
    await expect(phone.getByText("No decision waits for you")).toBeVisible();
    await expect(admin.getByRole("complementary", { name: "Fields" }).getByRole("button", { name: "Status: Resolved" })).toBeVisible();
  });
  await world.close();
});
