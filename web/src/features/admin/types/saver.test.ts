import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Definition, DefinitionView, DraftView } from "./model";
import { Saver } from "./saver";

const base: Definition = {
  statuses: [], initial: "new", transitions: [], priorityMatrix: [], fields: [], confidential: false,
  forms: { requester: { sections: [] }, agent: { sections: [] } },
};

describe("saving", () => {
  const view = { type: {}, draft: null, defaultForms: base.forms, version: 1 } as unknown as DefinitionView;
  const answers: { status: number; body: unknown }[] = [];
  const sent: { ifMatch: string | null; body: { definition: Definition } }[] = [];
  beforeEach(() => {
    answers.length = sent.length = 0;
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
      sent.push({ ifMatch: new Headers(init.headers).get("If-Match"), body: JSON.parse(String(init.body)) as { definition: Definition } });
      const { status: code, body } = answers.shift() ?? { status: 500, body: {} };
      return Promise.resolve(new Response(JSON.stringify(body), { status: code }));
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const draft = (version: number): DraftView => ({ definition: base, changed: "", changedBy: null, defaultForms: base.forms, version });

  it("sends one after another, always the newest, each on the version before", async () => {
    const saver = new Saver("t", view, base);
    answers.push({ status: 200, body: draft(1) }, { status: 200, body: draft(2) });
    saver.want({ ...base, initial: "open" });
    const first = saver.flush();
    saver.want({ ...base, initial: "review" });
    await Promise.all([first, saver.flush(), saver.flush()]);
    expect(sent.map((s) => [s.ifMatch, s.body.definition.initial])).toEqual([[null, "open"], ['"1"', "review"]]);
    expect(saver.snapshot()).toEqual({ kind: "saved" });
    expect(saver.version).toBe(2);
  });
  it("keeps what is wrong, and says where", async () => {
    const saver = new Saver("t", view, base);
    answers.push({ status: 422, body: { type: "urn:steward:problem:invalid", title: "", errors: [{ field: "fields[0].key", code: "used", message: "Twice" }] } });
    saver.want({ ...base });
    expect(await saver.flush()).toBe(false);
    expect(saver.snapshot()).toMatchObject({ kind: "wrong", errors: [{ field: "fields[0].key" }] });
    expect(saver.pending).toBe(true);
  });
  it("shows what another did, and overwrites only when told to", async () => {
    const saver = new Saver("t", view, base);
    answers.push({ status: 412, body: { type: "urn:steward:problem:stale", title: "", current: draft(5) } }, { status: 200, body: draft(6) });
    const mine = { ...base, initial: "open" };
    saver.want(mine);
    expect(await saver.flush()).toBe(false);
    expect(saver.snapshot()).toMatchObject({ kind: "conflict", theirs: { version: 5 } });
    expect(await saver.flush()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(await saver.overwrite()).toBe(true);
    expect(sent[1]).toMatchObject({ ifMatch: '"5"', body: { definition: { initial: "open" } } });
  });
});
