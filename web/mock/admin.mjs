import { categories, desks, id, people, random, ref, teams, tickets, types } from "./data.mjs";

const now = () => new Date().toISOString();
const tokens = [{ id: id(), name: "Monitoring", created: "2026-08-02T09:00:00Z", lastUsed: now(), personId: people[0].id }];
const organisation = { id: 1, name: "Northwind Museum", timeZone: "Europe/Berlin", locale: "en", version: 1 };
const accounts = [{ id: id(), deskId: desks[0].id, address: "it@example.org", name: "IT service desk", enabled: true, imap: { host: "imap.example.org", port: 993, security: "tls", user: "it", passwordSet: true, folder: "INBOX" }, smtp: { host: "smtp.example.org", port: 587, security: "starttls", user: "it", passwordSet: true }, trustedServer: null, typeId: types[0].id, lastFetch: now(), lastError: null, version: 1 }];
const received = Array.from({ length: 30 }, (_, i) => ({ id: id(), at: new Date(Date.now() - i * 1800_000).toISOString(), from: people[8 + (i % 10)].email, subject: tickets[i].title, state: ["ticket", "reply", "ticket", "ignored", "failed"][i % 5], reason: i % 5 === 3 ? "An automatic answer" : i % 5 === 4 ? "The message has no sender" : null, ticket: i % 5 < 3 ? { id: tickets[i].id, number: tickets[i].number } : null, attempts: 1 }));
const outgoing = Array.from({ length: 20 }, (_, i) => ({ id: id(), at: new Date(Date.now() - i * 2400_000).toISOString(), to: people[8 + (i % 10)].email, subject: `Re: ${tickets[i].title}`, kind: ["acknowledgement", "reply", "resolution"][i % 3], state: i === 2 ? "failed" : i === 0 ? "waiting" : "sent", attempts: i === 2 ? 5 : 1, nextAt: i === 0 ? now() : null, lastError: i === 2 ? "550 mailbox unavailable" : null, ticket: { id: tickets[i].id, number: tickets[i].number } }));
const columns = ["number", "incident_state", "active", "reassignment_count", "caller_id", "opened_at", "category", "priority", "resolved_at"];
const imports = [];
const preview = { delimiter: ",", encoding: "UTF-8", columns: columns.map((name, i) => ({ name, distinct: i === 1 ? 5 : 900, samples: i === 1 ? ["New", "Active", "Awaiting User Info", "Resolved", "Closed"] : i === 5 || i === 8 ? ["29/2/2016 01:16", "29/2/2016 01:23"] : [`${name} 1`, `${name} 2`, "?"] })), suggested: { mode: "history", key: "number", columns: { incident_state: "status", caller_id: "requester", opened_at: "created", resolved_at: "resolved", category: "category" }, values: { incident_state: { New: "new", Active: "open" } }, dateFormat: "d/M/yyyy HH:mm", timeZone: "UTC", unknown: ["?"], order: null } };
const make = () => { const x = { id: id(), name: "incident_event_log.csv", size: 45_300_000, state: "uploaded", rows: 141_712, rowsDone: 0, tickets: 0, entries: 0, errorCount: 0, started: null, finished: null, rowsPerSecond: null, mapping: null, preview, message: null }; imports.unshift(x); return x; };
const drive = (x, to, done) => { x.state = to; x.started = now(); x.finished = null; x.rowsDone = 0; const t = setInterval(() => { if (x.state !== to) return clearInterval(t); x.rowsDone = Math.min(x.rows, x.rowsDone + 9000); x.tickets = Math.round(x.rowsDone / 6); x.entries = x.rowsDone; if (x.rowsDone >= x.rows) { x.state = done; x.finished = now(); x.rowsPerSecond = 18_000; x.errorCount = done === "checked" ? 12 : 0; clearInterval(t); } }, 500); return x; };
make();
const page = (all, q) => { const from = Number(q.get("cursor") ?? 0), limit = Number(q.get("limit") ?? 50); return { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null }; };

export const adminRoutes = () => [
  ["GET", "/people", ({ q }) => page(people.filter((p) => p.name.toLowerCase().includes((q.get("search") ?? "").toLowerCase())), q)],
  ["POST", "/people", ({ body }) => { const p = { id: id(), active: true, locale: null, timeZone: null, admin: false, roles: [], version: 1, ...body }; people.push(p); return p; }],
  ["GET", "/people/:id", ({ p }) => people.find((x) => x.id === p[0])],
  ["PATCH", "/people/:id", ({ p, body }) => { const x = people.find((y) => y.id === p[0]); return Object.assign(x, body, { version: x.version + 1 }); }],
  ["GET", "/desks", () => desks],
  ["POST", "/desks", ({ body }) => { const d = { id: id(), email: null, version: 1, ...body }; desks.push(d); return d; }],
  ["PATCH", "/desks/:id", ({ p, body }) => Object.assign(desks.find((x) => x.id === p[0]), body)],
  ["GET", "/desks/:id/agents", ({ p }) => people.filter((x) => x.roles.some((r) => r.deskId === p[0] && r.role !== "requester")).map(ref)],
  ["GET", "/teams", ({ q }) => teams.filter((t) => !q.get("desk") || t.deskId === q.get("desk"))],
  ["POST", "/teams", ({ body }) => { const t = { id: id(), version: 1, ...body, members: (body.members ?? []).map((m) => ref(people.find((x) => x.id === m))) }; teams.push(t); return t; }],
  ["PATCH", "/teams/:id", ({ p, body }) => { const t = teams.find((x) => x.id === p[0]); if (body.name) t.name = body.name; if (body.members) t.members = body.members.map((m) => ref(people.find((x) => x.id === m))); t.version++; return t; }],
  ["POST", "/categories", ({ body }) => { const c = { id: id(), parentId: null, active: true, version: 1, ...body }; categories.push(c); return c; }],
  ["PUT", "/categories/:id", ({ p, body }) => { const c = categories.find((x) => x.id === p[0]); return Object.assign(c, body, { version: c.version + 1 }); }],
  ["DELETE", "/categories/:id", ({ p }) => { categories.splice(categories.findIndex((c) => c.id === p[0]), 1); }],
  ["GET", "/categories", ({ q }) => categories.filter((c) => !q.get("desk") || c.deskId === q.get("desk"))],
  ["GET", "/types", () => types],
  ["GET", "/tokens", () => tokens],
  ["POST", "/tokens", ({ body }) => { const t = { id: id(), name: body.name, created: now(), lastUsed: null, personId: people[0].id }; tokens.push(t); return { ...t, token: `stw_${Math.floor(random() * 1e12).toString(36)}mock` }; }],
  ["DELETE", "/tokens/:id", ({ p }) => { tokens.splice(tokens.findIndex((t) => t.id === p[0]), 1); }],
  ["GET", "/organisation", () => organisation],
  ["PATCH", "/organisation", ({ body }) => Object.assign(organisation, body, { version: organisation.version + 1 })],
  ["GET", "/mail/accounts", () => accounts],
  ["POST", "/mail/accounts", ({ body }) => { const a = { id: id(), version: 1, lastFetch: null, lastError: null, ...body }; accounts.push(a); return a; }],
  ["PATCH", "/mail/accounts/:id", ({ p, body }) => Object.assign(accounts.find((a) => a.id === p[0]), body)],
  ["DELETE", "/mail/accounts/:id", ({ p }) => { accounts.splice(accounts.findIndex((a) => a.id === p[0]), 1); }],
  ["POST", "/mail/accounts/:id/test", () => ({ imap: { ok: true, message: "Signed in; 14 messages in INBOX" }, smtp: { ok: false, message: "535 Authentication failed" } })],
  ["GET", "/mail/received", ({ q }) => page(received.filter((m) => !q.get("state") || m.state === q.get("state")), q)],
  ["POST", "/mail/received/:id/retry", () => undefined],
  ["GET", "/mail/outgoing", ({ q }) => page(outgoing.filter((m) => !q.get("state") || m.state === q.get("state")), q)],
  ["POST", "/mail/outgoing/:id/retry", () => undefined],
  ["GET", "/imports", () => imports],
  ["POST", "/imports", () => make()],
  ["GET", "/imports/:id", ({ p }) => imports.find((x) => x.id === p[0])],
  ["PUT", "/imports/:id/mapping", ({ p, body }) => Object.assign(imports.find((x) => x.id === p[0]), { mapping: body, state: "uploaded" })],
  ["POST", "/imports/:id/check", ({ p }) => drive(imports.find((x) => x.id === p[0]), "checking", "checked")],
  ["POST", "/imports/:id/run", ({ p }) => drive(imports.find((x) => x.id === p[0]), "running", "done")],
  ["POST", "/imports/:id/cancel", ({ p }) => Object.assign(imports.find((x) => x.id === p[0]), { state: "cancelled", finished: now() })],
  ["GET", "/imports/:id/errors", ({ q }) => page(Array.from({ length: 12 }, (_, i) => ({ row: 17 + i * 31, column: "opened_at", value: "31/31/2016", message: "This is not a date of the form d/M/yyyy HH:mm" })), q)],
];
