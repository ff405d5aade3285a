import { expectAccessible } from "../lib/axe.ts";
import { World } from "../lib/mail.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const { carla, rita } = people;
const DESK = "helpdesk@example.org";
const TITLE = "The VPN does not connect from the train";

test("a problem by mail: acknowledged, answered, answered back, resolved, rated from the mail, counted", async ({ as, page }) => {
  test.setTimeout(120_000);
  const world = await World.open();
  let number = "";

  await test.step("the administrator sets up the desk's address", async () => {
    const admin = await as("ada");
    await admin.goto("/admin/mail");
    await admin.getByRole("button", { name: "Add an account" }).click();
    await admin.getByLabel("Address").fill(DESK);
    await admin.getByLabel("Name of the sender").fill("Help desk");
    await admin.getByLabel("Fetch mail (IMAP)").uncheck();
    const smtp = admin.getByRole("group", { name: "Send mail (SMTP)" });
    await smtp.getByLabel("Server").fill("127.0.0.1");
    await smtp.getByLabel("Port").fill(String(world.port));
    await smtp.getByLabel("Encryption").selectOption("none");
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("row").filter({ hasText: DESK })).toBeVisible();
    await admin.getByRole("row").filter({ hasText: DESK }).getByRole("button", { name: "Test", exact: true }).click();
    await expect(admin.getByRole("dialog")).toContainText("Connected");
  });

  await test.step("the requester writes, and is told the number", async () => {
    await world.write({ from: `${rita.name} <${rita.email}>`, to: DESK, subject: TITLE, text: "It says: error 809.\n\n-- \nRita" });
    const letter = await world.letter(rita.email, TITLE);
    number = /\[(INC-\d+)\]/.exec(letter.subject)?.[1] ?? "";
    expect(number).toMatch(/^INC-\d+$/);
  });

  const agent = await as("carla");
  const side = agent.getByRole("complementary", { name: "Fields" });
  await test.step("the agent finds it, takes it and answers", async () => {
    await agent.goto(`/work/t/${number}`);
    await expect(agent.getByRole("heading", { name: TITLE })).toBeVisible();
    await side.getByRole("button", { name: "Assignee: Nobody" }).click();
    await agent.getByRole("option", { name: `${carla.name} (me)` }).click();
    await agent.getByRole("button", { name: `Reply to ${rita.name}` }).click();
    await agent.getByRole("textbox", { name: "Reply to the requester" }).fill("Please sign out of the client and in again.");
    await agent.getByRole("button", { name: "Send reply" }).click();
  });

  await test.step("the requester reads it in her mail and answers there", async () => {
    const reply = await world.letter(rita.email, "Please sign out of the client");
    await world.write({ from: rita.email, to: DESK, subject: `Re: ${TITLE}`, inReplyTo: reply.messageId, text: "That did not help.\n\nOn Tue, 24 Nov 2026 at 10:00, Help desk wrote:\n> Please sign out" });
    await expect(agent.getByRole("log")).toContainText("That did not help.");
    await expect(agent.getByRole("log")).toContainText(rita.name);
  });

  await test.step("the agent resolves it with an answer", async () => {
    await agent.getByRole("button", { name: `Reply to ${rita.name}` }).click();
    await agent.getByRole("textbox", { name: "Reply to the requester" }).fill("Your certificate is renewed, it connects now.");
    await agent.getByRole("button", { name: "Send and change status" }).click();
    await agent.getByRole("menuitem", { name: "Send and set: Resolved" }).click();
    await expect(side.getByRole("button", { name: "Status: Resolved" })).toBeVisible();
  });

  await test.step("the requester rates from the link in the mail, without signing in", async () => {
    const resolution = await world.letter(rita.email, "is resolved");
    const link = /\/rate\/[A-Za-z0-9._~-]+/.exec(resolution.text)?.[0] ?? "";
    expect(link).not.toBe("");
    await page.goto(link);
    await expect(page.getByText(TITLE)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Very satisfied").check();
    await page.getByLabel("A word on it (optional)").fill("Solved on the train.");
    await page.getByRole("button", { name: "Send rating" }).click();
    await expect(page.getByText("Thank you. Your rating is noted.")).toBeVisible();
    await expect(side).toContainText("5 of 5 “Solved on the train.”");
  });

  await test.step("the manager's figures count it", async () => {
    const manager = await as("max");
    await manager.goto("/figures");
    await expect(async () => {
      await manager.goto("/figures");
      await manager.locator(".tile").filter({ has: manager.getByRole("heading", { name: "Satisfaction" }) }).getByRole("link").click({ timeout: 1500 });
      await expect(manager.getByRole("row").filter({ hasText: TITLE })).toContainText(number, { timeout: 2500 });
    }).toPass({ timeout: 30_000 });
  });

  await test.step("the administrator sees each mail and what became of it", async () => {
    const admin = await as("ada");
    await admin.goto("/admin/mail/received");
    await expect(admin.getByRole("row").filter({ hasText: `Re: ${TITLE}` })).toContainText(`Reply to ${number}`);
    await admin.goto("/admin/mail/outgoing");
    await expect(admin.getByRole("row").filter({ hasText: number }).first()).toContainText("Sent");
  });
  await world.close();
});
