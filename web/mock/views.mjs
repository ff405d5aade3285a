// Views, groups, days and trees of queries, as far as one needs to look at them.
import { desks, fields, id, people, queues, statuses, teams, tickets, types } from "./data.mjs";
import { matcher, sorter } from "./query.mjs";

const [it] = desks;
const view = (name, query, over = {}) => ({ id: id(), deskId: it.id, ownerId: null, name, query, order: "updated desc", layout: "table", queue: false, shared: true, favourite: false, position: 50, version: 1, config: {}, ...over });
const columns = ["number", "priority", "title", "status", "cost", "size", "due", "effort", "watch", "assignee", "updated"].map((field) => ({ field }));
export const views = [
  ...queues,
  view("By team", "state in (new, open, pending)", { favourite: true, config: { columns, groupBy: "team", aggregates: { cost: "sum", effort: "average" } } }),
  view("Board", "state in (new, open, pending, resolved)", { layout: "board", config: { groupBy: "status", wip: { open: 5 } } }),
  view("Board by size", "state in (new, open, pending)", { layout: "board", shared: false, deskId: null, ownerId: people[0].id, config: { groupBy: "size", swimLane: "priority" } }),
  view("Due", "state in (new, open, pending)", { layout: "calendar", config: { dateField: "due", endField: "done" } }),
  view("Plan", "state in (new, open, pending)", { layout: "timeline", config: { dateField: "due", endField: "done", colourBy: "size" } }),
];
const list = (q, me) => tickets.filter(matcher(q.get("q"), me)).sort(sorter(q.get("order")));
const only = (t, q) => { const names = (q.get("columns") ?? "").split(",").filter(Boolean); const { entries: _e, description: _d, fields: all, ...rest } = t; return { ...rest, ...(names.length ? { fields: Object.fromEntries(names.filter((n) => n in all).map((n) => [n, all[n]])), refs: {} } : {}) }; };
const value = { team: (t) => t.team?.id ?? null, assignee: (t) => t.assignee?.id ?? null, status: (t) => t.status, priority: (t) => t.priority, type: (t) => t.typeId, category: (t) => t.category?.id ?? null };
const label = { team: (v) => teams.find((x) => x.id === v)?.name, assignee: (v) => people.find((x) => x.id === v)?.name, status: (v) => statuses.find((s) => s.key === v)?.name, type: (v) => types.find((x) => x.id === v)?.name, category: (v) => tickets.find((t) => t.category?.id === v)?.category.name };
function groups(q, me) {
  const by = q.get("by"), of = value[by] ?? ((t) => t.fields[by] ?? null), found = new Map();
  for (const t of list(q, me)) { const v = of(t); found.set(v, [...(found.get(v) ?? []), t]); }
  const sums = (q.get("aggregates") ?? "").split(",").filter(Boolean).map((s) => s.split(":"));
  const figure = (how, all) => (!all.length ? null : how === "count" ? all.length : how === "min" ? Math.min(...all) : how === "max" ? Math.max(...all) : all.reduce((a, b) => a + b, 0) / (how === "average" ? all.length : 1));
  const all = Array.from(found, ([v, ts]) => ({ value: v, label: v === null ? "" : String((label[by] ?? ((x) => fields.find((f) => f.key === by)?.options.find((o) => o.key === x)?.name ?? x))(v)), count: ts.length, exact: true,
    aggregates: Object.fromEntries(sums.map(([how, f]) => [`${how}:${f}`, figure(how, ts.map((t) => t.fields[f]?.amount ?? t.fields[f]).filter((x) => typeof x === "number"))])), query: v === null ? `${by} is empty` : `${by} = ${typeof v === "string" ? JSON.stringify(v) : v}` }));
  const place = (g) => (g.value === null ? 1e9 : by === "status" ? statuses.findIndex((s) => s.key === g.value) : typeof g.value === "number" ? g.value : 0);
  return { groups: all.sort((a, b) => place(a) - place(b) || a.label.localeCompare(b.label)) };
}
function range(q, me) {
  const [f, e, from, to] = ["field", "end", "from", "to"].map((n) => q.get(n));
  const day = (t, n) => String((n === "created" || n === "updated" ? t[n] : t.fields[n]) ?? "").slice(0, 10);
  return { items: list(q, me).filter((t) => { const a = day(t, f), b = (e && day(t, e)) || a; return a && a <= to && b >= from; }).slice(0, 1000).map((t) => only(t, q)), more: false };
}
/** Only what has no "or" and no brackets. */
function tree(q) {
  const [where, order] = q.split(/\s*order by\s*/i);
  const parts = where.split(/\s+and\s+/i).map((x) => x.trim()).filter(Boolean).map((p) => {
    let m;
    const v = (x) => (/\(\)$/.test(x) ? { kind: "function", text: x.slice(0, -2), arguments: [] } : { kind: "text", text: x.replace(/^"|"$/g, "") });
    if ((m = /^(\w+)\s+(is not empty|is empty)$/i.exec(p))) return { kind: "compare", field: m[1], op: m[2], values: [] };
    if ((m = /^(\w+)\s+(not in|in)\s*\((.*)\)$/i.exec(p))) return { kind: "compare", field: m[1], op: m[2], values: m[3].split(",").map((x) => v(x.trim())) };
    if ((m = /^(\w+)\s*(!=|<=|>=|=|<|>|~)\s*(.*)$/.exec(p))) return { kind: "compare", field: m[1], op: m[2], values: [v(m[3])] };
    return { kind: "words", text: p.replace(/"/g, "") };
  });
  return { where: parts.length ? (parts.length > 1 ? { kind: "and", parts } : parts[0]) : null, order: (order ?? "").split(",").filter(Boolean).map((k) => { const [field, d] = k.trim().split(/\s+/); return { field, descending: d === "desc" }; }) };
}
const said = (v) => (v.kind === "function" ? `${v.text}()` : v.kind === "empty" ? "empty" : /^[\w.-]+$/.test(v.text) ? v.text : JSON.stringify(v.text));
function text(n) {
  if (n.kind === "words") return JSON.stringify(n.text);
  if (n.kind === "not") return `not (${text(n.parts[0])})`;
  if (n.kind === "and" || n.kind === "or") return n.parts.map((p) => (p.kind === "or" || p.kind === "and" ? `(${text(p)})` : text(p))).join(` ${n.kind} `);
  if (/empty/.test(n.op)) return `${n.field} ${n.op}`;
  return /in$/.test(n.op) ? `${n.field} ${n.op} (${n.values.map(said).join(", ")})` : `${n.field} ${n.op} ${said(n.values[0])}`;
}
const csv = (q, me) => ["number;title", ...list(q, me).map((t) => `${t.number};${t.title}`)].join("\n");

export const viewRoutes = (me) => [
  ["GET", "/views", () => views.map((v) => ({ ...v, count: list(new URLSearchParams({ q: v.query }), me().id).length }))],
  ["POST", "/views", ({ body }) => { const v = view(body.name, body.query, { ...body, id: id(), version: 1, ownerId: body.shared ? null : me().id }); views.push(v); return { ...v, count: null }; }],
  ["PATCH", "/views/:id", ({ p, body }) => { const v = views.find((x) => x.id === p[0]); Object.assign(v, body, { version: v.version + 1 }); return { ...v, count: null }; }],
  ["DELETE", "/views/:id", ({ p }) => { views.splice(views.findIndex((x) => x.id === p[0]), 1); }],
  ["PUT", "/views/:id/favourite", ({ p }) => { views.find((x) => x.id === p[0]).favourite = true; }],
  ["DELETE", "/views/:id/favourite", ({ p }) => { views.find((x) => x.id === p[0]).favourite = false; }],
  ["GET", "/tickets/groups", ({ q }) => groups(q, me().id)],
  ["GET", "/tickets/range", ({ q }) => range(q, me().id)],
  ["GET", "/tickets/export", ({ q }) => csv(q, me().id)],
  ["GET", "/query/tree", ({ q }) => tree(q.get("q"))],
  ["POST", "/query/text", ({ body }) => ({ q: [body.where ? text(body.where) : "", (body.order ?? []).length ? `order by ${body.order.map((k) => `${k.field} ${k.descending ? "desc" : "asc"}`).join(", ")}` : ""].filter(Boolean).join(" ") })],
];
export { only };
