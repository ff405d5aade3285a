import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { NoticeChoice, NoticeKind, NoticeWishes } from "../../api/types";
import { setLocale } from "../../i18n";
import { KINDS } from "./Inbox";
import Wishes from "./Wishes";

const choice: NoticeChoice = { inbox: true, mail: true, push: false, sms: false, chat: false };
const kinds = Object.fromEntries(KINDS.map((k) => [k, choice])) as Record<NoticeKind, NoticeChoice>;
const wishes: NoticeWishes = { kinds, missing: { sms: "connection", chat: "address" }, quietFrom: null, quietUntil: null, digest: "none", version: 3 };
const fetched = vi.fn<typeof fetch>();

beforeEach(async () => { await setLocale("en-US"); fetched.mockReset(); vi.stubGlobal("fetch", fetched); });
afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

const show = (now: NoticeWishes): void => {
  fetched.mockImplementation(() => Promise.resolve(Response.json(now)));
  render(<QueryClientProvider client={new QueryClient()}><Wishes /></QueryClientProvider>);
};
const box = (way: string): HTMLInputElement => screen.getByRole("checkbox", { name: `A ticket is assigned to me: ${way}` });

it("says why a way is not available, and lets nobody choose it", async () => {
  show(wishes);
  await screen.findByText("SMS is not available: the organisation has no connection for it.");
  expect(screen.getByText("Chat is not available: you have given no name in the chat.").id).toBe(box("Chat").getAttribute("aria-describedby"));
  expect([box("SMS").disabled, box("Chat").disabled, box("Mail").disabled]).toEqual([true, true, false]);
});

it("sends the wish for the chat where there is one", async () => {
  show({ ...wishes, missing: {} });
  await screen.findByRole("checkbox", { name: "A ticket is assigned to me: Chat" });
  fireEvent.click(box("Chat"));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(fetched.mock.calls.some(([, init]) => init?.method === "PUT")).toBe(true));
  const body = fetched.mock.calls.find(([, init]) => init?.method === "PUT")?.[1]?.body as string;
  expect((JSON.parse(body) as NoticeWishes).kinds.assigned).toEqual({ ...choice, chat: true });
});
