import { Api } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { World } from "../lib/mail.ts";
import { expect, test } from "../lib/test.ts";

const nora = { name: "Nora Berg", email: "nora@example.org", password: "Nora likes seven green apples" };
const olaf = { name: "Olaf Lind", email: "olaf@example.org", password: "Olaf likes seven green apples" };
const TITLE = "The shop does not answer";
const PHONE = { width: 390, height: 844 };

test("a schedule and a chain by clicking, a call from a ticket, taken on by the mail's link", async ({ as, page }) => {
  test.setTimeout(90_000);
  const world = await World.open();
  const admin = await as("ada");
  const api = new Api(admin.request);
  const desk = await api.send<{ id: string }>("POST", "/desks", { name: "Operations", key: "operations", template: "it" });
  // People of their own: who is given another role is signed out, and others' tests use the house's.
  for (const { name, email, password } of [nora, olaf]) await api.send("POST", "/people", { name, email, password, roles: [{ deskId: desk.id, role: "agent" }] });
  const type = (await api.get<{ id: string; deskId: string; kind: string }[]>("/types")).find((x) => x.deskId === desk.id && x.kind === "incident")?.id;
  await api.send("POST", "/mail/accounts", { deskId: desk.id, typeId: type, address: "operations@example.org", name: "Operations", smtp: { host: "127.0.0.1", port: world.port, security: "none", user: "" } });

  await api.send("POST", "/chat-channels", { deskId: desk.id, name: "#operations", flavour: "slack", url: "https://chat.example.org/hook" });

  await test.step("a manager says who is on call, and whom to call", async () => {
    await admin.goto("/admin/on-call");
    await admin.getByRole("combobox", { name: "Desk" }).selectOption({ label: "Operations" });
    await admin.getByRole("button", { name: "New schedule" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).first().fill("First line");
    await dialog.getByRole("combobox", { name: "Add somebody" }).selectOption({ label: nora.name });
    await dialog.getByLabel("Hand-over at").fill("00:00");
    await expect(dialog.getByRole("region", { name: "The next two weeks" }).getByRole("img", { name: new RegExp(nora.name) }).first()).toBeVisible();
    await expectAccessible(admin);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole("table")).toContainText(nora.name);
    await admin.getByRole("tab", { name: "Chains" }).click();
    await admin.getByRole("button", { name: "New chain" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Shop down");
    await dialog.getByRole("combobox", { name: "Call" }).selectOption({ label: "First line" });
    await dialog.getByRole("combobox", { name: "Call" }).selectOption({ label: "#operations" });
    await expectAccessible(admin);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole("table")).toContainText("First line, #operations (5 minutes)");
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
    await expect(side).toContainText(nora.name, { timeout: 15_000 });
  });

  await test.step("she takes it on by the link in the mail, on a phone, without signing in", async () => {
    const letter = await world.letter(nora.email, TITLE);
    const link = /\/page\/[A-Za-z0-9._~-]+/.exec(letter.text)?.[0] ?? "";
    expect(link).not.toBe("");
    await page.setViewportSize(PHONE);
    await page.goto(link);
    await expect(page.getByText("Nobody can buy")).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: `Acknowledge as ${nora.name}` }).click();
    await expect(page.getByRole("main").getByRole("status")).toContainText("Acknowledged");
  });

  await test.step("she hands her shift over, and is no longer on call", async () => {
    const own = page;
    await own.setViewportSize({ width: 1440, height: 900 });
    await own.goto("/sign-in?to=/work/on-call");
    await own.getByLabel("E-mail address").fill(nora.email);
    await own.getByLabel("Password").fill(nora.password);
    await own.getByRole("button", { name: "Sign in" }).click();
    const now = own.getByRole("region", { name: "Now" }).first();
    await expect(now).toContainText(nora.name);
    await own.getByRole("combobox", { name: "Schedule" }).selectOption({ label: "First line" });
    await expectAccessible(own);
    await own.getByRole("region", { name: "Timeline" }).getByRole("button", { name: new RegExp(`^${nora.name}`) }).first().click();
    await own.getByRole("combobox", { name: "Who takes over" }).selectOption({ label: olaf.name });
    await own.getByRole("button", { name: "Take over" }).click();
    await expect(own.getByText("It is arranged.")).toBeVisible();
    await expect(now.getByRole("row", { name: /First line/ })).toContainText(olaf.name);
    await own.goto(`/work/t/${number}`);
    await expect(own.getByRole("log")).toContainText("took the call of Shop down on");
    await expect(own.getByRole("log")).toContainText(`${nora.name}, #operations`);
  });
  await world.close();
});
