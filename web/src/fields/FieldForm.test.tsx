import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../api/problem";
import type { Field, FieldValues, FormAnswer, FormSection } from "../api/types";
import { setLocale } from "../i18n";
import { FieldEditor, FieldForm, useFieldForm } from "./index";
import { resolve } from "./useFieldForm";
import { dependencies, mattering, type FormOf } from "./formState";
import { sample } from "./testing";

const section = (key: string, fields: string[], over: Partial<FormSection> = {}): FormSection => ({ key, title: "", help: null, condition: null, fields: fields.map((field) => ({ field })), ...over });
const formOf = (fields: Field[], sections: FormSection[]): FormOf => ({ id: "type", fields, forms: { requester: { sections }, agent: { sections: [] } } });
const fetched = vi.fn<typeof fetch>();
const answers = (answer: FormAnswer): void => { fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(answer), { status: 200 }))); };
const asked = (): unknown[] => fetched.mock.calls.map(([, init]) => JSON.parse(String(init?.body)));
const sent = vi.fn<(fields: FieldValues) => void>();

function Host({ type, error }: { type: FormOf; error?: unknown }) {
  const [title, setTitle] = useState("");
  const form = useFieldForm({ type, audience: "requester", entered: { title, urgency: 3 }, fallback: ["title", "urgency"] });
  return (
    <form onSubmit={(e) => { e.preventDefault(); if (form.check()) sent(form.body()); }}>
      <FieldForm form={form} error={error} builtIn={(name) => (name === "title" ? <input aria-label="Title" value={title} onChange={(e) => setTitle(e.target.value)} /> : <p>{name}</p>)} />
      <button type="submit">Send</button>
    </form>
  );
}
const show = (type: FormOf, error?: unknown) => {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = (e?: unknown) => <QueryClientProvider client={cache}><Host type={type} {...(e === undefined ? {} : { error: e })} /></QueryClientProvider>;
  const view = render(page(error));
  return { again: (e: unknown) => view.rerender(page(e)) };
};
const press = (): void => { fireEvent.click(screen.getByRole("button", { name: "Send" })); };

beforeEach(async () => { await setLocale("en-US", "Europe/Berlin"); fetched.mockReset(); sent.mockReset(); vi.stubGlobal("fetch", fetched); });
afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

describe("a form", () => {
  it("asks nothing of the server when nothing depends on anything", () => {
    show(formOf([sample("text", { key: "tag", name: "Tag" })], [section("s", ["title", "tag"])]));
    expect(screen.getByLabelText("Tag")).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
  });

  it("says what is missing, goes there, and sends once it is there", () => {
    show(formOf([sample("text", { key: "tag", name: "Tag", required: true }), sample("number", { key: "n", name: "Weight" })], [section("s", ["title", "tag", "n"])]));
    press();
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByRole("alert").textContent).toBe("This is needed");
    const tag = screen.getByLabelText(/^Tag/);
    expect(document.activeElement).toBe(tag);
    expect([tag.getAttribute("aria-invalid"), tag.getAttribute("aria-required")]).toEqual(["true", "true"]);
    fireEvent.change(tag, { target: { value: " AB-1 " } });
    press();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ tag: "AB-1" });
  });

  it("does not send what cannot be read, nor what stood there before", () => {
    show(formOf([sample("number", { key: "n", name: "Weight" })], [section("s", ["n"])]));
    const box = screen.getByLabelText("Weight");
    fireEvent.change(box, { target: { value: "12" } });
    fireEvent.change(box, { target: { value: "12 apples" } });
    expect(screen.queryByRole("alert")).toBeNull();
    fireEvent.blur(box);
    expect(screen.getByRole("alert").textContent).toBe("This is no number");
    press();
    expect(sent).not.toHaveBeenCalled();
    fireEvent.change(box, { target: { value: "1,250.5" } });
    press();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ n: 1250.5 });
  });

  it("shows, requires and works out as the server says, and sends nothing that is hidden", async () => {
    answers({ sections: { more: false }, fields: { size: { visible: true, required: true, value: null }, sum: { visible: true, required: false, value: 7 } } });
    const fields = [sample("yes_no", { key: "big", name: "Big" }), sample("text", { key: "size", name: "Size", condition: "big = true" }), sample("text", { key: "why", name: "Why", defaultValue: "because" }), sample("formula", { key: "sum", name: "Sum", config: { expression: "big" } })];
    show(formOf(fields, [section("s", ["title", "big", "size", "sum"]), section("more", ["why"], { condition: "big = false", title: "More" })]));
    expect(screen.queryByText("Size")).toBeNull();
    expect(screen.queryByText("Why")).toBeNull();
    await screen.findByLabelText(/^Size/);
    expect(screen.getByText("7")).toBeTruthy();
    expect(screen.queryByText("Why")).toBeNull();
    press();
    expect(sent).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText(/^Size/), { target: { value: "L" } });
    // The server says null of what it does not work out: what was entered stays as it is.
    expect(screen.getByLabelText<HTMLInputElement>(/^Size/).value).toBe("L");
    press();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ size: "L" });
    expect(asked()[0]).toEqual({ typeId: "type", audience: "requester", values: { urgency: 3, fields: {} } });
  });

  it("asks again only for what matters, once typing rests", async () => {
    answers({ sections: {}, fields: {} });
    const fields = [sample("text", { key: "size", name: "Size" }), sample("text", { key: "other", name: "Other" }), sample("text", { key: "why", name: "Why", condition: 'size = "L"' })];
    show(formOf(fields, [section("s", ["title", "size", "other", "why"])]));
    await waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
    fireEvent.change(screen.getByLabelText("Other"), { target: { value: "x" } });
    fireEvent.change(screen.getByLabelText("Title"), { target: { value: "Help" } });
    for (const value of ["X", "XX", "XXL"]) fireEvent.change(screen.getByLabelText("Size"), { target: { value } });
    await waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    await act(() => new Promise((done) => setTimeout(done, 350)));
    expect(asked().slice(1)).toEqual([{ typeId: "type", audience: "requester", values: { urgency: 3, fields: { size: "XXL" } } }]);
  });

  it("shows everything when the server cannot be asked: it decides again when the form is sent", async () => {
    fetched.mockRejectedValue(new TypeError("offline"));
    show(formOf([sample("text", { key: "why", name: "Why", condition: "urgency = 1" })], [section("s", ["title", "why"])]));
    expect(await screen.findByLabelText("Why", {}, { timeout: 4000 })).toBeTruthy();
  });

  it("puts the server's refusals where they belong", () => {
    const type = formOf([sample("text", { key: "tag", name: "Tag" })], [section("s", ["title", "tag"])]);
    const { again } = show(type);
    again(new Problem({ type: "urn:steward:problem:invalid", title: "Invalid", status: 422, errors: [{ field: "fields.tag", code: "unique", message: "Another ticket has this" }] }));
    expect(screen.getByRole("alert").textContent).toBe("Another ticket has this");
    expect(screen.getByLabelText("Tag").getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
  });

  it("asks for what every ticket needs where a type has no form, and for a title always", () => {
    expect(resolve([], [], ["title", "urgency"]).flatMap((s) => s.items.map((i) => i.key))).toEqual(["title", "urgency"]);
    const retired = sample("text", { key: "gone", retired: true });
    expect(resolve([section("s", ["tag", "gone"])], [sample("text", { key: "tag" }), retired], ["title", "urgency"]).flatMap((s) => s.items.map((i) => i.key))).toEqual(["title", "tag"]);
  });

  it("knows that a quoted text alone looks into title and description", () => {
    const fields = [sample("text", { key: "why", condition: '"vpn" and size = "L"' })];
    const depends = dependencies(fields, { sections: [section("s", ["why"])] });
    expect(mattering({ title: "T", description: "D", fields: { size: "L", other: 1 } }, depends)).toEqual({ title: "T", description: "D", fields: { size: "L" } });
    const without = dependencies([sample("text", { key: "why", condition: 'size in ("L", "M")' })], { sections: [section("s", ["why"])] });
    expect(without.words).toBe(false);
  });
});

// jsdom has no top layer: to it, an open popover is hidden.
const OPEN = { hidden: true };

describe("in place", () => {
  const edit = (field: Field, value: FieldValues[string], more = {}) => {
    const changed = vi.fn();
    render(<QueryClientProvider client={new QueryClient()}><FieldEditor field={field} value={value} onChange={changed} {...more} /></QueryClientProvider>);
    return changed;
  };
  it("a value is typed beside it, and kept by Enter", () => {
    const changed = edit(sample("duration", { name: "Estimate" }), 90);
    fireEvent.click(screen.getByRole("button", { name: "Estimate: 1h 30m" }));
    const box = screen.getByLabelText("Estimate", { selector: "input" });
    expect(document.activeElement).toBe(box);
    fireEvent.change(box, { target: { value: "2 hours" } });
    fireEvent.submit(box);
    expect(changed).toHaveBeenCalledExactlyOnceWith(120, {});
    expect(document.querySelector(".popover")).toBeNull();
  });
  it("what cannot be read is not kept", () => {
    const changed = edit(sample("duration", { name: "Estimate" }), 90);
    fireEvent.click(screen.getByRole("button", { name: "Estimate: 1h 30m" }));
    const box = screen.getByLabelText("Estimate", { selector: "input" });
    fireEvent.change(box, { target: { value: "a while" } });
    fireEvent.submit(box);
    expect(changed).not.toHaveBeenCalled();
    expect(screen.getByRole("alert", OPEN).textContent).toContain("no duration");
  });
  it("one of a list is chosen at once; a needed one cannot be taken out", () => {
    const options = [{ key: "a", name: "Apple", colour: null, parent: null, active: true }, { key: "b", name: "Berry", colour: null, parent: null, active: true }];
    const changed = edit(sample("choice", { name: "Fruit", options, required: true }), "a");
    fireEvent.click(screen.getByRole("button", { name: "Fruit: Apple" }));
    expect(screen.queryByRole("option", { name: "None", ...OPEN })).toBeNull();
    fireEvent.click(screen.getByRole("option", { name: "Berry", ...OPEN }));
    expect(changed).toHaveBeenCalledExactlyOnceWith("b", {});
  });
  it("a list is ticked where it stands", () => {
    const changed = edit(sample("checklist", { name: "Steps" }), [{ text: "One", done: false }, { text: "Two", done: true }]);
    fireEvent.click(screen.getByRole("checkbox", { name: "One" }));
    expect(changed).toHaveBeenLastCalledWith([{ text: "One", done: true }, { text: "Two", done: true }], {});
    const line = screen.getByRole("textbox", { name: "Add to Steps" });
    fireEvent.change(line, { target: { value: "Three" } });
    fireEvent.keyDown(line, { key: "Enter" });
    expect(changed).toHaveBeenLastCalledWith([{ text: "One", done: false }, { text: "Two", done: true }, { text: "Three", done: false }], {});
  });
  it("stars are radio buttons with words", () => {
    const changed = edit(sample("rating", { name: "Stars" }), 2);
    fireEvent.click(screen.getByRole("radio", { name: "4 of 5: Satisfied" }));
    expect(changed).toHaveBeenCalledExactlyOnceWith(4, {});
  });
  it("what is worked out says so and has no button", () => {
    edit(sample("formula", { name: "Sum" }), 12);
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByTitle("Worked out from other fields.").textContent).toBe("12");
  });
  it("is only shown where one may not write", () => {
    edit(sample("text", { name: "Tag", writable: false }), "AB");
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText("AB")).toBeTruthy();
  });
  it("a button runs what it is for", () => {
    const pressed = vi.fn();
    edit(sample("button", { name: "Order", config: { label: "Order a new one" } }), null, { onPress: pressed });
    fireEvent.click(screen.getByRole("button", { name: "Order a new one" }));
    expect(pressed).toHaveBeenCalledOnce();
  });
});
