import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "../lib/demo.ts";

const FOLDER = join(import.meta.dirname, "../../docs/screenshots");

test.use({ baseURL: async ({}, use) => use(process.env["STEWARD_E2E_URL"]) });

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.screenshot({ path: join(FOLDER, `${name}-${test.info().project.name}.png`), animations: "disabled" });
}

test("sign-in", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByText("Rita Moreau")).toBeVisible();
  await shoot(page, "sign-in");
});

test("workspace, ticket, figures and administration", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "ada.lindqvist@northwind.example");
  await page.goto("/work");
  await page.getByRole("link", { name: /^Open/ }).first().click();
  const row = page.getByRole("row").nth(1);
  await expect(row).toBeVisible();
  await shoot(page, "workspace");
  const { items } = (await (await page.request.get("/api/v1/tickets?q=state%20%3D%20pending&limit=1")).json()) as { items: { number: string }[] };
  await page.goto(`/work/t/${items[0]?.number ?? ""}`);
  await expect(page.getByRole("complementary", { name: "Fields" })).toBeVisible();
  await shoot(page, "ticket");
  await page.goto("/figures");
  await expect(page.getByRole("heading", { name: "Satisfaction" })).toBeVisible();
  await shoot(page, "figures");
  for (const part of ["people", "categories", "mail", "imports"]) {
    await page.goto(`/admin/${part}`);
    await expect(page.locator("h1").last()).toBeVisible();
    await shoot(page, `admin-${part}`);
  }
});

test("what happens by itself", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "ada.lindqvist@northwind.example");
  const desks = (await (await page.request.get("/api/v1/desks")).json()) as { id: string; key: string }[];
  const it = desks.find((d) => d.key === "it")?.id ?? "";
  await page.goto(`/admin/rules?desk=${it}`);
  const paging = page.getByRole("link", { name: "Page for the most urgent" });
  await expect(paging).toBeVisible();
  await shoot(page, "admin-rules");
  await paging.click();
  await expect(page.getByRole("textbox", { name: "Name" }).first()).toBeVisible();
  await shoot(page, "admin-rule");
  await page.goto(`/admin/sla?desk=${it}`);
  await expect(page.getByText("Standard").first()).toBeVisible();
  await shoot(page, "admin-sla");
  await page.goto("/work/on-call");
  await expect(page.getByText("IT on call").first()).toBeVisible();
  await shoot(page, "on-call");
});

test("portal", async ({ page }) => {
  await signIn(page, "rita.moreau@northwind.example");
  await page.goto("/portal");
  await expect(page.getByRole("heading").first()).toBeVisible();
  await shoot(page, "portal");
  const { items } = (await (await page.request.get("/api/v1/portal/requests?state=done&limit=1")).json()) as { items: { number: string }[] };
  await page.goto(`/portal/requests/${items[0]?.number ?? ""}`);
  await expect(page.getByRole("region", { name: "Conversation" })).toBeVisible();
  await shoot(page, "portal-request");
});

test("on a phone", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: process.env["STEWARD_E2E_URL"] ?? "", colorScheme: test.info().project.name as "light" | "dark", locale: "en-GB" });
  const page = await context.newPage();
  await signIn(page, "chiara.rossi@northwind.example");
  await page.goto("/work");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await shoot(page, "phone-workspace");
  await context.close();
});
