/** The API's answers, as docs/api.md has them. */
export type Id = string;
export interface Ref { id: Id; name: string; email?: string | null }
export interface Named { id: Id; name: string }
export interface Page<T> { items: T[]; next: string | null }
export interface Status { key: string; name: string; category: string; portalName: string }
export interface TicketType {
  id: Id; key: string; kind: string; name: string; deskId: Id; prefix: string; portal: boolean; portalName: string;
  portalHint: string; statuses: Status[]; transitions: Record<string, string[]>; initial: string; priorityMatrix: number[][];
}
export interface Role { deskId: Id; role: "agent" | "manager" }
export interface Person {
  id: Id; name: string; email: string; active: boolean; locale: string | null; timeZone: string | null; admin: boolean;
  roles: Role[]; version: number;
}
export interface MyDesk { id: Id; name: string; key: string; role: "agent" | "manager" }
export interface Session {
  person: Person; organisation: { id: number; name: string; timeZone: string; locale: string }; admin: boolean;
  desks: MyDesk[]; teams: { id: Id; name: string; deskId: Id }[]; types: TicketType[];
}
export interface Start {
  setUp: boolean; demo: boolean; version: string; organisation: string | null;
  demoPeople: { email: string; name: string; role: string; desk: string }[]; demoPassword: string | null;
}
export interface TicketRow {
  id: Id; number: string; typeId: Id; deskId: Id; title: string; status: string; statusCategory: string; priority: number;
  requester: Ref; assignee: Ref | null; team: Named | null; category: Named | null; channel: string; created: string;
  updated: string; unread: boolean; tags: string[]; version: number; snippet?: string | null;
}
export interface Attachment { id: Id; name: string; type: string; size: number; inline: boolean; entryId: Id | null }
export interface Ticket extends TicketRow {
  description: string; impact: number; urgency: number; resolvedAt: string | null; closedAt: string | null;
  firstRepliedAt: string | null; reopenCount: number; rating: { score: number; comment: string | null } | null;
  watchers: Ref[]; links: { id: Id; kind: string; label: string; ticket: { id: Id; number: string; title: string; status: string; statusCategory: string } }[];
  attachments: Attachment[]; transitions: string[]; may: { edit: boolean; reply: boolean; note: boolean };
}
export interface Change { field: string; from: { key: string | null; label: string } | null; to: { key: string | null; label: string } | null }
export interface Entry {
  id: Id; seq: number; at: string; actor: { kind: string; id: Id | null; name: string }; kind: string;
  audience: "public" | "internal"; body: string | null; folded: string | null; changes: Change[]; attachments: Attachment[];
  channel: string | null; cause: { kind: string; label: string } | null;
  detail: { label?: string; number?: string; person?: { label: string }; score?: number; comment?: string } | null;
}
export interface Queue { id: Id; deskId: Id; name: string; query: string; order: string; count: number; position: number; version: number }
export interface PortalRow { id: Id; number: string; title: string; step: string; statusName: string; created: string; updated: string; waiting: boolean }
export interface PortalRequest {
  id: Id; number: string; typeName: string; title: string; description: string; step: string; statusName: string;
  created: string; updated: string; rating: { score: number; comment: string | null } | null; mayReply: boolean;
  mayReopen: boolean; mayRate: boolean; mayClose: boolean;
  entries: { id: Id; at: string; mine: boolean; author: string; kind: string; body: string | null; folded: string | null; step: string | null; attachments: Attachment[] }[];
  attachments: Attachment[]; version: number;
}
export interface Desk { id: Id; key: string; name: string; template: string; version: number }
export interface Team { id: Id; deskId: Id; name: string; members: Ref[]; version: number }
export interface Counted { count: number; query: string }
export interface Figures {
  from: string; to: string; openByAge: { bucket: string; count: number; query: string }[];
  daily: { day: string; created: number; resolved: number; createdQuery: string; resolvedQuery: string }[];
  created: Counted; resolved: Counted; reopened: Counted;
  resolution: { count: number; medianHours: number | null; p90Hours: number | null; meanHours: number | null; query: string };
  firstContact: { share: number | null; resolvedAtFirst: number; resolved: number; query: string };
  csat: { average: number | null; count: number; scores: number[]; query: string };
}
