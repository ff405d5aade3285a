import { Api } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { people, sessionFile, type Who } from "../lib/people.ts";
import { sample } from "../lib/sample.ts";
import { expect, test } from "../lib/test.ts";

test.describe.configure({ mode: "serial" });

test("the first visit sets Steward up and signs its first administrator in", async ({ page }) => {
  const { ada } = people;
  await page.goto("/");
  await expect(page).toHaveURL("/set-up");
  await expect(page.getByRole("heading", { name: "Set up Steward" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name of the organisation").fill("Northwind Museum");
  await page.getByLabel("Time zone").fill("Europe/Vienna");
  await page.getByLabel("Name", { exact: true }).fill(ada.name);
  await page.getByLabel("E-mail address").fill(ada.email);
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await expect(page.getByRole("button", { name: `${ada.name}: account and appearance` })).toBeVisible();
  await expect(page).toHaveURL(/\/work\/views\//);
  await page.context().storageState({ path: sessionFile("ada") });

  await page.goto("/admin/organisation");
  await expect(page.getByLabel("Name of the organisation")).toHaveValue("Northwind Museum");
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Vienna");
});

test("the administrator adds the people of the house", async ({ as }) => {
  const page = await as("ada");
  await page.goto("/");
  await page.getByRole("link", { name: "Administration" }).click();
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  for (const person of Object.values(people).filter((p) => p.role !== "admin")) {
    await page.getByRole("button", { name: "Add a person" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a person" });
    await dialog.getByLabel("Name", { exact: true }).fill(person.name);
    await dialog.getByLabel("E-mail address").fill(person.email);
    await dialog.getByLabel("First password").fill(person.password);
    if (person.role !== "requester") await dialog.getByRole("group", { name: "Work at desks" }).getByRole("combobox").selectOption({ label: person.role === "manager" ? "Manager" : "Agent" });
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: person.email })).toContainText(person.role === "requester" ? "Requester" : person.role === "manager" ? "Manager" : "Agent");
  }
});

const FIRST_PAGE = { manager: /\/work\/views\//, agent: /\/work\/views\//, requester: /\/portal$/ };

for (const who of Object.keys(people).filter((key) => key !== "ada") as Exclude<Who, "ada">[])
  test(`${people[who].name} signs in and comes to where a ${people[who].role} starts`, async ({ page }) => {
    const { name, email, password, role } = people[who];
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Northwind Museum" })).toBeVisible();
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(`${password}?`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText("The e-mail address or the password is not right.");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("button", { name: `${name}: account and appearance` })).toBeVisible();
    await expect(page).toHaveURL(role === "admin" ? /./ : FIRST_PAGE[role]);
    await page.context().storageState({ path: sessionFile(who) });
  });

test("a small desk is at work, for the tests that follow", async ({ as }) => {
  const by = async (who: Who): Promise<Api> => new Api((await as(who)).request);
  await sample(await by("ada"), { [people.carla.name]: await by("carla"), [people.dev.name]: await by("dev") });
});
