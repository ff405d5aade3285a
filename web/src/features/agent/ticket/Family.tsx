import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { Link } from "react-router";
import { api } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import type { Ticket, TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Button, explain, Icon, IconButton, Popover, StatusBadge, TextField } from "../../../ui";
import { useChange } from "../change";

/** The ticket that this one is part of, set by its number. */
export function Parent({ ticket }: { ticket: Ticket }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const change = useChange();
  const { parent } = ticket;
  const put = (to: Ticket["parent"]) => change(ticket, { change: { parentId: to?.id ?? null }, show: { parent: to }, words: `${t("field.parent")}: ${to?.number ?? t("ticket.none")}` });
  return (
    <span className="row">
      {parent ? <Link className="truncate block-link" to={`/work/t/${parent.number}`} title={parent.title}>{parent.number} {parent.title}</Link> : <span className="muted grow">{t("ticket.none")}</span>}
      {ticket.may.edit && <IconButton ref={anchor} small icon="pen" label={t("family.set")} onClick={() => setOpen(!open)} />}
      {ticket.may.edit && parent && <IconButton small icon="close" label={t("family.remove")} onClick={() => void put(null)} />}
      {open && <Popover anchor={anchor} onClose={() => setOpen(false)} label={t("family.set")}><SetParent onSet={async (to) => { if (await put(to)) setOpen(false); }} /></Popover>}
    </span>
  );
}

function SetParent({ onSet }: { onSet: (to: NonNullable<Ticket["parent"]>) => Promise<void> }) {
  const [number, setNumber] = useState("");
  const [error, setError] = useState<unknown>();
  async function save(e: FormEvent): Promise<void> {
    e.preventDefault();
    try {
      const to = await api<Ticket>(`/tickets/${encodeURIComponent(number.trim().toUpperCase())}`);
      await onSet({ id: to.id, number: to.number, title: to.title });
    } catch (problem) { setError(problem); }
  }
  return (
    <form onSubmit={(e) => void save(e)} style={{ padding: 10 }}>
      <TextField label={t("field.number")} required autoFocus placeholder="INC-1042" value={number} error={error ? explain(problemOf(error)).text : undefined} onChange={(e) => setNumber(e.target.value)} />
      <Button type="submit" kind="primary">{t("action.save")}</Button>
    </form>
  );
}

/** The tickets that are part of this one. */
export function Children({ ticket }: { ticket: Ticket }) {
  const session = useSession();
  const children = useQuery({ queryKey: ["children", ticket.id], queryFn: () => api<TicketRow[]>(`/tickets/${ticket.id}/children`), staleTime: 30_000 });
  if (!children.data?.length) return null;
  return (
    <section className="side-block" aria-label={t("family.children")}>
      <h2><Icon name="tree" /> {t("family.children")} <span className="muted">{children.data.length}</span></h2>
      <ul className="plain-list">
        {children.data.map((r) => (
          <li key={r.id} className="side-item">
            <span className="row"><span className="muted small grow">{r.number}</span><StatusBadge category={r.statusCategory} name={session.type(r.typeId)?.statuses.find((s) => s.key === r.status)?.name ?? r.status} /></span>
            <Link to={`/work/t/${r.number}`} className="truncate block-link">{r.title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
