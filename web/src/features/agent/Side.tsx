import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { api, query } from "../../api/client";
import type { Named, Page, Person, Ref, Ticket, TicketRow, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { exact, t } from "../../i18n";
import { When } from "../../ui";
import { toast } from "../../ui/toasts";
import type { Edit } from "./TicketPage";

interface Props { ticket: Ticket; type: TicketType | undefined; edit: Edit; refresh: () => void }

/** The ticket's fields, each edited where it is read, and what hangs on it. */
export function Side({ ticket, type, edit, refresh }: Props) {
  const session = useSession();
  const agents = useQuery({ queryKey: ["agents", ticket.deskId], queryFn: () => api<Ref[]>(`/desks/${ticket.deskId}/agents`), staleTime: 60_000 });
  const categories = useQuery({ queryKey: ["categories", ticket.deskId], queryFn: () => api<Named[]>(`/categories${query({ desk: ticket.deskId })}`), staleTime: 60_000 });
  const statuses = type?.statuses.filter((s) => s.key === ticket.status || ticket.transitions.includes(s.key)) ?? [];
  const listed = (value: Ref | Named | null, options: (Ref | Named)[] | undefined): (Ref | Named)[] => [...(value && !options?.some((o) => o.id === value.id) ? [value] : []), ...(options ?? [])];
  return (
    <aside className="side" aria-label={t("ticket.details")}>
      <Choice id="side-status" label={t("field.status")} value={ticket.status} onChange={(v) => void edit({ status: v })} options={statuses.map((s) => [s.key, s.name])} />
      <Choice id="side-assignee" label={t("field.assignee")} value={ticket.assignee?.id ?? ""} none onChange={(v) => void edit({ assigneeId: v || null })} options={listed(ticket.assignee, agents.data).map((a) => [a.id, a.name])} />
      <Choice id="side-team" label={t("field.team")} value={ticket.team?.id ?? ""} none onChange={(v) => void edit({ teamId: v || null })} options={listed(ticket.team, session.teams.filter((x) => x.deskId === ticket.deskId)).map((x) => [x.id, x.name])} />
      <Choice id="side-impact" label={t("field.impact")} value={String(ticket.impact)} onChange={(v) => void edit({ impact: Number(v) })} options={[1, 2, 3].map((n) => [String(n), t(`level.${n}` as "level.1")])} />
      <Choice id="side-urgency" label={t("field.urgency")} value={String(ticket.urgency)} onChange={(v) => void edit({ urgency: Number(v) })} options={[1, 2, 3].map((n) => [String(n), t(`level.${n}` as "level.1")])} />
      <Choice id="side-category" label={t("field.category")} value={ticket.category?.id ?? ""} none onChange={(v) => void edit({ categoryId: v || null })} options={listed(ticket.category, categories.data).map((x) => [x.id, x.name])} />
      <Tags key={ticket.tags.join()} tags={ticket.tags} edit={edit} />
      <h3>{t("ticket.people")}</h3>
      <ul>
        <li><span>{t("field.requester")}</span><span className="truncate" title={ticket.requester.email ?? ""}>{ticket.requester.name}</span></li>
        {ticket.watchers.map((w) => <li key={w.id}><span className="truncate">{w.name}</span><button className="btn link" onClick={() => void api(`/tickets/${ticket.id}/watchers/${w.id}`, { method: "DELETE" }).then(refresh, (e: Error) => toast(e.message))}>{t("action.remove")}</button></li>)}
      </ul>
      <AddWatcher ticket={ticket} refresh={refresh} />
      <h3>{t("ticket.links")}</h3>
      <ul>{ticket.links.map((l) => <li key={l.id}><span className="truncate">{l.label} <Link to={`/work/t/${l.ticket.number}`}>{l.ticket.number}</Link> {l.ticket.title}</span><button className="btn link" onClick={() => void api(`/tickets/${ticket.id}/links/${l.id}`, { method: "DELETE" }).then(refresh, (e: Error) => toast(e.message))}>{t("action.remove")}</button></li>)}</ul>
      <AddLink ticket={ticket} refresh={refresh} />
      <Similar ticket={ticket} />
      <h3>{t("ticket.times")}</h3>
      <ul>
        <li><span>{t("field.created")}</span><When at={ticket.created} /></li>
        {ticket.firstRepliedAt && <li><span>{t("field.firstReplied")}</span><When at={ticket.firstRepliedAt} /></li>}
        {ticket.resolvedAt && <li><span>{t("field.resolved")}</span><span>{exact(ticket.resolvedAt)}</span></li>}
        {ticket.reopenCount > 0 && <li><span>{t("field.reopened")}</span><span>{ticket.reopenCount}</span></li>}
      </ul>
    </aside>
  );
}

function Choice({ id, label, value, options, onChange, none }: { id: string; label: string; value: string; options: [string, string][]; onChange: (v: string) => void; none?: boolean }) {
  return (
    <label className="field"><span>{label}</span>
      <select id={id} className="input" value={value} onChange={(e) => onChange(e.target.value)}>{none && <option value="">–</option>}{options.map(([k, n]) => <option key={k} value={k}>{n}</option>)}</select>
    </label>
  );
}

function Tags({ tags, edit }: { tags: string[]; edit: Edit }) {
  const [text, setText] = useState(tags.join(", "));
  const save = (): void => { if (text !== tags.join(", ")) void edit({ tags: text.split(",").map((x) => x.trim()).filter(Boolean) }); };
  return <label className="field"><span>{t("field.tags")}</span><input className="input" value={text} onChange={(e) => setText(e.target.value)} onBlur={save} /></label>;
}

function AddWatcher({ ticket, refresh }: { ticket: Ticket; refresh: () => void }) {
  const [who, setWho] = useState("");
  const people = useQuery({ queryKey: ["people", who], queryFn: () => api<Page<Person>>(`/people${query({ search: who, limit: 8 })}`), enabled: who.length > 1, placeholderData: keepPreviousData });
  function add(e: FormEvent): void {
    e.preventDefault();
    const person = people.data?.items.find((p) => `${p.name} <${p.email}>` === who);
    if (person) void api(`/tickets/${ticket.id}/watchers/${person.id}`, { method: "PUT" }).then(() => { setWho(""); refresh(); }, (error: Error) => toast(error.message));
  }
  return (
    <form className="row" onSubmit={add}>
      <input className="input" list="watchers-found" aria-label={t("ticket.addWatcher")} placeholder={t("ticket.addWatcher")} value={who} onChange={(e) => setWho(e.target.value)} />
      <datalist id="watchers-found">{people.data?.items.map((p) => <option key={p.id} value={`${p.name} <${p.email}>`} />)}</datalist>
      <button className="btn">{t("action.add")}</button>
    </form>
  );
}

function AddLink({ ticket, refresh }: { ticket: Ticket; refresh: () => void }) {
  function add(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const form = e.currentTarget;
    void api(`/tickets/${ticket.id}/links`, { body: Object.fromEntries(new FormData(form)) }).then(() => { form.reset(); refresh(); }, (error: Error) => toast(error.message));
  }
  return (
    <form className="row" onSubmit={add}>
      <select className="input" name="kind" aria-label={t("ticket.linkKind")}>{(["relates", "duplicates", "blocks", "causes"] as const).map((k) => <option key={k} value={k}>{t(`link.${k}`)}</option>)}</select>
      <input className="input" name="number" aria-label={t("field.number")} placeholder="INC-1042" />
      <button className="btn">{t("action.add")}</button>
    </form>
  );
}

function Similar({ ticket }: { ticket: Ticket }) {
  const similar = useQuery({ queryKey: ["similar", ticket.id], queryFn: () => api<TicketRow[]>(`/tickets/${ticket.id}/similar`), staleTime: 60_000 });
  if (!similar.data?.length) return null;
  return <><h3>{t("ticket.similar")}</h3><ul>{similar.data.map((s) => <li key={s.id}><span className="truncate"><Link to={`/work/t/${s.number}`}>{s.number}</Link> {s.title}</span></li>)}</ul></>;
}
