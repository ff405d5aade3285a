import { expect, test } from "vitest";
import de from "./de.json";
import en from "./en.json";

const files = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });

test("both languages have the same texts with the same variables", () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  const variables = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(en)) expect(variables((de as Record<string, string>)[key] ?? ""), key).toEqual(variables(text));
});

test("every text is used somewhere", () => {
  const all = Object.values(files).join("\n");
  const unused = Object.keys(en).filter((key) => !all.includes(`"${key}"`) && !all.includes(`\`${key.slice(0, key.lastIndexOf(".") + 1)}$`));
  expect(unused).toEqual([]);
});
