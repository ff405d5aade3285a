import { copyScreenshot } from "../lib/clipboard.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const { carla, dev, rita } = people;
const TITLE = "The shared drive of the archive is gone";

test("a problem: reported, worked on, resolved, opened again, resolved, rated, counted", async ({ as }) => {
  test.setTimeout(120_000);
  const requester = await as("rita");
  const agent = await as("carla");
  let number = "";

  await test.step("the agent has her queue open", async () => {
    await agent.goto("/work");
    await agent.getByRole("link", { name: /^Unassigned/ }).click();
    await expect(agent.getByRole("heading", { name: "Unassigned" })).toBeVisible();
  });

  await test.step("the requester reports a problem with a pasted screenshot", async () => {
    await requester.goto("/");
    await requester.getByLabel("What is it about?").fill(TITLE);
    // Of the first desk: those of other tests may offer the same.
    await requester.getByRole("link", { name: "Report a problem" }).first().click();
    await expect(requester.getByLabel("What do you need?")).toHaveValue(TITLE);
    await requester.getByLabel("Tell us more").fill("Since this morning I cannot open S:\\archive.\nMy colleagues neither.");
    await copyScreenshot(requester);
    await requester.getByLabel("Tell us more").press("Control+V");
    await expect(requester.getByRole("list", { name: "Attached files" })).toContainText(/screenshot-\d+\.png/);
    await requester.getByLabel("I can work, but only with difficulty").check();
    await requester.getByRole("button", { name: "Send request" }).click();
    await expect(requester.getByRole("status").filter({ hasText: "We have received your request" })).toBeVisible();
    number = /INC-\d+/.exec(requester.url())?.[0] ?? "";
    expect(number).toMatch(/^INC-\d+$/);
    await expect(requester.getByRole("list", { name: "Where your request stands" }).locator("[aria-current=step]")).toContainText("Received");
  });

  const row = agent.getByRole("row").filter({ hasText: TITLE });
  await test.step("the agent sees it without a reload, and takes it", async () => {
    await expect(row).toBeVisible();
    await expect(row).toContainText(number);
    await row.getByRole("button", { name: "Assignee: Nobody" }).click();
    await agent.getByRole("option", { name: `${carla.name} (me)` }).click();
    await expect(agent.getByRole("status").filter({ hasText: `${number}: ${carla.name}` })).toBeVisible();
    // It belongs to the queue of unassigned tickets no longer.
    await expect(row).toBeHidden();
  });

  await test.step("she finds it by a word with a typing error", async () => {
    await agent.keyboard.press("Control+K");
    const palette = agent.getByRole("dialog", { name: "Search and commands" });
    await palette.getByRole("combobox").fill("shared drvie");
    await palette.getByRole("option").filter({ hasText: number }).click();
    await expect(agent.getByRole("heading", { name: TITLE })).toBeVisible();
  });

  const side = agent.getByRole("complementary", { name: "Fields" });
  await test.step("she changes the priority in place", async () => {
    await side.getByRole("button", { name: /^Priority: P/ }).click();
    await agent.getByRole("button", { name: /^Impact High, urgency High: P1/ }).click();
    await expect(side.getByRole("button", { name: "Priority: P1 Critical" })).toBeVisible();
    await expect(agent.getByRole("log")).toContainText("Impact: Low → High");
  });

  await test.step("she sees the screenshot", async () => {
    const picture = agent.getByRole("log").getByRole("link", { name: /screenshot-\d+\.png/ }).locator("img");
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
  });

  await test.step("she writes an internal note, then a public reply that resolves", async () => {
    await agent.getByRole("button", { name: "Internal note" }).click();
    await agent.getByRole("textbox", { name: "Internal note" }).fill("The file server was restarted at night.");
    await agent.getByRole("button", { name: "Add note" }).click();
    await expect(agent.getByRole("log")).toContainText("The file server was restarted at night.");
    await agent.getByRole("button", { name: `Reply to ${rita.name}` }).click();
    await agent.getByRole("textbox", { name: "Reply to the requester" }).fill("The drive is back. Please try again.");
    await agent.getByRole("button", { name: "Send and change status" }).click();
    await agent.getByRole("menuitem", { name: "Send and set: Resolved" }).click();
    await expect(agent.getByRole("log")).toContainText("The drive is back. Please try again.");
    await expect(side.getByRole("button", { name: "Status: Resolved" })).toBeVisible();
  });

  await test.step("the requester reads the reply but not the note, and opens it again", async () => {
    await requester.reload();
    const conversation = requester.getByRole("region", { name: "Conversation" });
    await expect(conversation).toContainText("The drive is back. Please try again.");
    await expect(requester.locator("body")).not.toContainText("restarted at night");
    await requester.getByLabel("Not solved?").fill("I can open it, but it is empty.");
    await requester.getByRole("button", { name: "Open it again" }).click();
    await expect(requester.getByRole("status").filter({ hasText: "Your request is open again." })).toBeVisible();
    await expect(conversation).toContainText("I can open it, but it is empty.");
    await expect(requester.getByRole("list", { name: "Where your request stands" }).locator("[aria-current=step]")).toContainText("In progress");
  });

  await test.step("the agent sees the answer live and resolves it for good", async () => {
    await expect(agent.getByRole("log")).toContainText("I can open it, but it is empty.");
    await expect(side.getByRole("button", { name: "Status: Open" })).toBeVisible();
    await expect(side).toContainText("1 time");
    await agent.getByRole("button", { name: `Reply to ${rita.name}` }).click();
    await agent.getByRole("textbox", { name: "Reply to the requester" }).fill("The rights are restored, your files are there.");
    await agent.getByRole("button", { name: "Send reply" }).click();
    await expect(agent.getByRole("log")).toContainText("The rights are restored, your files are there.");
    await side.getByRole("button", { name: "Status: Open" }).click();
    await agent.getByRole("option", { name: "Resolved" }).click();
    await expect(side.getByRole("button", { name: "Status: Resolved" })).toBeVisible();
  });

  await test.step("the requester rates it with a word", async () => {
    await requester.reload();
    await expect(requester.getByRole("region", { name: "Conversation" })).toContainText("The rights are restored");
    await requester.getByLabel("Very satisfied").check();
    await requester.getByLabel("A word on it (optional)").fill("Quick and friendly.");
    await requester.getByRole("button", { name: "Send rating" }).click();
    await expect(requester.getByText("Thank you. Your rating is noted.")).toBeVisible();
    await expect(side).toContainText("5 of 5 “Quick and friendly.”");
  });

  await test.step("the manager's figures count it, and open the tickets behind the number", async () => {
    const manager = await as("max");
    await manager.goto("/figures");
    const tile = manager.locator(".tile").filter({ has: manager.getByRole("heading", { name: "Satisfaction" }) });
    await expect(async () => {
      await manager.reload();
      await expect(tile.getByRole("link")).toHaveText("5 / 5", { timeout: 1500 });
    }).toPass({ timeout: 20_000 });
    await expect(manager.locator(".tile").filter({ has: manager.getByRole("heading", { name: "Reopened" }) }).getByRole("link")).toHaveText("1");
    await tile.getByRole("link").click();
    await expect(manager.getByRole("row").filter({ hasText: TITLE })).toContainText(number);
  });
});

test("two agents see each other at a ticket", async ({ as }) => {
  const requester = await as("rita");
  await requester.goto("/portal");
  await requester.getByRole("link", { name: "Ask for something" }).first().click();
  await requester.getByLabel("What do you need?").fill("A second monitor for the reading room");
  await requester.getByRole("button", { name: "Send request" }).click();
  await expect(requester.getByText("We have received your request")).toBeVisible();
  const number = /REQ-\d+/.exec(requester.url())?.[0] ?? "";

  const [one, two] = [await as("carla"), await as("dev")];
  await one.goto(`/work/t/${number}`);
  await expect(one.getByRole("heading", { name: "A second monitor for the reading room" })).toBeVisible();
  await two.goto(`/work/t/${number}`);
  await expect(one.getByText(`${dev.name} is looking at this`)).toBeVisible();
  await expect(two.getByText(`${carla.name} is looking at this`)).toBeVisible();
  await one.keyboard.press("r");
  await expect(two.getByText(`${carla.name} is replying`)).toBeVisible();
  await two.getByRole("link", { name: "Back to the list" }).click();
  await expect(one.getByText(`${dev.name} is looking at this`)).toBeHidden();
});
