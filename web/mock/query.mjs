// Just enough of the query language for looking at lists.
const FIELDS = ["status", "state", "priority", "assignee", "requester", "team", "category", "kind", "type", "channel", "created", "updated", "resolved", "unread", "title", "number", "tags", "desk", "rating", "reopened"];
export function check(q) {
  const word = /([a-z_]+)\s*(=|!=|>=|<=|<|>|~|in\b|not\b|is\b)/gi;
  for (let m; (m = word.exec(q)); ) if (!FIELDS.includes(m[1].toLowerCase()) && !["and", "or", "not", "is", "in"].includes(m[1].toLowerCase())) return { ok: false, at: m.index, length: m[1].length, message: `There is no field called ${m[1]}` };
  return { ok: true };
}
export function complete(q, at) {
  const before = q.slice(0, at);
  const typed = /[\w"]*$/.exec(before)[0].toLowerCase();
  const context = before.slice(0, before.length - typed.length).trimEnd();
  const item = (kind) => (text) => ({ text, label: text, kind });
  if (/[=(,]$/.test(context)) return ["new", "open", "pending", "resolved", "closed", "me()"].filter((x) => x.startsWith(typed)).map(item("value"));
  if (FIELDS.includes(/(\w*)$/.exec(context)[1])) return ["=", "!=", "in (", "is empty", ">=", "<", "~"].filter((x) => x.startsWith(typed)).map(item("operator"));
  return [...(context && !/\b(and|or|not|by)$/.test(context) ? ["and", "or", "order by"] : []), ...FIELDS].filter((x) => x.startsWith(typed)).slice(0, 12).map(item("field"));
}
/** The conditions between the "and"s, out of whatever brackets are around them. */
function split(text) {
  const parts = [];
  let depth = 0, from = 0;
  const all = text.trim();
  for (let i = 0; i <= all.length; i++) {
    if (all[i] === "(") depth++;
    if (all[i] === ")") depth--;
    if (i === all.length || (!depth && /^\s+and\s/i.test(all.slice(i, i + 6)))) { parts.push(all.slice(from, i).trim()); from = i + 5; }
  }
  return parts.filter(Boolean).flatMap((p) => (/^\(.*\)$/.test(p) ? split(p.slice(1, -1)) : [p]));
}
export function matcher(q, me) {
  const parts = split((q ?? "").replace(/order by.*$/i, "")).filter((x) => !/^desk = /.test(x));
  const value = (t, f) => (f in t.fields ? String(t.fields[f]) : { state: t.statusCategory, status: t.status, priority: String(t.priority), assignee: t.assignee?.id ?? "", requester: t.requester.email, team: t.team?.id ?? "", unread: String(t.unread), channel: t.channel }[f]);
  const tests = parts.map((p) => {
    let m;
    if ((m = /^(\w+)\s+is\s+empty$/i.exec(p))) return (t) => !value(t, m[1]);
    if ((m = /^(\w+)\s+in\s*\((.*)\)$/i.exec(p))) { const all = m[2].split(",").map((x) => x.trim().replace(/"/g, "")); return (t) => all.includes(value(t, m[1])); }
    if ((m = /^(\w+)\s*=\s*(.*)$/.exec(p))) { const v = m[2].replace(/"/g, ""); return (t) => value(t, m[1]) === (v === "me()" ? me : v); }
    if ((m = /^"(.*)"$/.exec(p))) return (t) => t.title.toLowerCase().includes(m[1].toLowerCase());
    return () => true;
  });
  return (t) => tests.every((test) => test(t));
}
export function sorter(order) {
  const [field, direction] = (order || "updated desc").split(/\s+/);
  const sign = direction === "desc" ? -1 : 1;
  return (a, b) => sign * (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0);
}
