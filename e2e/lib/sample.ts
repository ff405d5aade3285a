import { Api, type Made } from "./api.ts";

interface Named { id: string; name: string }
interface Type extends Named { key: string; deskId: string; prefix: string }
interface Line { type: "incident" | "request"; title: string; description: string; requester: string; impact: number; urgency: number; category: string; assignee?: string; status?: string; tags?: string[]; reply?: string; note?: string }

const REQUESTERS = ["Noor Haddad", "Jonas Weber", "Emilia Rossi", "Tom Okafor"];
const LINES: Line[] = [
  { type: "incident", title: "No sound in the lecture hall", description: "<p>The loudspeakers are silent since the stage was rebuilt. A talk begins on <b>Thursday at 18:00</b>.</p><ul><li>Microphones show a level</li><li>The amplifier is on</li></ul>", requester: "Noor Haddad", impact: 1, urgency: 2, category: "Hardware", assignee: "Carla Nunes", status: "open", tags: ["hall", "audio"], reply: "<p>Thank you for the details. We come by at 14:00 today.</p>", note: "<p>The patch panel behind the stage was replaced; see the plan from <code>2026-10</code>.</p>" },
  { type: "incident", title: "Ticket office cannot print receipts", description: "<p>Both printers show “paper jam”, there is none.</p>", requester: "Jonas Weber", impact: 1, urgency: 1, category: "Printing", tags: ["ticket-office"] },
  { type: "request", title: "Access to the loans register for Emilia", description: "<p>She takes over loans from Monday.</p>", requester: "Emilia Rossi", impact: 3, urgency: 2, category: "Access", assignee: "Dev Patel", status: "pending", reply: "<p>Who has to approve this?</p>" },
  { type: "incident", title: "Wireless network drops out in the reading room whenever more than a dozen visitors sit near the northern windows", description: "<p>It comes back after some minutes.</p>", requester: "Tom Okafor", impact: 2, urgency: 2, category: "Network", assignee: "Dev Patel", status: "open" },
  { type: "incident", title: "Calendar shows meetings an hour late", description: "", requester: "Emilia Rossi", impact: 3, urgency: 3, category: "E-mail and calendar", assignee: "Carla Nunes", status: "resolved", reply: "<p>The time zone of the calendar is right again.</p>" },
  { type: "request", title: "Tablet for the guided tours", description: "<p>With a case that survives school classes.</p>", requester: "Noor Haddad", impact: 3, urgency: 3, category: "Hardware" },
];

/** The number of the sample's ticket that has something of everything. */
export async function richTicket(agent: Api): Promise<string> {
  const { items } = await agent.get<{ items: Made[] }>(`/tickets?q=${encodeURIComponent(`title = "${LINES[0]?.title}"`)}`);
  return items[0]?.number ?? "";
}

/** A small desk at work, made through the API: enough for every screen to have something to show. */
export async function sample(admin: Api, agents: Record<string, Api>): Promise<void> {
  const types = await admin.get<Type[]>("/types");
  const desk = types[0]?.deskId ?? "";
  const categories = await admin.get<Named[]>(`/categories?desk=${desk}`);
  const workers = await admin.get<Named[]>(`/desks/${desk}/agents`);
  const idOf = (all: Named[], name: string | undefined): string | undefined => all.find((x) => x.name === name)?.id;
  const requesters: Named[] = [];
  for (const name of REQUESTERS) requesters.push(await admin.send<Named>("POST", "/people", { name, email: `${name.split(" ")[0]?.toLowerCase()}@example.org` }));
  const made: Made[] = [];
  for (const line of LINES) {
    const by = agents[line.assignee ?? ""] ?? admin;
    const ticket = await by.send<Made>("POST", "/tickets", {
      typeId: types.find((t) => t.key === line.type)?.id, title: line.title, description: line.description, requesterId: idOf(requesters, line.requester),
      impact: line.impact, urgency: line.urgency, categoryId: idOf(categories, line.category), tags: line.tags ?? [], channel: "phone",
      ...(line.assignee ? { assigneeId: idOf(workers, line.assignee) } : {}),
    });
    if (line.note) await by.send("POST", `/tickets/${ticket.id}/notes`, { body: line.note });
    if (line.reply) await by.send("POST", `/tickets/${ticket.id}/replies`, { body: line.reply, ...(line.status ? { status: line.status } : {}) });
    made.push(ticket);
  }
  const [first, second] = made;
  if (!first || !second) throw new Error("no tickets");
  await admin.send("POST", `/tickets/${first.id}/links`, { kind: "relates", number: second.number });
}
