import { adminRoutes } from "./admin.mjs";
import { categories, desks, id, makeTicket, people, random, ref, statuses, teams, tickets, types } from "./data.mjs";
import { only, viewRoutes } from "./views.mjs";
import { check, complete, matcher, sorter } from "./query.mjs";

const live = new Set();
const tell = (event, data) => { for (const r of live) r.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`); };
const files = new Map();
let me = people[0];
const state = { setUp: process.env.SETUP !== "no", signedIn: process.env.SIGNED_OUT === undefined };

const row = (t) => { const { entries: _e, description: _d, ...rest } = t; return rest; };
const full = (t) => ({ ...t, entries: undefined, links: t.links.map((l) => ({ ...l, ticket: row(l.ticket) })), transitions: types.find((x) => x.id === t.typeId).transitions.filter((w) => w.from.includes(t.status)) });
const find = (key) => tickets.find((t) => t.id === key || t.number === key);
const page = (all, q, map = (x) => x) => {
  const from = Number(q.get("cursor") ?? 0), limit = Number(q.get("limit") ?? 50);
  return { items: all.slice(from, from + limit).map(map), next: from + limit < all.length ? String(from + limit) : null };
};
const session = () => ({
  person: me, organisation: { id: 1, name: "Northwind Museum", timeZone: "Europe/Berlin", locale: "en" }, admin: me.admin,
  desks: me.roles.map((r) => { const d = desks.find((x) => x.id === r.deskId); return { id: d.id, name: d.name, key: d.key, role: r.role }; }), teams: teams.map(({ id, name, deskId }) => ({ id, name, deskId })), types, csrf: null,
});
const list = (q) => {
  const fits = matcher(q.get("q"), me.id), desk = q.get("desk");
  return tickets.filter((t) => (!desk || t.deskId === desk) && fits(t)).sort(sorter(q.get("order")));
};
function change(t, c) {
  const before = {}, changes = [];
  const add = (field, from, to) => changes.push({ field, from: from ? { label: String(from) } : null, to: to ? { label: String(to) } : null });
  for (const [k, v] of Object.entries(c)) {
    if (k === "assigneeId") { before[k] = t.assignee?.id ?? null; add("assignee", t.assignee?.name, people.find((p) => p.id === v)?.name); t.assignee = ref(people.find((p) => p.id === v)) ?? null; }
    else if (k === "teamId") { before[k] = t.team?.id ?? null; const x = teams.find((y) => y.id === v); add("team", t.team?.name, x?.name); t.team = x ? { id: x.id, name: x.name } : null; }
    else if (k === "categoryId") { before[k] = t.category?.id ?? null; const x = categories.find((y) => y.id === v); add("category", t.category?.name, x?.name); t.category = x ? { id: x.id, name: x.name } : null; }
    else if (k === "requesterId") { before[k] = t.requester.id; t.requester = ref(people.find((p) => p.id === v)); }
    else if (k === "fields") { before[k] = Object.fromEntries(Object.keys(v).map((x) => [x, t.fields[x] ?? null])); t.fields = Object.fromEntries(Object.entries({ ...t.fields, ...v }).filter(([, y]) => y !== null)); for (const [x, y] of Object.entries(v)) { add(x, JSON.stringify(before[k][x]), JSON.stringify(y)); } }
    else if (k === "note" || k === "reply") continue;
    else { before[k] = t[k]; add(k, t[k], v); t[k] = v; if (k === "status") t.statusCategory = statuses.find((s) => s.key === v).category; }
  }
  t.priority = types.find((x) => x.id === t.typeId).priorityMatrix[t.impact - 1][t.urgency - 1];
  push(t, "changed", "internal", { changes });
  return before;
}
function push(t, kind, audience, more) {
  const e = { id: id(), seq: t.entries.length + 1, at: new Date().toISOString(), actor: { kind: "person", id: me.id, name: me.name }, kind, audience, body: null, folded: null, changes: [], attachments: [], channel: "agent", cause: null, ...more };
  t.entries.push(e); t.version++; t.updated = e.at; setTimeout(() => tell("tickets", { ids: [t.id], deskIds: [t.deskId] }), 50);
  return e;
}
const attached = (ids, entryId) => (ids ?? []).map((x) => ({ ...files.get(x), inline: false, entryId, created: new Date().toISOString(), content: undefined }));
const STEPS = { new: "received", open: "in_progress", pending: "waiting_for_you", resolved: "done", closed: "closed", cancelled: "closed" };
const statusName = (t) => statuses.find((s) => s.key === t.status).portalName;
const request = (t) => ({
  id: t.id, number: t.number, typeName: types.find((x) => x.id === t.typeId).portalName, title: t.title, description: t.description, step: STEPS[t.statusCategory], statusName: statusName(t), created: t.created, updated: t.updated, rating: t.rating,
  mayReply: t.status !== "closed", mayReopen: t.status === "resolved", mayRate: Boolean(t.resolvedAt), mayClose: ["new", "open", "pending"].includes(t.status), version: t.version, attachments: [],
  entries: t.entries.filter((e) => e.kind === "reply").map((e) => ({ id: e.id, at: e.at, mine: e.actor.id === me.id, author: e.actor.name, kind: "reply", body: e.body, folded: e.folded, step: null, attachments: e.attachments })),
});
const mine = () => tickets.filter((t) => t.requester.id === me.id);
const days = (from, to) => { const all = []; for (let d = new Date(from); d < new Date(to); d = new Date(+d + 86400_000)) all.push(d.toISOString().slice(0, 10)); return all; };

const routes = [
  ["GET", "/start", () => ({ setUp: state.setUp, demo: true, product: "Steward", version: "mock", organisation: state.setUp ? "Northwind Museum" : null, demoPassword: "demo", demoPeople: people.slice(0, 12).map((p) => ({ email: p.email, name: p.name, role: p.admin ? "admin" : (p.roles[0]?.role ?? "requester"), desk: p.roles[0] ? desks.find((d) => d.id === p.roles[0].deskId).name : null })) })],
  ["POST", "/set-up", ({ body }) => { Object.assign(me, { name: body.name, email: body.email }); state.setUp = state.signedIn = true; return session(); }],
  ["POST", "/session", ({ body }) => { const p = people.find((x) => x.email === body.email); if (!p || body.password !== "demo") throw [401, "unauthenticated", "Wrong"]; me = p; state.signedIn = true; return session(); }],
  ["GET", "/session", () => { if (!state.signedIn) throw [401, "unauthenticated", "Nobody is signed in"]; return session(); }],
  ["DELETE", "/session", () => { state.signedIn = false; }],
  ["POST", "/password-resets(/use)?", () => undefined],
  ["PATCH", "/me", ({ body }) => Object.assign(me, body)],
  ["POST", "/me/password", () => undefined],
  ["GET", "/query/check", ({ q }) => check(q.get("q"))],
  ["GET", "/query/complete", ({ q }) => complete(q.get("q"), Number(q.get("at")))],
  ["GET", "/search", ({ q }) => { const w = q.get("q").toLowerCase(); return { tickets: tickets.filter((t) => `${t.number} ${t.title}`.toLowerCase().includes(w)).slice(0, 8).map((t) => ({ ...row(t), snippet: "…since this morning this happens every few minutes: the connection is lost…" })), people: people.filter((p) => p.name.toLowerCase().includes(w)).slice(0, 4).map(ref) }; }],
  ["GET", "/tickets", ({ q }) => page(list(q), q, (t) => only(t, q))],
  ["GET", "/tickets/count", ({ q }) => ({ count: list(q).length, exact: true })],
  ["POST", "/tickets", ({ body }) => { if (!body.title) throw [422, "invalid", "Not valid", [{ field: "title", code: "required", message: "This is needed" }]]; const t = makeTicket({ type: types.find((x) => x.id === body.typeId), hours: 0, status: "new", title: body.title, description: body.description ?? "", channel: body.channel }); t.entries.length = 1; tell("tickets", { ids: [t.id], deskIds: [t.deskId] }); return full(t); }],
  ["POST", "/tickets/bulk", ({ body }) => ({ changed: body.ids.map((x) => { const t = find(x); return { id: x, before: change(t, body.change), version: t.version }; }), refused: [] })],
  ["GET", "/tickets/:id", ({ p }) => { const t = find(p[0]); if (!t) throw [404, "not-found", "Not found"]; return full(t); }],
  ["PATCH", "/tickets/:id", ({ p, body, request }) => { const t = find(p[0]); if (request.headers["if-match"] !== `"${t.version}"`) throw [412, "stale", "Stale", undefined, full(t)]; change(t, body); return full(t); }],
  ["GET", "/tickets/:id/entries", ({ p, q }) => { const all = find(p[0]).entries.filter((e) => e.seq > Number(q.get("after") ?? 0)); return { items: all.slice(0, 100), next: all.length > 100 ? "x" : null }; }],
  ["POST", "/tickets/:id/(replies|notes)", ({ p, body }) => { const t = find(p[0]), reply = p[1] === "replies"; const e = push(t, reply ? "reply" : "note", reply ? "public" : "internal", { body: body.body }); e.attachments = attached(body.attachments, e.id); if (body.status) change(t, { status: body.status }); return e; }],
  ["PUT", "/tickets/:id/watchers/:id", ({ p }) => { find(p[0]).watchers.push(ref(people.find((x) => x.id === p[1]))); }],
  ["DELETE", "/tickets/:id/watchers/:id", ({ p }) => { const t = find(p[0]); t.watchers = t.watchers.filter((w) => w.id !== p[1]); }],
  ["POST", "/tickets/:id/links", ({ p, body }) => { const to = find(body.number); if (!to) throw [404, "not-found", "There is no such ticket"]; find(p[0]).links.push({ id: id(), kind: body.kind, label: body.kind, ticket: to }); return full(find(p[0])); }],
  ["DELETE", "/tickets/:id/links/:id", ({ p }) => { const t = find(p[0]); t.links = t.links.filter((l) => l.id !== p[1]); }],
  ["GET", "/tickets/:id/similar", ({ p }) => tickets.filter((t) => t.title.slice(0, 6) === find(p[0]).title.slice(0, 6) && t.id !== p[0]).slice(0, 4).map(row)],
  ["PUT", "/tickets/:id/presence", ({ p }) => { setTimeout(() => tell("presence", { ticketId: p[0], people: [{ id: people[1].id, name: people[1].name, state: "replying" }] }), 300); }],
  ["POST", "/files", ({ raw, request }) => { const name = /filename="([^"]*)"/.exec(raw.toString("latin1"))?.[1] ?? "file"; const type = /Content-Type: (\S+)/.exec(raw.toString("latin1"))?.[1] ?? "application/octet-stream"; const f = { id: id(), name: Buffer.from(name, "latin1").toString(), type, size: Number(request.headers["content-length"]) }; files.set(f.id, f); return f; }],
  ["GET", "/portal/types", () => types.map((x) => ({ id: x.id, name: x.portalName, hint: x.portalHint, kind: x.kind, desk: desks.find((d) => d.id === x.deskId).name }))],
  ["GET", "/portal/requests", ({ q }) => page(mine().filter((t) => ["new", "open", "pending"].includes(t.status) === (q.get("state") === "open")), q, (t) => ({ id: t.id, number: t.number, title: t.title, step: STEPS[t.statusCategory], statusName: statusName(t), created: t.created, updated: t.updated, waiting: t.status === "pending" }))],
  ["POST", "/portal/requests", ({ body }) => { if (!body.title) throw [422, "invalid", "Not valid", [{ field: "title", code: "required", message: "This is needed" }]]; return request(makeTicket({ type: types.find((x) => x.id === body.typeId), hours: 0, status: "new", title: body.title, description: body.description, requester: me, channel: "portal" })); }],
  ["GET", "/portal/requests/:id", ({ p }) => request(find(p[0]))],
  ["POST", "/portal/requests/:id/(replies|reopen|close|rating)", ({ p, body }) => { const t = find(p[0]); if (p[1] === "rating") t.rating = body; else if (p[1] === "close") change(t, { status: "closed" }); else { if (p[1] === "reopen") change(t, { status: "open" }); push(t, "reply", "public", { body: body.body }); } return request(t); }],
  ["GET", "/ratings/:id", () => ({ number: "INC-1042", title: "VPN drops every few minutes", organisation: "Northwind Museum", rating: null })],
  ["POST", "/ratings/:id", () => undefined],
  ["GET", "/figures", ({ q }) => { const d = days(q.get("from"), q.get("to")); const c = (count) => ({ count, query: "state = open" }); return {
    from: q.get("from"), to: q.get("to"), timeZone: "Europe/Berlin", openByAge: ["<1d", "1-3d", "3-7d", "7-30d", ">30d"].map((bucket, i) => ({ bucket, count: [38, 61, 44, 29, 9][i], query: "state = open" })),
    daily: d.map((day) => { const w = [0, 6].includes(new Date(day).getUTCDay()) ? 0.2 : 1; return { day, created: Math.round(w * (18 + random() * 22)), resolved: Math.round(w * (16 + random() * 24)), createdQuery: `created = ${day}`, resolvedQuery: `resolved = ${day}` }; }),
    created: c(812), resolved: c(790), resolution: { count: 790, medianHours: 6.4, p90Hours: 51, meanHours: 17.2, query: "state = resolved" }, firstContact: { share: 0.42, resolvedAtFirst: 332, resolved: 790, query: "replies = 1" },
    csat: { average: 4.3, count: 214, scores: [6, 9, 21, 58, 120], query: "rating > 0" }, reopened: c(31) }; }],
];
const paths = [...viewRoutes(() => me), ...routes, ...adminRoutes(() => me)].map(([method, path, run]) => [method, new RegExp(`^/api/v1${path.replace(/:id/g, "([^/]+)")}$`), run]);

export function answer(incoming, response, url, raw) {
  if (url.pathname === "/api/v1/live") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("event: ping\ndata: {}\n\n");
    live.add(response);
    response.on("close", () => live.delete(response));
    return;
  }
  if (/^\/api\/v1\/attachments\//.test(url.pathname)) { response.writeHead(200, { "Content-Type": "image/svg+xml" }); return response.end('<svg xmlns="http://www.w3.org/2000/svg" width="160" height="96"><rect width="160" height="96" fill="#88a"/></svg>'); }
  const send = (status, body) => { response.writeHead(status, { "Content-Type": status >= 400 ? "application/problem+json" : "application/json" }); response.end(body === undefined ? "" : JSON.stringify(body)); };
  for (const [method, pattern, run] of paths) {
    const m = pattern.exec(url.pathname);
    if (!m || method !== incoming.method) continue;
    if (method !== "GET" && incoming.headers["x-steward"] !== "1") return send(403, { type: "urn:steward:problem:forbidden", title: "X-Steward is missing", status: 403 });
    try {
      const json = /json/.test(incoming.headers["content-type"] ?? "") && raw.length;
      const body = run({ p: m.slice(1), q: url.searchParams, body: json ? JSON.parse(raw) : {}, raw, request: incoming });
      return body === undefined ? send(204) : send(method === "POST" ? 201 : 200, body);
    } catch (e) {
      const [status, type, title, errors, current] = Array.isArray(e) ? e : [500, "internal", String(e?.stack ?? e)];
      return send(status, { type: `urn:steward:problem:${type}`, title, status, correlation: "mock-0001", errors, current });
    }
  }
  return send(404, { type: "urn:steward:problem:not-found", title: "Not found", status: 404, correlation: "mock-0404" });
}
