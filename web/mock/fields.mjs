// One field of each kind, a form with a condition, and ways that ask for something: for looking at them without a server.
let n = 0;
const id = () => `00000000-0000-4000-9000-${String(++n).padStart(12, "0")}`;
const option = (key, name, colour = null, parent = null) => ({ key, name, colour, parent, active: true });
const field = (key, name, kind, more = {}) => ({ id: id(), key, name, kind, help: "", required: false, defaultValue: null, portal: true, options: [], config: {}, condition: null, read: ["requester", "agent"], write: ["requester", "agent"], indexed: false, unique: false, retired: false, writable: true, ...more });

export const fields = [
  field("asset_tag", "Asset tag", "text", { help: "On the sticker below, such as AB-1234", config: { pattern: "[A-Z]{2}-\\d{4}" } }),
  field("device", "Device", "choice", { required: true, options: [option("laptop", "Laptop", "#1565c0"), option("phone", "Phone", "#2e7d32"), option("other", "Something else")] }),
  field("damage", "What happened to it?", "choices", { condition: 'device = "laptop"', options: [option("drop", "It fell"), option("water", "Water"), option("age", "Age")] }),
  field("place", "Where in the house", "tree", { config: { leafOnly: true }, options: [option("north", "North wing"), option("n1", "Floor 1", null, "north"), option("n2", "Floor 2", null, "north"), option("south", "South wing"), option("s1", "Floor 1", null, "south")] }),
  field("cost", "Cost", "money", { config: { currency: "EUR", min: 0 } }),
  field("budget", "Budget", "money"),
  field("weight", "Weight", "number", { config: { unit: "kg", decimals: 1, max: 100 } }),
  field("done_share", "Share done", "percentage"),
  field("needed_by", "Needed by", "date", { required: true }),
  field("meeting", "Meeting", "date_time"),
  field("absence", "Absence", "date_range"),
  field("best_time", "Best time to call", "time_of_day"),
  field("rollout", "Week of the roll-out", "week"),
  field("estimate", "Estimate", "duration"),
  field("insured", "Insured", "yes_no"),
  field("owner", "Owner", "person"),
  field("helpers", "Helpers", "people"),
  field("crew", "Team in charge", "team"),
  field("unit", "Organisation unit", "organisation_unit"),
  field("site", "Location", "location"),
  field("country", "Country", "country"),
  field("zone", "Time zone", "time_zone"),
  field("see", "See also", "ticket"),
  field("after", "Only after", "dependency"),
  field("service", "Services", "service"),
  field("ci", "Configuration items", "ci"),
  field("link", "Web address", "url"),
  field("contact", "Other address", "email"),
  field("phone", "Phone", "phone"),
  field("colour", "Colour of the label", "colour"),
  field("labels", "Labels", "tags"),
  field("stars", "How good was it?", "rating"),
  field("votes", "Who else wants it", "vote"),
  field("steps", "Steps", "checklist"),
  field("papers", "Papers", "file", { config: { most: 3 } }),
  field("signed", "Received", "signature"),
  field("story", "The whole story", "rich_text"),
  field("serial", "Serial number", "auto_number", { config: { prefix: "S-" }, writable: false }),
  field("progress", "Progress", "progress", { writable: false }),
  field("total", "Total", "formula", { config: { expression: "weight * 2", result: "number", unit: "kg" }, writable: false }),
  field("children_cost", "Cost of the parts", "rollup", { config: { link: "children", function: "sum", field: "cost" }, writable: false }),
  field("waited", "Time in this status", "time_in_status", { writable: false }),
  field("made_by", "Created by", "created_by", { writable: false }),
  field("order", "Order it", "button", { config: { label: "Order a new one" } }),
];
const at = (key, width = "full") => ({ field: key, width });
const rest = fields.slice(9).map((f) => at(f.key, "half"));
export const forms = {
  requester: { sections: [
    { key: "what", title: "", help: null, condition: null, fields: [at("title"), at("device", "half"), at("needed_by", "half"), at("damage"), at("description")] },
    { key: "more", title: "A little more", help: "This helps us to send the right person.", condition: null, fields: [at("asset_tag", "half"), at("place", "half"), at("country", "half"), at("cost", "half"), at("insured"), at("stars"), at("steps"), at("papers"), at("signed"), at("urgency")] },
  ] },
  agent: { sections: [
    { key: "basic", title: "", help: null, condition: null, fields: [at("title"), at("description"), at("impact", "half"), at("urgency", "half"), at("category", "half"), at("team", "half"), at("assignee", "half"), at("priority", "half")] },
    { key: "device", title: "Device", help: null, condition: null, fields: [at("device", "half"), at("asset_tag", "half"), at("damage"), at("place", "half"), at("cost", "half"), at("weight", "half"), at("total", "half"), at("done_share", "half"), at("needed_by", "half")] },
    { key: "rest", title: "Everything else", help: null, condition: null, fields: rest },
  ] },
};
const way = (from, to, name, more = {}) => ({ key: `${name.toLowerCase().replace(/\W+/g, "_")}`, name, from, to, roles: [], teams: [], condition: null, required: [], asks: [], comment: "none", effects: [], ...more });
export const transitions = [
  way(["new", "pending", "resolved", "cancelled"], "open", "In progress"), way(["new", "open"], "pending", "Waiting for requester", { comment: "reply" }),
  way(["new", "open", "pending"], "resolved", "Resolve", { asks: ["cost", "category"], required: ["needed_by", "cost"], comment: "note" }), way(["resolved"], "closed", "Closed"), way(["new", "open", "pending"], "cancelled", "Cancelled"),
];
export const waysOf = (t) => transitions.filter((w) => w.to !== t.status && w.from.includes(t.status)).map(({ key, name, to, asks, required, comment }) => ({ key, name, to, asks, required, comment }));
/** The only condition here is that of "damage". */
export const formAnswer = (values, ticket) => {
  const now = { ...ticket?.fields, ...values.fields };
  return { sections: {}, fields: { damage: { visible: now.device === "laptop", required: now.device === "laptop" }, total: { visible: true, required: false, value: typeof now.weight === "number" ? now.weight * 2 : null } } };
};
export const sample = (people, team, others) => ({
  fields: { asset_tag: "AB-1234", device: "laptop", damage: ["drop", "water"], place: "n2", cost: { amount: 1249.5, currency: "EUR" }, weight: 2.4, done_share: 40, meeting: "2026-12-01T08:30:00Z", absence: { from: "2026-12-22", to: "2027-01-04" }, best_time: "09:30", rollout: "2026-W48", estimate: 150, insured: true, owner: people[2].id, helpers: [people[3].id, people[4].id], crew: team.id, country: "DE", zone: "Europe/Berlin", see: [others[0].id], link: "https://example.org/kb/17", contact: "else@example.org", phone: "+49 30 1234567", colour: "#2e7d32", labels: ["vip", "loan"], stars: 4, votes: [people[5].id], steps: [{ text: "Back up the data", done: true }, { text: "Order the part", done: false }, { text: "Hand it over", done: false }], story: "<p>It <b>fell</b> from the desk.</p>", serial: 1042, progress: 33, total: 4.8, waited: 4500, made_by: people[1].id },
  refs: Object.fromEntries([...people.slice(0, 6).map((p) => [p.id, { name: p.name }]), [team.id, { name: team.name }], ...others.map((o) => [o.id, { name: o.title, number: o.number }])]),
});
