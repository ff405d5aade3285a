import { expect, type APIRequestContext } from "@playwright/test";

/** The API by somebody's session, for what a test needs to be there but is not about. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  async get<T>(path: string): Promise<T> {
    const answer = await this.request.get(`/api/v1${path}`);
    expect(answer.status(), `GET ${path}`).toBe(200);
    return (await answer.json()) as T;
  }

  async send<T>(method: "POST" | "PATCH" | "PUT", path: string, data: unknown, version?: number): Promise<T> {
    const answer = await this.request.fetch(`/api/v1${path}`, { method, data, headers: { "X-Steward": "1", ...(version === undefined ? {} : { "If-Match": `"${version}"` }) } });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }
}

export interface Made { id: string; number: string; version: number }
interface Type { id: string; kind: string; deskId: string }

/** Asks for something as a requester does on the portal. */
export async function ask(api: Api, kind: "incident" | "service_request", title: string, description = "", urgency = 3): Promise<Made> {
  const types = await api.get<Type[]>("/portal/types");
  const type = types.find((t) => t.kind === kind);
  return api.send<Made>("POST", "/portal/requests", { typeId: type?.id, title, description, urgency });
}
