import { api } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import type { FieldError } from "../../../api/types";
import type { Definition, DefinitionView, DraftView, Forms } from "./model";

export type Saving =
  | { kind: "saved" } | { kind: "saving" } | { kind: "waiting" }
  | { kind: "wrong"; errors: FieldError[] }
  | { kind: "failed"; error: unknown }
  /** Somebody else saved (`theirs`), or published or discarded the draft (null). */
  | { kind: "conflict"; theirs: DraftView | null };

const PAUSE = 600;

/** Keeps the draft of a type at the server, one save at a time, always the newest. */
export class Saver {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private wanted: Definition;
  private listeners = new Set<() => void>();
  /** What the server has. */
  saved: Definition;
  version: number;
  defaultForms: Forms;
  state: Saving = { kind: "saved" };

  constructor(private readonly type: string, view: DefinitionView, begin: Definition) {
    this.wanted = this.saved = begin;
    this.version = view.draft?.version ?? 0;
    this.defaultForms = view.draft?.defaultForms ?? view.defaultForms;
  }

  subscribe = (tell: () => void): (() => void) => { this.listeners.add(tell); return () => this.listeners.delete(tell); };
  snapshot = (): Saving => this.state;
  private tell(state: Saving): void { this.state = state; this.listeners.forEach((l) => l()); }

  get pending(): boolean { return this.wanted !== this.saved; }

  want(d: Definition): void {
    if (d === this.wanted) return;
    this.wanted = d;
    if (this.state.kind === "conflict") return;
    clearTimeout(this.timer);
    if (!this.pending) { this.tell({ kind: "saved" }); return; }
    if (this.state.kind !== "wrong" && this.state.kind !== "saving") this.tell({ kind: "waiting" });
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Saves now what is not saved yet. True when the server has all of it. */
  async flush(keepalive = false): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (!this.pending) return true;
    if (this.state.kind === "conflict") return false;
    this.running = this.send(keepalive).finally(() => { this.running = null; });
    await this.running;
    return !this.pending;
  }

  private async send(keepalive: boolean): Promise<void> {
    const sent = this.wanted;
    this.tell({ kind: "saving" });
    try {
      const answer = await api<DraftView>(`/types/${this.type}/draft`, { method: "PUT", body: { definition: sent }, ...(this.version ? { version: this.version } : {}), ...(keepalive ? { keepalive } : {}) });
      this.saved = sent;
      this.version = answer.version;
      this.defaultForms = answer.defaultForms;
      this.tell({ kind: this.pending ? "waiting" : "saved" });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === "stale") this.tell({ kind: "conflict", theirs: problem.current as DraftView });
      else if (problem.kind === "conflict") this.tell({ kind: "conflict", theirs: null });
      else if (problem.errors.length) this.tell({ kind: "wrong", errors: problem.errors.map((e) => ({ ...e, field: e.field.replace(/^definition\./, "") })) });
      else this.tell({ kind: "failed", error });
    }
    // Something was changed meanwhile: it is saved next.
    if (this.wanted !== sent && this.state.kind !== "conflict") this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Mine goes over what the other did. */
  overwrite(): Promise<boolean> {
    if (this.state.kind === "conflict") {
      this.version = this.state.theirs?.version ?? 0;
      if (this.state.theirs) this.saved = this.state.theirs.definition;
      this.tell({ kind: "waiting" });
    }
    return this.flush();
  }

  /** Nothing more is to be saved: the draft was published or thrown away. */
  abandon(): void { clearTimeout(this.timer); this.wanted = this.saved; this.tell({ kind: "saved" }); }
}
