/** Talks to the server: adds the proof that a change comes from this page, and turns problem answers into errors. */
export interface FieldError { field: string; code: string; message: string }

export class Problem extends Error {
  constructor(
    readonly status: number, readonly type: string, message: string, readonly errors: FieldError[] = [],
    readonly correlation: string | null = null, readonly current: unknown = null,
  ) {
    super(message);
  }
  /** What is wrong with one field, if anything. */
  of(field: string): string | undefined {
    return this.errors.find((e) => e.field === field)?.message;
  }
}

export interface Options { method?: string; body?: unknown; version?: number; key?: string; form?: FormData; signal?: AbortSignal }

export async function api<T>(path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "X-Steward": "1" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
  if (options.key) headers["Idempotency-Key"] = options.key;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: options.method ?? (options.body !== undefined || options.form ? "POST" : "GET"),
      headers,
      body: options.form ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      credentials: "same-origin",
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(0, "offline", "The server cannot be reached. What you entered is still here.");
  }
  const text = await response.text();
  if (!response.ok) throw problem(response.status, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

export function problem(status: number, text: string): Problem {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    return new Problem(
      status, String(body["type"] ?? "").replace("urn:steward:problem:", ""), String(body["detail"] ?? body["title"] ?? status),
      (body["errors"] as FieldError[] | undefined) ?? [], (body["correlation"] as string | undefined) ?? null, body["current"] ?? null,
    );
  } catch {
    return new Problem(status, "unknown", `The server answered ${status}`);
  }
}

/** Uploads one file, telling how far it is. */
export function upload<T>(path: string, file: File, progress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${path}`);
    request.setRequestHeader("X-Steward", "1");
    request.upload.onprogress = (e) => progress(e.lengthComputable ? e.loaded / e.total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(problem(request.status, request.responseText));
    };
    request.onerror = () => reject(new Problem(0, "offline", "The server cannot be reached."));
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

export const query = (parameters: Record<string, string | number | null | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : "";
};
