import { beforeEach, describe, expect, it } from "vitest";
import type { Field, FieldKind, Json } from "../api/types";
import { setLocale } from "../i18n";
import { fromLocal, toLocal } from "./date/dates";
import { weekOf } from "./date/weeks";
import { queryValue } from "./query";
import { KINDS } from "./registry";
import { sample } from "./testing";

const ID = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const refs = { [ID]: { name: "Anna" }, [OTHER]: { name: "Printer jams", number: "INC-7" } };
const options = [
  { key: "a", name: "Apple", colour: null, parent: null, active: true }, { key: "b", name: "Bérry", colour: "#ff0000", parent: null, active: true },
  { key: "c", name: "Core", colour: null, parent: "a", active: true }, { key: "old", name: "Old", colour: null, parent: null, active: false },
];
const space = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, " ");

interface Case { config?: Field["config"]; value: Json; shown: string; /** Each of these is read as the value. */ read: string[]; refused?: string[]; query?: string }
/** Every kind of field: what a value looks like, what is read as it, and what is not. */
const CASES: Record<FieldKind, Case> = {
  text: { config: { pattern: "[A-Z]{2}-\\d+", maxLength: 6 }, value: "AB-12", shown: "AB-12", read: ["AB-12", "  AB-12 "], refused: ["ab-12", "AB-12345"], query: '"AB-12"' },
  rich_text: { value: "<p>one <b>two</b></p><p>three</p>", shown: "one two three", read: [] },
  number: { config: { min: 0, max: 2000, decimals: 1, unit: "kg" }, value: 1234.5, shown: "1,234.5 kg", read: ["1234.5", "1,234.5", "1234,5", "1234.5 kg"], refused: ["many", "-1", "2001", "1.2.3"], query: "1234.5" },
  money: { value: { amount: 1250.5, currency: "USD" }, shown: "$1,250.50", read: ["1,250.50 USD", "$1250.5", "usd 1250,50"], refused: ["a lot", "USD"], query: "1250.5" },
  percentage: { value: 12.5, shown: "12.5%", read: ["12.5", "12.5 %", "12,5"], refused: ["101", "-1", "half"], query: "12.5" },
  date: { config: { min: "2026-01-01", max: "2026-12-31" }, value: "2026-11-28", shown: "Nov 28, 2026", read: ["2026-11-28", "11/28/2026", "11/28/26"], refused: ["2026-02-30", "2025-12-31", "2027-01-01", "soon"], query: "2026-11-28" },
  date_time: { value: "2026-11-28T08:30:00Z", shown: "Nov 28, 2026, 9:30 AM", read: ["2026-11-28T08:30:00Z", "2026-11-28T09:30:00+01:00", "2026-11-28 09:30", "11/28/2026, 9:30 am"], refused: ["today", "2026-13-01 09:00"], query: "2026-11-28T08:30:00Z" },
  date_range: { value: { from: "2026-11-28", to: "2026-12-01" }, shown: "Nov 28 – Dec 1, 2026", read: ["2026-11-28 – 2026-12-01", "11/28/2026 to 12/1/2026", "2026-11-28..2026-12-01"], refused: ["2026-12-01 – 2026-11-28", "2026-11-28 – never"], query: "2026-11-28" },
  time_of_day: { value: "09:30", shown: "9:30 AM", read: ["9:30", "09:30", "9.30", "9:30 am"], refused: ["25:00", "9:75", "noon"], query: '"09:30"' },
  week: { value: "2026-W48", shown: "Week 48, 2026", read: ["2026-W48", "48/2026", "Week 48, 2026", "KW 48 2026", "2026-11-28"], refused: ["2025-W53", "W48", "2026-W00"], query: '"2026-W48"' },
  duration: { config: { max: 600 }, value: 150, shown: "2h 30m", read: ["2h 30m", "2h30m", "150", "2:30", "2.5h", "2,5 h", "2 Std. 30 Min.", "150 min"], refused: ["long", "3x", "11h", "2h oh 3m"], query: "150" },
  yes_no: { value: false, shown: "No", read: ["no", "Nein", "FALSE", "0"], refused: ["perhaps"], query: "false" },
  choice: { value: "b", shown: "Bérry", read: ["b", "Bérry", "berry"], refused: ["Old", "old", "Pear"], query: '"b"' },
  choices: { config: { most: 2 }, value: ["a", "b"], shown: "Apple, Bérry", read: ["Apple, Bérry", "a;b", "a\nb\na"], refused: ["Apple, Pear", "a, b, c"] },
  tree: { config: { leafOnly: true }, value: "c", shown: "Apple / Core", read: ["Apple / Core", "apple/core", "Core", "c"], refused: ["Apple", "Pear"], query: '"c"' },
  person: { value: ID, shown: "Anna", read: [ID], refused: ["Anna"], query: `"${ID}"` },
  people: { config: { most: 2 }, value: [ID, OTHER], shown: "Anna, INC-7 Printer jams", read: [`${ID}, ${OTHER}`], refused: ["Anna"] },
  team: { value: ID, shown: "Anna", read: [ID], refused: ["First line"], query: `"${ID}"` },
  organisation_unit: { value: ID, shown: "Anna", read: [ID], refused: ["Board"], query: `"${ID}"` },
  location: { value: ID, shown: "Anna", read: [ID], refused: ["Berlin"], query: `"${ID}"` },
  country: { value: "DE", shown: "Germany", read: ["DE", "de", "DD", "Germany", "germany"], refused: ["Utopia"], query: '"DE"' },
  time_zone: { value: "Europe/Berlin", shown: "Europe/Berlin", read: ["Europe/Berlin", "europe/berlin"], refused: ["Mars/Olympus", "here"], query: '"Europe/Berlin"' },
  ticket: { value: [OTHER], shown: "INC-7 Printer jams", read: [OTHER], refused: ["INC-7"] },
  dependency: { value: [OTHER], shown: "INC-7 Printer jams", read: [OTHER], refused: ["INC-7"] },
  service: { value: [ID], shown: "Anna", read: [ID], refused: ["E-mail"] },
  ci: { value: [ID], shown: "Anna", read: [ID], refused: ["web-01"] },
  url: { value: "https://example.org/kb", shown: "https://example.org/kb", read: ["https://example.org/kb", "example.org/kb"], refused: ["javascript:alert(1)", "not a page", "ftp://example.org"], query: '"https://example.org/kb"' },
  email: { value: "anna@example.org", shown: "anna@example.org", read: [" anna@example.org "], refused: ["anna", "a@b", "<a@b.org>"], query: '"anna@example.org"' },
  phone: { value: "+49 30 1234567", shown: "+49 30 1234567", read: ["+49 30  1234567"], refused: ["call me", "12"], query: '"+49 30 1234567"' },
  colour: { value: "#1565c0", shown: "#1565c0", read: ["#1565C0", "1565c0"], refused: ["blue", "#12345"], query: '"#1565c0"' },
  tags: { value: ["vip", "loan"], shown: "vip, loan", read: ["VIP, loan", "vip;loan;vip"] },
  rating: { value: 4, shown: "4 of 5", read: ["4", "4 of 5", "★★★★☆"], refused: ["0", "6", "good"], query: "4" },
  vote: { value: [ID, OTHER], shown: "2 votes", read: [`${ID},${OTHER}`], refused: ["me"] },
  checklist: { value: [{ text: "Back up", done: true }, { text: "Order", done: false }], shown: "1 of 2 done", read: ["[x] Back up\n[ ] Order", "- [X] Back up\n\nOrder"] },
  file: { value: [ID], shown: "Anna", read: [ID], refused: ["report.pdf"] },
  signature: { value: { file: OTHER, by: ID, at: "2026-11-28T08:30:00Z" }, shown: "Signed by Anna, Nov 28, 2026, 9:30 AM", read: [], refused: ["Anna"] },
  auto_number: { config: { prefix: "S-" }, value: 1042, shown: "S-1042", read: [], query: "1042" },
  progress: { value: 33, shown: "33%", read: [], query: "33" },
  formula: { config: { result: "number", unit: "kg" }, value: 1234.5, shown: "1,234.5 kg", read: [], query: "1234.5" },
  rollup: { config: { function: "share_done" }, value: 50, shown: "50%", read: [], query: "50" },
  mirror: { value: ["one", "2026-11-28", 3], shown: "one, Nov 28, 2026, 3", read: [] },
  created_by: { value: ID, shown: "Anna", read: [], query: `"${ID}"` },
  created_at: { value: "2026-11-28T08:30:00Z", shown: "Nov 28, 2026, 9:30 AM", read: [], query: "2026-11-28T08:30:00Z" },
  changed_by: { value: ID, shown: "Anna", read: [] },
  changed_at: { value: "2026-11-28T08:30:00Z", shown: "Nov 28, 2026, 9:30 AM", read: [] },
  time_in_status: { value: 4500, shown: "3d 3h", read: [], query: "4500" },
  time_spent: { value: 61, shown: "1h 1m", read: [], query: "61" },
  button: { value: null, shown: "", read: [] },
};
const cases = Object.entries(CASES) as [FieldKind, Case][];
const fieldOf = (kind: FieldKind): Field => sample(kind, { options, config: CASES[kind].config ?? {} });
const parse = (kind: FieldKind, text: string) => KINDS[kind].parse?.(text, fieldOf(kind));

beforeEach(() => setLocale("en-US", "Europe/Berlin"));

describe("kinds of fields", () => {
  it.each(cases)("%s is shown", (kind, { value, shown }) => {
    expect(space(KINDS[kind].format(value, fieldOf(kind), refs))).toBe(shown);
  });
  it.each(cases.filter(([, c]) => c.read.length))("%s is read", (kind, { value, read }) => {
    for (const text of read) expect([text, parse(kind, text)]).toEqual([text, { value }]);
    expect(parse(kind, "  ")).toEqual({ value: null });
  });
  it.each(cases.filter(([, c]) => c.refused))("%s refuses what it is not, in words", (kind, { refused = [] }) => {
    for (const text of refused) expect([text, parse(kind, text)]).toEqual([text, { wrong: expect.stringMatching(/\w/) as string }]);
  });
  it.each(cases.filter(([, c]) => c.query))("%s is written into a query", (kind, { value, query }) => {
    expect(queryValue(fieldOf(kind), value)).toBe(query);
    expect(queryValue(fieldOf(kind), null)).toBe("empty");
  });
  it.each(cases)("%s has a control, or says that it is worked out", (kind) => {
    const { edit, Input, parse: reads } = KINDS[kind];
    expect(edit === "none" ? [Input, reads] : [edit]).toEqual(edit === "none" ? [null, null] : [edit]);
    if (edit === "pick") expect(KINDS[kind].useOffer).toBeTypeOf("function");
  });
});

describe("in German", () => {
  beforeEach(() => setLocale("de-DE", "Europe/Berlin"));
  it("numbers and dates are read and written as there", () => {
    expect(parse("number", "1.234,5")).toEqual({ value: 1234.5 });
    expect(space(KINDS.number.format(1234.5, fieldOf("number"), {}))).toBe("1.234,5 kg");
    expect(parse("money", "1.250,50 €")).toEqual({ value: { amount: 1250.5, currency: "EUR" } });
    expect(space(KINDS.money.format({ amount: 1250.5, currency: "EUR" }, fieldOf("money"), {}))).toBe("1.250,50 €");
    expect(parse("date", "28.11.2026")).toEqual({ value: "2026-11-28" });
    expect(KINDS.country.format("DE", fieldOf("country"), {})).toBe("Deutschland");
    expect(KINDS.duration.format(150, fieldOf("duration"), {})).toBe("2 Std. 30 Min.");
    expect(parse("duration", KINDS.duration.format(150, fieldOf("duration"), {}))).toEqual({ value: 150 });
  });
});

describe("time", () => {
  it("is that of the reader's zone, over changes of the clock", () => {
    for (const iso of ["2026-07-01T10:15:00Z", "2026-11-28T23:30:00Z", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"]) expect(fromLocal(toLocal(iso, "Europe/Berlin"), "Europe/Berlin")).toBe(iso);
    expect(toLocal("2026-11-28T23:30:00Z", "Asia/Tokyo")).toBe("2026-11-29T08:30");
  });
  it("puts the days at the turn of a year into the right week", () => {
    expect(["2026-01-01", "2027-01-03", "2027-01-04", "2024-12-30"].map(weekOf)).toEqual(["2026-W01", "2026-W53", "2027-W01", "2025-W01"]);
  });
  it("keeps quotation marks of a value within the query's", () => {
    expect(queryValue(sample("text"), 'say "hi" \\ now')).toBe('"say \\"hi\\" \\\\ now"');
  });
});
