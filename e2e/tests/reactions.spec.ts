import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../lib/axe.ts";
import { addPerson, fillSetUp, signIn } from "../lib/entry.ts";
import { people } from "../lib/people.ts";
import { start, type Program } from "../lib/program.ts";
import { expect, test } from "../lib/test.ts";

const { ada, carla } = people;
const RESULTS = join(import.meta.dirname, "../test-results");
const CLOCK = join(RESULTS, "reactions-clock.txt");
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
const RULE = "Critical tickets go to Carla";
const NOTE = "Carla is on it.";
let house: Program | undefined;

// Its time is moved, which nobody else is to notice.
test.afterAll(async () => { await house?.stop(); });

async function newTicket(page: Page, title: string, level?: "High"): Promise<string> {
  await page.goto("/work");
  await page.getByRole("button", { name: "New ticket" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill(title);
  if (level) for (const field of ["Impact", "Urgency"]) await dialog.getByRole("combobox", { name: field }).selectOption({ label: level });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  return /[A-Z]+-\d+$/.exec(page.url())?.[0] ?? "";
}

/** Everything due within a day and a half: at 80 % the assignee is told and the priority rises. */
async function addPolicy(page: Page): Promise<void> {
  await page.goto("/admin/sla");
  await page.getByRole("button", { name: "Add a policy" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).first().fill("Solved within a day");
  const resolution = dialog.getByRole("group", { name: "Resolution" });
  await resolution.getByRole("spinbutton", { name: "At %" }).fill("80");
  await resolution.getByRole("button", { name: "Add an action" }).click();
  await resolution.getByRole("button", { name: "Add an action" }).click();
  await expect(resolution.getByRole("checkbox", { name: "Assignee" }).first()).toBeChecked();
  await resolution.getByRole("combobox", { name: "Action" }).last().selectOption({ label: "Raise the priority" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "Solved within a day" })).toContainText("Resolution");
}

async function addAction(page: Page, name: string): Promise<void> {
  await page.getByRole("region", { name: "Then" }).getByRole("button", { name: "Add an action" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** When a ticket is created, if it is critical: it is given to Carla, a note is left, and she is told. */
async function buildRule(page: Page): Promise<void> {
  await page.goto("/admin/rules");
  await expectAccessible(page);
  await page.getByRole("button", { name: "New rule" }).first().click();
  await page.getByRole("link", { name: /^Blank rule/ }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(RULE);
  await page.getByRole("button", { name: "Choose the condition" }).click();
  const builder = page.getByRole("region", { name: "Conditions" });
  await builder.getByRole("button", { name: "Add a condition" }).click();
  await builder.getByRole("combobox", { name: "Field" }).selectOption({ label: "Priority" });
  await builder.getByRole("button", { name: /^Priority/ }).or(builder.getByRole("combobox", { name: "Priority" })).first().click();
  await page.getByRole("option", { name: /^P1/ }).click();
  await expect(page.getByRole("combobox", { name: "Condition", exact: true })).toHaveValue(/priority = "?(P)?1/);
  const then = page.getByRole("region", { name: "Then" });
  await addAction(page, "Assign");
  await then.getByRole("combobox", { name: "Assignee" }).selectOption({ label: carla.name });
  await addAction(page, "Write on the ticket");
  await then.getByRole("textbox", { name: "Text" }).fill(NOTE);
  await addAction(page, "Notify");
  await then.getByRole("textbox", { name: "Text" }).last().fill("{{ticket.number}} is critical");
  await expect(page.getByRole("complementary", { name: "In words" })).toContainText(`then assign it to ${carla.name}, add the internal note “${NOTE}”, and notify the assignee.`);
  await expectAccessible(page);
}

async function tryRule(page: Page, title: string): Promise<void> {
  const side = page.getByRole("complementary", { name: "In words" });
  await side.getByRole("button", { name: "Try", exact: true }).click();
  await expect(side).toContainText("It would have run 1 time.");
  await side.locator("summary").filter({ hasText: title }).click();
  await expect(side.locator(".rule-readings")).toContainText("priority");
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await page.setViewportSize(DESKTOP);
}

test("a rule and an escalation are built by clicking, act, and say why", async ({ guest }) => {
  test.setTimeout(240_000);
  await writeFile(CLOCK, "PT0S");
  house = await start(join(RESULTS, "reactions.log"), `--steward.clock-file=${CLOCK}`);
  const baseURL = house.url;
  const admin = await guest({ baseURL });

  await test.step("there is a desk with an agent, and a critical ticket from before", async () => {
    await admin.goto("/");
    await fillSetUp(admin, "Northwind Museum", ada);
    await admin.goto("/admin/people");
    await addPerson(admin, carla);
    await newTicket(admin, "The lift stands still", "High");
  });

  await test.step("a policy escalates at 80 %", () => addPolicy(admin));

  await test.step("a rule is built, tried on the past, kept, and switched on", async () => {
    await buildRule(admin);
    await tryRule(admin, "The lift stands still");
    await admin.getByRole("button", { name: "Create" }).click();
    await expect(admin.getByText("Saved. The rule is off.")).toBeVisible();
    await admin.getByRole("link", { name: "Rules" }).last().click();
    const on = admin.getByRole("switch", { name: `Switched on: ${RULE}` });
    await expect(on).not.toBeChecked();
    await on.click();
    await expect(on).toBeChecked();
    await expect(admin.getByText(`“${RULE}” is on.`)).toBeVisible();
  });

  let number = "";
  await test.step("a ticket is created: the rule acts on it, and says why", async () => {
    number = await newTicket(admin, "No network in the east wing", "High");
    await expect(admin.getByRole("complementary", { name: "Fields" }).getByRole("button", { name: `Assignee: ${carla.name}` })).toBeVisible();
    const log = admin.getByRole("log");
    await expect(log).toContainText(NOTE);
    await expect(log).toContainText(RULE);
    await log.getByRole("button", { name: "a rule did this: why?" }).first().click();
    const why = admin.getByRole("dialog", { name: "Why did this happen?" });
    await expect(why.locator(".rule-readings")).toContainText("was");
    for (const did of ["Assign", "Write on the ticket", "Notify"]) await expect(why.locator(".rule-run-steps")).toContainText(did);
    await expectAccessible(admin);
    await admin.keyboard.press("Escape");
    const agent = await guest({ baseURL });
    await signIn(agent, carla);
    await agent.goto("/inbox");
    await expect(agent.getByText(`${number} is critical`)).toBeVisible();
    await agent.close();
  });

  await test.step("the run is in the log, with its reasons", async () => {
    await admin.goto("/admin/rules?tab=runs");
    const run = admin.getByRole("list", { name: "Runs" }).getByRole("listitem").filter({ hasText: number }).first();
    await run.locator("summary").click();
    await expect(run).toContainText("Done");
    await expect(run).toContainText("Ticket created");
    await expectAccessible(admin);
  });

  await test.step("most of a day later, what is not solved is escalated", async () => {
    const late = await newTicket(admin, "The clock in the hall is slow");
    const side = admin.getByRole("complementary", { name: "Fields" });
    const priority = side.getByRole("button", { name: /^Priority: P/ });
    const before = Number(/P(\d)/.exec(await priority.getAttribute("aria-label") ?? "")?.[1]);
    await side.getByRole("button", { name: "Assignee: Nobody" }).click();
    await admin.getByRole("option", { name: carla.name }).click();
    await expect(side.getByRole("button", { name: `Assignee: ${carla.name}` })).toBeVisible();
    await writeFile(CLOCK, "PT35H");
    await expect(side.getByRole("button", { name: `Priority: P${before - 1}` })).toBeVisible({ timeout: 15_000 });
    await expect(admin.getByRole("log")).toContainText("Solved within a day");
    const agent = await guest({ baseURL });
    await signIn(agent, carla);
    await agent.goto("/inbox");
    await expect(agent.getByRole("listitem").filter({ hasText: late }).filter({ hasText: "80 % of the time is over" })).toBeVisible();
  });
});
