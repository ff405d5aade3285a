import { Api } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { World } from "../lib/mail.ts";
import { people } from "../lib/people.ts";
import { expect, test } from "../lib/test.ts";

const { carla, max } = people;
const TITLE = "The shop does not answer";
const PHONE = { width: 390, height: 844 };

test("a schedule and a chain by clicking, a call from a ticket, taken on by the mail's link", async ({ as, page }) => {
  test.setTimeout(90_000);
  const world = await World.open();
  const admin = await as("ada");
  const api = new Api(admin.request);
  const desk = await api.send<{ id: string }>("POST", "/desks", { name: "Operations", key: "operations", template: "it" });
  for (const somebody of [carla, max]) {
    const found = (await api.get<{ items: { id: string; roles: { deskId: string; role: string }[]; version: number }[] }>(`/people?search=${encodeURIComponent(somebody.name)}`)).items[0];
    if (!found) throw new Error(`${somebody.name} is not there`);
    await api.send("PATCH", `/people/${found.id}`, { roles: [...found.roles, { deskId: desk.id, role: "agent" }] }, found.version);
  }
  const type = (await api.get<{ id: string; deskId: string; kind: string }[]>("/types")).find((x) => x.deskId === desk.id && x.kind === "incident")?.id;
  await api.send("POST", "/mail/accounts", { deskId: desk.id, typeId: type, address: "operations@example.org", name: "Operations", smtp: { host: "127.0.0.1", port: world.port, security: "none", user: "" } });

  await test.step("a manager says who is on call, and whom to call", async () => {
    await admin.goto("/admin/on-call");
    await admin.getByRole("combobox", { name: "Desk" }).selectOption({ label: "Operations" });
    await admin.getByRole("button", { name: "New schedule" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).first().fill("First line");
    await dialog.getByRole("combobox", { name: "Add somebody" }).selectOption({ label: carla.name });
    await dialog.getByLabel("Hand-over at").fill("00:00");
    await expect(dialog.getByRole("region", { name: "The next two weeks" }).getByRole("img", { name: new RegExp(carla.name) }).first()).toBeVisible();
    await expectAccessible(admin);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole("table")).toContainText(carla.name);
    await admin.getByRole("tab", { name: "Chains" }).click();
    await admin.getByRole("button", { name: "New chain" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Shop down");
    await dialog.getByRole("combobox", { name: "Call" }).selectOption({ label: "First line" });
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole("table")).toContainText("First line (5 minutes)");
  });

  const { number } = await api.send<{ number: string }>("POST", "/tickets", { typeId: type, title: TITLE });
  await test.step("who is on call is called from a ticket", async () => {
    await admin.goto(`/work/t/${number}`);
    await admin.getByRole("button", { name: "More to do with this ticket" }).click();
    await admin.getByRole("menuitem", { name: "Page on call" }).click();
    await admin.getByRole("textbox", { name: "What is the matter" }).fill("Nobody can buy");
    await admin.getByRole("button", { name: "Call now" }).click();
    const side = admin.getByRole("complementary", { name: "Fields" }).getByRole("region", { name: "On call" });
    await expect(side).toContainText("Being called");
    await expect(side).toContainText(carla.name, { timeout: 15_000 });
  });

  await test.step("she takes it on by the link in the mail, on a phone, without signing in", async () => {
    const letter = await world.letter(carla.email, TITLE);
    const link = /\/page\/[A-Za-z0-9._~-]+/.exec(letter.text)?.[0] ?? "";
    expect(link).not.toBe("");
    await page.setViewportSize(PHONE);
    await page.goto(link);
    await expect(page.getByText("Nobody can buy")).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: `Acknowledge as ${carla.name}` }).click();
    await expect(page.getByRole("status")).toContainText("Acknowledged");
  });

  await test.step("she hands her shift over, and is no longer on call", async () => {
    const own = await as("carla");
    await own.goto("/work/on-call");
    const now = own.getByRole("region", { name: "Now" }).first();
    await expect(now).toContainText(carla.name);
    await own.getByRole("combobox", { name: "Schedule" }).selectOption({ label: "First line" });
    await expectAccessible(own);
    await own.getByRole("region", { name: "Timeline" }).getByRole("button", { name: new RegExp(`^${carla.name}`) }).first().click();
    await own.getByRole("combobox", { name: "Who takes over" }).selectOption({ label: max.name });
    await own.getByRole("button", { name: "Take over" }).click();
    await expect(own.getByText("It is arranged.")).toBeVisible();
    await expect(now.getByRole("row", { name: /First line/ })).toContainText(max.name);
    await own.goto(`/work/t/${number}`);
    await expect(own.getByRole("log")).toContainText("took the call of Shop down on");
  });
  await world.close();
});
