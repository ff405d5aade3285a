import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "../lib/axe.ts";
import { expect, test } from "../lib/test.ts";

const alert = (status: string) => ({
  version: "4",
  status,
  alerts: [{ status, fingerprint: "e2e-disk", labels: { alertname: "DiskFull", severity: "critical", instance: "db1" }, annotations: { summary: "The disk of db1 is full" } }],
});

test("an alert opens and resolves an incident, and a webhook tells another system", async ({ as, request }) => {
  test.setTimeout(30_000);
  const admin = await as("ada");
  let address = "";

  await test.step("a source is made by clicking", async () => {
    await admin.goto("/admin/connections/inbound");
    await admin.getByRole("button", { name: "Add a source" }).click();
    await admin.getByLabel("Name", { exact: true }).fill("Prometheus");
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Save" }).click();
    address = await admin.getByRole("textbox", { name: "Secret address" }).inputValue();
    expect(address).toContain("/api/v1/hooks/in_");
    await admin.getByRole("button", { name: "Close" }).last().click();
  });

  const path = new URL(address).pathname;
  await test.step("an alert becomes an incident", async () => {
    expect((await request.post(path, { data: alert("firing") })).status()).toBe(202);
    await expect(async () => {
      await admin.goto("/admin/connections/inbound");
      await admin.getByRole("row").filter({ hasText: "Prometheus" }).getByRole("button", { name: "Received" }).click();
      await admin.getByRole("dialog").getByRole("link").first().click({ timeout: 1_500 });
    }).toPass();
    await expect(admin.getByRole("heading", { name: "The disk of db1 is full" })).toBeVisible();
    await expect(admin.getByRole("log")).toContainText("Prometheus");
  });

  await test.step("its end resolves it", async () => {
    expect((await request.post(path, { data: alert("resolved") })).status()).toBe(202);
    await expect(admin.getByRole("complementary", { name: "Fields" }).getByRole("button", { name: /Status: Resolved/ })).toBeVisible();
  });

  await test.step("a webhook is made, and its test arrives", async () => {
    const received: string[] = [];
    const server = createServer((incoming, answer) => {
      received.push(String(incoming.headers["webhook-signature"]));
      incoming.resume().on("end", () => answer.writeHead(204).end());
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const port = (server.address() as AddressInfo).port;
    await admin.goto("/admin/connections");
    await admin.getByRole("button", { name: "Add a webhook" }).click();
    await admin.getByLabel("Name", { exact: true }).fill("Other system");
    await admin.getByLabel("Address").fill(`http://127.0.0.1:${port}/hook`);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("textbox", { name: "Signing secret" })).toHaveValue(/^whsec_/);
    await admin.getByRole("button", { name: "Close" }).last().click();
    const row = admin.getByRole("row").filter({ hasText: "Other system" });
    await row.getByRole("button", { name: "Test" }).click();
    const dialog = admin.getByRole("dialog");
    await expect(dialog.getByRole("row").filter({ hasText: "test" })).toContainText("Delivered (204)");
    expect(received[0]).toMatch(/^v1,/);
    await expectAccessible(admin);
    server.close();
  });
});
