import type { FieldError, ProblemBody } from "./types";

/** An answer that is not a success, or no answer at all, as one kind of error. */
export class Problem extends Error {
  readonly kind: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly correlation: string | undefined;
  readonly errors: FieldError[];
  readonly current: unknown;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = "Problem";
    this.kind = body.type.replace("urn:steward:problem:", "");
    this.status = body.status;
    this.detail = body.detail;
    this.correlation = body.correlation;
    this.errors = body.errors ?? [];
    this.current = body.current;
  }

  /** The message for one field of a form, if the server refused it. */
  of(field: string): string | undefined {
    return this.errors.find((e) => e.field === field)?.message;
  }
}

/** No connection: status 0, so that callers can tell it from every answer of the server. */
export const offline = (cause: unknown): Problem => {
  const problem = new Problem({ type: "urn:steward:problem:offline", title: "offline", status: 0 });
  problem.cause = cause;
  return problem;
};

export const problemOf = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem({ type: "urn:steward:problem:internal", title: error instanceof Error ? error.message : String(error), status: 500 });

/** Reads whatever the server or something before it sent; never fails itself. */
export function parseProblem(status: number, text: string): Problem {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (typeof body.type === "string" && typeof body.title === "string") return new Problem({ ...body, status } as ProblemBody);
  } catch {
    // A proxy's HTML page, for example: the status alone then has to do.
  }
  return new Problem({ type: "urn:steward:problem:internal", title: `HTTP ${status}`, status });
}
