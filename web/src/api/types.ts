/** The records of the API, as docs/api.md has them. Kept in one place. */
export type * from "./slaTypes";
export type * from "./workTypes";
export type * from "./noticeTypes";
export type * from "./ruleTypes";
export type * from "./onCallTypes";
export interface PersonRef { id: string; name: string; email?: string }
export type DeskRole = "agent" | "manager" | "requester";
export interface Person {
  id: string; name: string; email: string; active: boolean; locale: string | null; timeZone: string | null;
  admin: boolean; roles: { deskId: string; role: DeskRole }[]; version: number;
  unitId?: string | null; locationId?: string | null; manager?: PersonRef | null; phone?: string | null; chatName?: string | null;
}
export interface Start {
  setUp: boolean; demo: boolean; product: string; version: string; organisation: string | null;
  demoPeople?: { email: string; name: string; role: string; desk: string | null }[]; demoPassword?: string;
}
export interface Session {
  person: Person; organisation: { id: string; name: string; timeZone: string; locale: string }; admin: boolean;
  desks: { id: string; name: string; key: string; role: DeskRole }[];
  teams: { id: string; name: string; deskId: string }[]; types: TicketType[];
}
export interface Desk { id: string; key: string; name: string; template: string; email: string | null; version: number }
export interface Team { id: string; deskId: string; name: string; members: PersonRef[]; version: number }
export interface Token { id: string; name: string; created: string; lastUsed: string | null; personId: string; token?: string }
export interface Organisation { id: string; name: string; timeZone: string; locale: string; version?: number }
export interface Category { id: string; name: string; parentId: string | null; deskId: string; active: boolean; version: number }

export type StatusCategory = "new" | "open" | "pending" | "resolved" | "closed" | "cancelled";
export interface Status { key: string; name: string; category: StatusCategory; portalName: string; colour?: string | null }
export type Level = 1 | 2 | 3;
export type PriorityLevel = 1 | 2 | 3 | 4;

export type FieldKind =
  | "text" | "rich_text" | "number" | "money" | "percentage" | "date" | "date_time" | "date_range" | "time_of_day" | "week" | "duration"
  | "yes_no" | "choice" | "choices" | "tree" | "person" | "people" | "team" | "organisation_unit" | "location" | "country" | "time_zone"
  | "ticket" | "dependency" | "service" | "ci" | "url" | "email" | "phone" | "colour" | "tags" | "rating" | "vote" | "checklist" | "file"
  | "signature" | "auto_number" | "progress" | "formula" | "rollup" | "mirror" | "created_by" | "created_at" | "changed_by" | "changed_at"
  | "time_in_status" | "time_spent" | "button";
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export interface FieldOption { key: string; name: string; colour: string | null; parent: string | null; active: boolean }
export type FieldRole = "requester" | "agent" | "manager";
export interface Field {
  id: string; key: string; name: string; kind: FieldKind; help: string; required: boolean; defaultValue: Json; portal: boolean;
  options: FieldOption[]; config: Record<string, Json>; condition: string | null; read: FieldRole[]; write: FieldRole[];
  indexed: boolean; unique: boolean; retired: boolean; writable: boolean;
}
export type FieldValues = Record<string, Json>;
/** The names of what values only give the id of. */
export type Refs = Record<string, { name: string; number?: string }>;
export interface FormItem { field: string; width?: "full" | "half" | null }
export interface FormSection { key: string; title: string; help: string | null; condition: string | null; fields: FormItem[] }
export interface Form { sections: FormSection[] }
/** What the server says about a form as it is being filled in. */
export interface FormAnswer {
  sections: Record<string, boolean>; fields: Record<string, { visible: boolean; required: boolean; value?: Json }>;
}
export type TransitionComment = "none" | "optional" | "note" | "reply";
/** A way a ticket can go from where it is, for this caller. */
export interface TicketTransition { key: string; name: string; to: string; asks: string[]; required: string[]; comment: TransitionComment }
export interface Transition extends TicketTransition {
  from: string[]; roles: FieldRole[]; teams: string[]; condition: string | null;
  effects: { kind: string; field?: string | null; value?: Json; config?: Json }[];
}
export interface TicketType {
  id: string; key: string; kind: string; name: string; deskId: string; prefix: string; portal: boolean;
  portalName: string; portalHint: string; active: boolean; confidential: boolean; icon: string | null; colour: string | null;
  statuses: Status[]; transitions: Transition[]; initial: string; priorityMatrix: number[][];
  fields: Field[]; forms: { requester: Form; agent: Form }; version: number;
}
export interface Named { id: string; name: string }
export interface TicketRow {
  id: string; number: string; typeId: string; deskId: string; title: string; status: string; statusCategory: StatusCategory;
  priority: PriorityLevel; requester: PersonRef; assignee: PersonRef | null; team: Named | null; category: Named | null;
  channel: string; created: string; updated: string; unread: boolean; tags: string[]; version: number;
  /** In lists only when asked for by `columns`. */
  fields?: FieldValues; refs?: Refs;
}
export interface Attachment {
  id: string; name: string; type: string; size: number; inline: boolean; entryId: string | null; created: string;
}
export interface UploadedFile { id: string; name: string; type: string; size: number }
export type LinkKind = "relates" | "duplicates" | "blocks" | "causes";
export interface TicketLink {
  id: string; kind: LinkKind; label: string;
  ticket: { id: string; number: string; title: string; status: string; statusCategory: StatusCategory };
}
export interface Rating { score: number; comment: string | null; at?: string }
export interface Ticket extends TicketRow {
  description: string | null; impact: Level; urgency: Level; resolvedAt: string | null; closedAt: string | null;
  firstRepliedAt: string | null; reopenCount: number; rating: Rating | null; watchers: PersonRef[]; links: TicketLink[];
  attachments: Attachment[]; transitions: TicketTransition[]; may: { edit: boolean; reply: boolean; note: boolean };
  fields: FieldValues; refs: Refs; parent: { id: string; number: string; title: string } | null;
}
export interface TicketChange {
  title?: string; description?: string; status?: string; impact?: Level; urgency?: Level; categoryId?: string | null;
  teamId?: string | null; assigneeId?: string | null; requesterId?: string; parentId?: string | null; tags?: string[]; fields?: FieldValues;
  /** Said on the way of a change of status. */
  note?: string; reply?: string;
}
/** What a change came to, or would; `changes` only in a preview. */
export interface BulkAnswer {
  changed: { id: string; version: number; before: TicketChange; changes?: ChangedField[] | null }[];
  refused: { id: string; problem: ProblemBody }[];
}
export interface ChangedField {
  /** The name of a custom field. */
  name?: string;
  field: string; from: ChangedValue | null; to: ChangedValue | null;
}
/** `body` is the whole of a text of which `label` is the beginning, as safe HTML. */
export interface ChangedValue { key?: string | null; label?: string | null; body?: string | null }
export interface Entry {
  id: string; seq: number; at: string; actor: { kind: "person" | "system" | "rule" | "integration"; id: string | null; name: string };
  kind: "created" | "reply" | "note" | "changed" | "linked" | "unlinked" | "watched" | "unwatched" | "rated" | "mail"
    | "approval_requested" | "approval_decided" | "approval_withdrawn" | "approval_expired" | "approval_superseded" | "approval_not_moved"
    | "task_added" | "task_changed" | "task_started" | "task_done" | "task_skipped" | "task_reopened" | "task_removed" | "tasks_ordered" | "tasks_applied"
    | "time_added" | "time_changed" | "time_removed" | "assigned" | "merged" | "merged_in" | "unmerged" | "unmerged_in" | "split" | "split_from"
    | "duplicated" | "duplicate_of" | "converted" | "snoozed" | "woken" | "sla_warned" | "sla_missed" | "sla_escalated" | "sla_excused" | "sla_unexcused" | "paged" | "page_told" | "page_acknowledged" | "page_escalated" | "page_resolved" | "page_exhausted" | "page_refused" | "webhook_received";
  audience: "public" | "internal"; body: string | null; folded: string | null; changes: ChangedField[];
  attachments: Attachment[]; channel: string | null; cause: { kind: string; label: string; /** What a rule did: its run. */ run?: string } | null;
}
export interface Page<T> { items: T[]; next: string | null }
export type Layout = "table" | "board" | "calendar" | "timeline";
export type Aggregate = "sum" | "average" | "min" | "max" | "count";
export interface ViewColumn { field: string; width?: number | null; frozen?: boolean | null }
export interface ViewConfig {
  columns?: ViewColumn[] | null; groupBy?: string | null; aggregates?: Record<string, Aggregate> | null; swimLane?: string | null;
  wip?: Record<string, number> | null; dateField?: string | null; endField?: string | null; colourBy?: string | null;
}
/** A query with the way it is looked at. A queue is one that a desk works from. */
export interface View {
  id: string; deskId: string | null; ownerId: string | null; name: string; query: string; order: string; layout: Layout; queue: boolean;
  shared: boolean; favourite: boolean; position: number; version: number; count: number | null; config: ViewConfig;
}
export interface Group {
  value: Json; label: string; colour?: string | null; count: number; exact: boolean;
  aggregates?: Record<string, number | null> | null; query: string;
}
/** A query as data: each text has one tree, each tree one text. */
export interface TreeValue { kind: "text" | "empty" | "function"; text?: string | null; arguments?: string[] | null }
export interface TreeNode {
  kind: "and" | "or" | "not" | "words" | "compare"; parts?: TreeNode[] | null; text?: string | null; field?: string | null;
  type?: string | null; op?: string | null; values?: TreeValue[] | null; when?: Record<string, TreeValue | TreeValue[] | null> | null;
}
export interface QueryTree { where: TreeNode | null; order?: { field: string; descending?: boolean | null }[] | null }
export type QueryCheck = { ok: true } | { ok: false; at: number; length: number; message: string };
export interface Completion { text: string; label: string; kind: string }
export interface SearchAnswer { tickets: (TicketRow & { snippet?: string | null })[]; people: PersonRef[] }
export interface Present { id: string; name: string; state: "viewing" | "replying" | "gone" }

export type Step = "received" | "in_progress" | "waiting_for_you" | "done" | "closed";
export interface PortalType { id: string; name: string; hint: string; kind: string; desk: string }
export interface PortalRow { id: string; number: string; title: string; step: Step; statusName: string; created: string; updated: string; waiting: boolean }
export interface PortalEntry {
  id: string; at: string; mine: boolean; author: string; kind: "reply" | "status"; body: string | null; folded: string | null;
  step: Step | null; attachments: Attachment[];
}
export interface PortalRequest {
  id: string; number: string; typeName: string; title: string; description: string | null; step: Step; statusName: string;
  created: string; updated: string; rating: Rating | null; mayReply: boolean; mayReopen: boolean; mayRate: boolean;
  mayClose: boolean; entries: PortalEntry[]; attachments: Attachment[]; version: number;
  fields: { key: string; name: string; kind: FieldKind; value: Json; label: string }[];
}
export interface RatingInvitation { number: string; title: string; organisation: string; rating: Rating | null }

export type Security = "none" | "starttls" | "tls";
export interface MailServer { host: string; port: number; security: Security; user: string; passwordSet?: boolean; password?: string; folder?: string }
export interface MailAccount {
  id: string; deskId: string; address: string; name: string; enabled: boolean; imap: MailServer | null; smtp: MailServer | null;
  trustedServer: string | null; typeId: string; lastFetch: string | null; lastError: string | null; version: number;
}
export interface MailTest { imap: { ok: boolean; message: string } | null; smtp: { ok: boolean; message: string } | null }
export interface ReceivedMail {
  id: string; at: string; from: string; subject: string; state: "waiting" | "ticket" | "reply" | "ignored" | "failed";
  reason: string | null; ticket: { id: string; number: string } | null; attempts: number;
}
export interface OutgoingMail {
  id: string; at: string; to: string; subject: string; kind: "acknowledgement" | "reply" | "resolution" | "reset";
  state: "waiting" | "sent" | "failed" | "dropped"; attempts: number; nextAt: string | null; lastError: string | null;
  ticket: { id: string; number: string } | null;
}

/** What follows the journal; behind counts up to 10,000, first are the oldest of those set aside. */
export interface Follower { name: string; behind: number; setAside: number; first: SetAside[] }
export interface SetAside { seq: number; at: string; error: string; subjectKind: string; subjectId: string; kind: string }

export interface Counted { count: number; query: string }
export type AgeBucket = "<1d" | "1-3d" | "3-7d" | "7-30d" | ">30d";
export interface Figures {
  from: string; to: string; timeZone: string; openByAge: { bucket: AgeBucket; count: number; query: string }[];
  daily: { day: string; created: number; resolved: number; createdQuery: string; resolvedQuery: string }[];
  created: Counted; resolved: Counted;
  resolution: { count: number; medianHours: number | null; p90Hours: number | null; meanHours: number | null; query: string };
  firstContact: { share: number | null; resolvedAtFirst: number; resolved: number; query: string };
  csat: { average: number | null; count: number; scores: number[]; query: string }; reopened: Counted;
}

export interface ImportMapping {
  deskId: string; typeId: string; mode: "tickets" | "history"; key: string; columns: Record<string, string>;
  values: Record<string, Record<string, string>>; dateFormat: string; timeZone: string; unknown: string[]; order: string | null;
}
export type ImportState = "uploaded" | "checking" | "checked" | "running" | "done" | "failed" | "cancelled";
export interface ImportColumn { name: string; samples: string[]; distinct: number }
export interface Import {
  id: string; name: string; size: number; state: ImportState; rows: number | null; rowsDone: number; tickets: number; entries: number;
  errorCount: number; started: string | null; finished: string | null; rowsPerSecond: number | null; mapping: ImportMapping | null;
  preview: { delimiter: string; encoding: string; columns: ImportColumn[]; suggested: Partial<ImportMapping> } | null; message: string | null;
}
export interface ImportError { row: number; column: string | null; value: string | null; message: string }

export interface FieldError { field: string; code: string; message: string }
export interface ProblemBody {
  type: string; title: string; status: number; detail?: string; correlation?: string; errors?: FieldError[]; current?: unknown;
}

export type TaskState = "open" | "in_progress" | "done" | "skipped";
export interface TicketMention { id: string; number: string; title: string; typeId: string; deskId: string; statusCategory: StatusCategory }
export interface Task {
  id: string; ticketId: string; title: string; description: string; assignee: PersonRef | null; team: Named | null; due: string | null;
  state: TaskState; required: boolean; needs: string[]; settledAt: string | null; settledBy: PersonRef | null; created: string; updated: string;
  version: number; ticket: TicketMention | null;
}
export interface TicketTasks { tasks: Task[]; version: number }
export interface TaskChange {
  title?: string; description?: string; assigneeId?: string | null; teamId?: string | null; due?: string | null; state?: TaskState;
  required?: boolean; needs?: string[];
}
export interface TaskTemplateStep {
  title: string; description: string; assigneeId: string | null; teamId: string | null; dueDays: number | null; workingDays: boolean;
  required: boolean; needs: number[];
  /** A query that the ticket has to meet. */ condition: string | null;
}
export interface TaskTemplate { id: string; deskId: string; name: string; typeIds: string[]; active: boolean; steps: TaskTemplateStep[]; version: number }
export interface TimeEntry {
  id: string; ticketId: string; person: PersonRef | null; minutes: number; day: string; note: string; billable: boolean; mine: boolean;
  created: string; version: number;
}
export interface TicketTime {
  minutes: number; billable: number; people: { person: PersonRef | null; minutes: number; billable: number }[]; items: TimeEntry[]; next: string | null;
}
export interface Timer { ticket: TicketMention | null; started: string | null }
export interface TimeSum { key: string; label: string; minutes: number; billable: number }
export interface TimeReport {
  from: string; to: string; minutes: number; billable: number; byDesk: TimeSum[]; byPerson: TimeSum[]; byType: TimeSum[]; byDay: TimeSum[];
}
export type ScheduleKind = "once" | "daily" | "weekly" | "monthly" | "yearly";
export interface Schedule {
  kind: ScheduleKind; interval: number; weekdays: string[]; dayOfMonth: number | null; month: number | null; time: string; zone: string;
  start: string; end: string | null;
}
export interface ScheduledWanted {
  typeId: string; title: string; description: string; requesterId: string; impact: Level | null; urgency: Level | null;
  categoryId: string | null; teamId: string | null; assigneeId: string | null; tags: string[]; fields: FieldValues;
}
export interface ScheduledTicket {
  id: string; deskId: string; name: string; active: boolean; ticket: ScheduledWanted; requester: PersonRef | null; assignee: PersonRef | null; refs: Refs;
  schedule: Schedule; next: string[]; last: { at: string; ticket: TicketMention | null; missed: number; error: string | null } | null; version: number;
}
