import { expect, type Page } from "@playwright/test";

const PASSWORD = "demo-steward";

/** Signs one of the demo organisation's people in. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  const answer = await page.request.post("/api/v1/session", { data: { email, password: PASSWORD }, headers: { "X-Steward": "1" } });
  expect(answer.status()).toBe(200);
}
