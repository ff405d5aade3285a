import { describe, expect, it } from "vitest";
import de from "./de.json";
import first from "./en.json";
import later from "./en.later.json";
import { currentLanguage, duration, fileSize, relative, setLocale, t } from "./index";

const en: Record<string, string> = { ...first, ...later };
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], { query: "?raw", import: "default", eager: true });
const code = Object.values(sources).join("\n");
const bases = new Set(Object.keys(en).map((k) => k.replace(/_(one|other)$/, "")));
const holes = (text: string): string[] => Array.from(text.matchAll(/\{\w+\}/g), (m) => m[0]).sort();

describe("texts", () => {
  it("are the same keys in English and German", () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it("have the same placeholders in both", () => {
    for (const [key, text] of Object.entries(en)) expect([key, holes(de[key as keyof typeof de])]).toEqual([key, holes(text)]);
  });

  it("have every plural form", () => {
    for (const key of Object.keys(en)) if (key.endsWith("_one")) expect(en).toHaveProperty([key.replace(/_one$/, "_other")]);
  });

  it("exist for every key the code names", () => {
    const named = Array.from(code.matchAll(/\bt\(\s*"([^"]+)"/g), (m) => m[1] ?? "");
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter((k) => !bases.has(k))).toEqual([]);
    const made = Array.from(code.matchAll(/\b(?:t|maybe)\(\s*`([^`$]+)\$\{/g), (m) => m[1] ?? "");
    expect(made.filter((prefix) => !Array.from(bases).some((k) => k.startsWith(prefix)))).toEqual([]);
  });

  it("are all used", () => {
    const prefixes = Array.from(code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g), (m) => m[1] ?? "");
    const unused = Array.from(bases).filter((k) => !code.includes(`"${k}"`) && !prefixes.some((p) => k.startsWith(p)) && !/^template\.\w+\.text$/.test(k));
    expect(unused).toEqual([]);
  });
});

describe("language", () => {
  it("chooses plural forms and fills placeholders", async () => {
    await setLocale("en");
    expect(t("list.count", { count: 1 })).toBe("1 ticket");
    expect(t("list.count", { count: 1234 })).toBe("1,234 tickets");
    await setLocale("de");
    expect(currentLanguage()).toBe("de");
    expect(t("list.count", { count: 1234 })).toBe("1.234 Tickets");
    expect(t("picker.add", { text: "<b>" })).toBe("„<b>“ hinzufügen");
  });

  it("writes times, sizes and durations", async () => {
    await setLocale("en");
    const now = Date.parse("2026-11-24T12:00:00Z");
    expect(relative("2026-11-24T11:59:40Z", now)).toBe("just now");
    expect(relative("2026-11-24T09:00:00Z", now)).toMatch(/^3 h/);
    expect(fileSize(2048)).toBe("2 KB");
    expect(duration(0.5)).toBe("30 min");
    expect(duration(72)).toBe("3 days");
  });

  it("survives a zone this browser does not know", async () => {
    const { short } = await import("./index");
    await setLocale("en", "Mars/Olympus");
    expect(short("2026-11-24T12:00:00Z")).toContain("2026");
  });
});
