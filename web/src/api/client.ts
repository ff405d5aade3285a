import { offline, parseProblem, type Problem } from "./problem";

const BASE = "/api/v1";
export type Query = Record<string, string | number | boolean | null | undefined>;
export interface Options {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** A body that is text and not JSON, such as a file of YAML. */
  text?: string;
  query?: Query;
  /** The version the change was made on: sent as If-Match. */
  version?: number;
  /** Idempotency-Key, so that a repeated press or a retry never creates twice. */
  key?: string;
  signal?: AbortSignal;
  /** For the last word when a page is left. */
  keepalive?: boolean;
}

let whenSignedOut: () => void = () => undefined;
/** Told once, by the session, what to do when the server no longer knows this browser. */
export const onSignedOut = (then: () => void): void => {
  whenSignedOut = then;
};

export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value != null && value !== "") params.set(name, String(value));
  const text = params.toString();
  return `${BASE}${path}${text ? `?${text}` : ""}`;
}

function refused(problem: Problem, path: string): Problem {
  // A wrong password at sign-in is also 401, but no session ended by it.
  if (problem.status === 401 && path !== "/session") whenSignedOut();
  return problem;
}

function prepare(options: Options): RequestInit {
  const method = options.method ?? (options.body === undefined ? "GET" : "POST");
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-Steward"] = "1";
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
  if (options.text !== undefined) headers["Content-Type"] = "text/yaml;charset=UTF-8";
  if (options.key) headers["Idempotency-Key"] = options.key;
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.text !== undefined) init.body = options.text;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  return init;
}

/** One call. Answers the parsed body, or throws a Problem. */
export async function api<T = void>(path: string, options: Options = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address(path, options.query), prepare(options));
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw offline(cause);
  }
  const text = response.status === 204 ? "" : await response.text();
  if (!response.ok) throw refused(parseProblem(response.status, text), path);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Sends a file and says how far it has got, which fetch cannot. */
export function upload<T>(path: string, file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name || "file");
    request.open("POST", BASE + path);
    request.setRequestHeader("X-Steward", "1");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (e) => {
      if (e.lengthComputable) progress(e.loaded / e.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(refused(parseProblem(request.status, request.responseText), path));
    };
    request.onerror = () => reject(offline(undefined));
    request.onabort = () => reject(offline("aborted"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

export const attachmentUrl = (id: string, inline = false): string => `${BASE}/attachments/${id}${inline ? "?inline=1" : ""}`;
