import { Api } from "../lib/api.ts";
import { expectAccessible } from "../lib/axe.ts";
import { addPerson, fillSetUp, signedIn } from "../lib/entry.ts";
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
  await fillSetUp(page, "Northwind Museum", ada);
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
  for (const person of Object.values(people).filter((p) => p.role !== "admin")) await addPerson(page, person);
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
    await signedIn(page, name);
    await expect(page).toHaveURL(role === "admin" ? /./ : FIRST_PAGE[role]);
    await page.context().storageState({ path: sessionFile(who) });
  });

test("a small desk is at work, for the tests that follow", async ({ as }) => {
  const by = async (who: Who): Promise<Api> => new Api((await as(who)).request);
  await sample(await by("ada"), { [people.carla.name]: await by("carla"), [people.dev.name]: await by("dev") });
});
