/** What leaves and enters the house by HTTP. */
interface Tended { id: string; deskId: string | null; name: string; active: boolean; failing: string | null; offWhy: string | null; version: number }
export interface Webhook extends Tended { url: string; events: string[]; query: string; confidential: boolean; created: string; failures: number; secret: string | null }
export type ChatFlavour = "slack" | "teams" | "mattermost";
export interface ChatChannel extends Tended { flavour: ChatFlavour; events: string[]; query: string; teamId: string | null; confidential: boolean; directMessages: boolean }
export interface HttpConnection extends Tended { url: string; headers: string[] }
export interface SmsGateway { id: string; url: string; method: string; contentType: string; body: string; headers: string[]; active: boolean; failing: string | null; offWhy: string | null; version: number }

export type SourceKind = "alertmanager" | "grafana" | "cloudevents" | "json";
export interface SourceMapping {
  items: string; title: string; description: string; key: string; status: string; resolved: string[]; priority: string;
  priorities: Record<string, number>; fields: Record<string, string>; tags: string[];
}
export interface InboundSource {
  id: string; deskId: string; typeId: string; requesterId: string; teamId: string | null; name: string; kind: SourceKind; active: boolean; bearerSet: boolean;
  hmacHeader: string | null; mapping: SourceMapping; reopenMinutes: number; resolves: boolean; perMinute: number; created: string; lastAt: string | null; version: number; address: string | null;
}
export type SignalDid = "opened" | "repeated" | "updated" | "resolved" | "reopened" | "ignored" | "failed";
export interface ReceivedHook {
  id: string; at: string; state: "waiting" | "done" | "ignored" | "failed"; attempts: number; error: string | null; bytes: number;
  outcome: { key: string; did: SignalDid; ticket: string | null; number: string | null; error: string | null }[];
}
export interface WholeHook { hook: ReceivedHook; headers: Record<string, string>; payload: string }
export interface Signal { key: string; resolved: boolean; title: string; description: string; priority: number | null; fields: Record<string, string>; tags: string[] }

export type DeliveryState = "waiting" | "sent" | "dead" | "dropped";
export interface Delivery {
  id: string; kind: string; endpoint: { id: string; kind: string; name: string; active: boolean } | null; event: string; ticketId: string | null; to: string | null; state: DeliveryState;
  created: string; attempts: number; nextAt: string | null; settled: string | null; status: number | null; error: string | null;
}
export interface WholeDelivery { delivery: Delivery; body: string | null; answer: string | null; tries: { at: string; ms: number; status: number | null; error: string | null }[] }
export interface PushView { publicKey: string; browsers: { id: string; device: string; mark: string; created: string }[] }
