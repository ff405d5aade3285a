// Made-up people and tickets for looking at the user interface without a server.
let seed = 42;
export const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const pick = (list) => list[Math.floor(random() * list.length)];
let n = 0;
export const id = () => `00000000-0000-4000-8000-${String(++n).padStart(12, "0")}`;
const ago = (hours) => new Date(Date.now() - hours * 3600_000).toISOString();

export const desks = [
  { id: id(), key: "it", name: "IT", template: "it", email: "it@example.org", version: 1 },
  { id: id(), key: "hr", name: "Human Resources", template: "hr", email: null, version: 1 },
];
const [it, hr] = desks;
const names = ["Anna Berger", "Jonas Weiß", "Priya Raman", "Tomás Alvarez", "Mei Lin", "Sofia Rossi", "Karim Haddad", "Lena Vogt", "Oluwaseun Adeyemi", "Greta Lund", "Pierre Dubois", "Noah Fischer", "Ida Nyström", "Hannah Schmitt", "Marek Nowak", "Chloé Martin", "Yusuf Demir", "Eva Novotná", "Liam O’Connor", "Zoë de Vries"];
export const people = names.map((name, i) => ({
  id: id(), name, email: `${name.split(" ")[0].normalize("NFD").replace(/[^a-zA-Z]/g, "").toLowerCase()}@example.org`, active: true, locale: null, timeZone: null,
  admin: i === 0, roles: i === 0 ? [{ deskId: it.id, role: "manager" }, { deskId: hr.id, role: "manager" }] : i < 6 ? [{ deskId: it.id, role: i === 1 ? "manager" : "agent" }] : i < 8 ? [{ deskId: hr.id, role: "agent" }] : [], version: 1,
}));
export const ref = (p) => p && { id: p.id, name: p.name, email: p.email };
export const teams = [
  { id: id(), deskId: it.id, name: "First line", members: people.slice(0, 4).map(ref), version: 1 },
  { id: id(), deskId: it.id, name: "Network", members: people.slice(3, 6).map(ref), version: 1 },
  { id: id(), deskId: hr.id, name: "Payroll", members: people.slice(6, 8).map(ref), version: 1 },
];
const cat = (name, deskId, parentId = null) => ({ id: id(), name, deskId, parentId, active: true, version: 1 });
const hardware = cat("Hardware", it.id);
const software = cat("Software", it.id);
export const categories = [hardware, cat("Laptop", it.id, hardware.id), cat("Printer", it.id, hardware.id), software, cat("E-mail", it.id, software.id), cat("VPN", it.id, software.id), cat("Payslip", hr.id)];

const statuses = [
  { key: "new", name: "New", category: "new", portalName: "Received" }, { key: "open", name: "In progress", category: "open", portalName: "In progress" },
  { key: "pending", name: "Waiting for requester", category: "pending", portalName: "Waiting for you" }, { key: "resolved", name: "Resolved", category: "resolved", portalName: "Done" },
  { key: "closed", name: "Closed", category: "closed", portalName: "Closed" }, { key: "cancelled", name: "Cancelled", category: "cancelled", portalName: "Cancelled" },
];
const ways = { new: ["open", "pending", "resolved", "cancelled"], open: ["pending", "resolved", "cancelled"], pending: ["open", "resolved", "cancelled"], resolved: ["open", "closed"], closed: [], cancelled: ["open"] };
const field = (key, name, kind, more = {}) => ({ id: key, key, name, kind, help: "", required: false, defaultValue: null, portal: false, options: [], config: {}, condition: null, read: ["agent"], write: ["agent"], indexed: true, unique: false, retired: false, writable: true, ...more });
const opt = (key, name, colour) => ({ key, name, colour, parent: null, active: true });
export const fields = [
  field("cost", "Cost", "money", { config: { currency: "EUR" } }), field("effort", "Effort", "duration"), field("due", "Due", "date"), field("done", "Done", "date"),
  field("size", "Size", "choice", { options: [opt("s", "Small", "#2f9e44"), opt("m", "Medium", "#f08c00"), opt("l", "Large", "#e03131")] }), field("watch", "Watched", "yes_no"), field("note", "Remark", "text"), field("labels", "Labels", "tags"),
];
const transitions = Object.entries(ways).flatMap(([from, all]) => all.map((to) => ({ key: `${from}_${to}`, name: to, from: [from], to, roles: [], teams: [], condition: null, required: [], asks: to === "pending" ? ["due"] : [], comment: to === "resolved" ? "optional" : "none", effects: [] })));
const form = { sections: [{ key: "more", title: "", help: null, condition: null, fields: fields.map((f) => ({ field: f.key, width: "half" })) }] };
const type = (key, kind, name, deskId, prefix, portalName, portalHint) => ({ id: id(), key, kind, name, deskId, prefix, portal: true, portalName, portalHint, statuses, transitions, initial: "new", active: true, confidential: false, icon: null, colour: null, fields, forms: { requester: form, agent: form }, version: 1, priorityMatrix: [[1, 2, 3], [2, 3, 4], [3, 4, 4]] });
export const types = [
  type("incident", "incident", "Incident", it.id, "INC", "Something does not work", "A device, a program or the network is broken or slow"),
  type("request", "service_request", "Service request", it.id, "REQ", "I need something", "A device, a program, access to a folder or system"),
  type("hr", "service_request", "HR request", hr.id, "HR", "A question about work and pay", "Payslips, leave, certificates, changes of address"),
];
const titles = ["VPN drops every few minutes", "Outlook does not open shared calendar", "New laptop for Ida", "Printer on floor 3 prints blank pages", "Cannot sign in after password change", "Access to the finance share", "Screen flickers when docked", "Teams has no sound", "Payslip for October is missing", "Phone contract: change of number", "Excel file locked by another user", "Wi-Fi is slow in meeting room 2", "Request: Adobe Acrobat licence", "SAP shows error 503 at month-end closing", "Laptop battery lasts twenty minutes", "Unknown device found on the network"];

export const tickets = [];
let counter = 1000;
export function makeTicket(over = {}) {
  const ty = over.type ?? pick(types);
  const hours = over.hours ?? random() ** 2 * 1200;
  const impact = 1 + Math.floor(random() * 3);
  const urgency = 1 + Math.floor(random() * 3);
  const status = over.status ?? (hours > 400 ? pick(["closed", "closed", "resolved", "cancelled"]) : pick(["new", "open", "open", "pending", "resolved"]));
  const requester = over.requester ?? pick(people.slice(8));
  const t = {
    id: id(), number: `${ty.prefix}-${++counter}`, typeId: ty.id, deskId: ty.deskId, title: over.title ?? pick(titles), status,
    statusCategory: statuses.find((s) => s.key === status).category, impact, urgency, priority: ty.priorityMatrix[impact - 1][urgency - 1],
    requester: ref(requester), assignee: status === "new" ? null : ref(pick(people.slice(0, 6))), team: random() < 0.6 ? { id: teams[0].id, name: teams[0].name } : null,
    category: random() < 0.7 ? (({ id, name }) => ({ id, name }))(pick(categories.filter((c) => c.deskId === ty.deskId))) : null, channel: over.channel ?? pick(["email", "email", "portal", "phone"]),
    created: ago(hours + 2), updated: ago(hours), unread: status === "open" && random() < 0.4, tags: random() < 0.2 ? [pick(["vip", "onboarding", "month-end"])] : [], version: 1,
    description: over.description ?? "<p>Hello,</p><p>since this morning this happens <b>every few minutes</b>:</p><ul><li>the connection is lost</li><li>after a minute it comes back</li></ul><p>I work from home today. Could somebody have a look, please?</p>",
    resolvedAt: ["resolved", "closed"].includes(status) ? ago(hours) : null, closedAt: null, firstRepliedAt: null, reopenCount: 0, rating: null, watchers: [ref(requester)], links: [], attachments: [],
    may: { edit: true, reply: true, note: true }, entries: [], refs: {}, parent: null,
    fields: { ...(random() < 0.6 ? { cost: { amount: Math.round(random() * 90000) / 100, currency: "EUR" } } : {}), ...(random() < 0.7 ? { effort: Math.round(random() * 40) * 15 } : {}), ...(random() < 0.8 ? { size: pick(["s", "m", "l"]) } : {}), watch: random() < 0.3 },
  };
  if (random() < 0.25) { const at = Math.round((random() - 0.35) * 60); t.fields.due = ago(-at * 24).slice(0, 10); if (random() < 0.6) t.fields.done = ago(-(at + Math.round(random() * 9)) * 24).slice(0, 10); }
  const entry = (hoursAgo, actor, kind, audience, more = {}) => ({ id: id(), seq: t.entries.length + 1, at: ago(hoursAgo), actor: { kind: "person", id: actor.id, name: actor.name }, kind, audience, body: null, folded: null, changes: [], attachments: [], channel: null, cause: null, ...more });
  t.entries.push(entry(hours + 2, requester, "created", "public"));
  if (status !== "new") {
    t.entries.push(entry(hours + 1.6, people[1], "changed", "internal", { changes: [{ field: "assignee", from: null, to: { label: t.assignee.name } }, { field: "status", from: { label: "New" }, to: { label: "In progress" } }] }));
    t.entries.push(entry(hours + 1.5, people[1], "reply", "public", { body: "<p>Good morning,</p><p>I am looking into it. Which network are you on, and does it also happen by cable?</p>", folded: "<p>-- <br>Jonas Weiß<br>IT service desk</p>", channel: "agent" }));
    t.entries.push(entry(hours + 1.2, people[3], "note", "internal", { body: "<p>The gateway log shows re-keying failures since the update on Tuesday. See <a href=\"https://example.org/kb/17\">KB 17</a>.</p>" }));
    t.entries.push(entry(hours, requester, "reply", "public", { body: "<p>By cable it is fine. Only Wi-Fi.</p>", folded: "<blockquote>On Monday, Jonas Weiß wrote: Which network are you on?</blockquote>", channel: "email" }));
  }
  tickets.push(t);
  return t;
}
for (let i = 0; i < (Number(process.env.TICKETS) || 1500); i++) makeTicket();
makeTicket({ type: types[0], hours: 0.3, status: "open", title: "VPN drops every few minutes when working from home since Tuesday’s update" }).unread = true;
for (const h of [1, 30, 300]) makeTicket({ type: types[0], hours: h, requester: people[0], status: h === 30 ? "pending" : h === 300 ? "resolved" : "open", channel: "portal" });
tickets.sort((a, b) => b.updated.localeCompare(a.updated));
tickets[0].links.push({ id: id(), kind: "relates", label: "is related to", ticket: tickets[4] });

export const queues = [
  [it.id, "Unassigned", "state in (new, open) and assignee is empty", "priority asc"], [it.id, "Mine", "assignee = me() and state in (new, open, pending)", "updated desc"],
  [it.id, "All open", "state in (new, open, pending)", "updated desc"], [it.id, "Critical", "state in (new, open) and priority = 1", "created asc"], [it.id, "Resolved", "state = resolved", "updated desc"],
  [hr.id, "Open", "state in (new, open, pending)", "updated desc"], [hr.id, "Waiting", "state = pending", "updated desc"],
].map(([deskId, name, query, order], position) => ({ id: id(), deskId, ownerId: null, name, query, order, position, layout: "table", queue: true, shared: true, favourite: false, config: {}, version: 1, count: 0 }));
export { statuses };
