import { expect, test } from "vitest";
import { problem, query } from "./client";

test("a problem answer names its fields and correlation", () => {
  const p = problem(422, JSON.stringify({ type: "urn:steward:problem:invalid", detail: "d", correlation: "c1", errors: [{ field: "title", code: "required", message: "needed" }] }));
  expect([p.status, p.type, p.message, p.correlation, p.of("title"), p.of("body")]).toEqual([422, "invalid", "d", "c1", "needed", undefined]);
});

test("an answer that is no problem document is an error all the same", () => expect(problem(502, "<html>").message).toContain("502"));

test("empty parameters are left out and the rest escaped", () => expect(query({ q: 'a = "b&c"', cursor: null, limit: 5 })).toBe("?q=a+%3D+%22b%26c%22&limit=5"));
