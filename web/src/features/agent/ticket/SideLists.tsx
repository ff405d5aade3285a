import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link } from "react-router";
import { api } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import type { LinkKind, PersonRef, Ticket, TicketRow } from "../../../api/types";
import { useSession } from "../../../app/session";
import { t } from "../../../i18n";
import { Button, explain, Icon, IconButton, PersonName, Popover, SelectField, StatusBadge, TextField, toast } from "../../../ui";
import { patchTicket, ticketsChanged } from "../cache";
import { Editable, PersonPicker } from "../pickers";

const Block = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section className="side-block"><div className="row"><h2 className="grow">{title}</h2>{action}</div>{children}</section>
);
const failed = (error: unknown): void => void toast(explain(problemOf(error)).text, { bad: true });

export function Watchers({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const me = useSession().person;
  async function set(person: PersonRef, on: boolean): Promise<void> {
    const watchers = on ? [...ticket.watchers.filter((w) => w.id !== person.id), person] : ticket.watchers.filter((w) => w.id !== person.id);
    patchTicket(cache, ticket.id, () => ({ watchers }));
    try {
      await api(`/tickets/${ticket.id}/watchers/${person.id}`, { method: on ? "PUT" : "DELETE" });
    } catch (error) {
      failed(error);
    }
    ticketsChanged(cache, [ticket.id]);
  }
  const watching = ticket.watchers.some((w) => w.id === me.id);
  const add = ticket.may.edit && <Editable label={t("side.addWatcher")} className="btn quiet icon small" picker={(a, close) => <PersonPicker anchor={a} label={t("side.addWatcher")} onClose={close} onChoose={(p) => void set(p, true)} />}><Icon name="plus" /></Editable>;
  return (
    <Block title={t("side.watchers")} action={add}>
      <ul className="plain-list">
        {ticket.watchers.map((w) => <li key={w.id} className="row side-item"><span className="grow"><PersonName name={w.name} /></span>{ticket.may.edit && <IconButton small icon="close" label={t("side.removeWatcher", { name: w.name })} onClick={() => void set(w, false)} />}</li>)}
      </ul>
      <Button kind="link" onClick={() => void set({ id: me.id, name: me.name, email: me.email }, !watching)}>{t(watching ? "side.unwatch" : "side.watch")}</Button>
    </Block>
  );
}

const KINDS: LinkKind[] = ["relates", "duplicates", "blocks", "causes"];

export function Links({ ticket }: { ticket: Ticket }) {
  const cache = useQueryClient();
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  async function remove(id: string): Promise<void> {
    patchTicket(cache, ticket.id, () => ({ links: ticket.links.filter((l) => l.id !== id) }));
    await api(`/tickets/${ticket.id}/links/${id}`, { method: "DELETE" }).catch(failed);
    ticketsChanged(cache, [ticket.id]);
  }
  const statusName = (status: string): string => session.types.flatMap((x) => x.statuses).find((s) => s.key === status)?.name ?? status;
  return (
    <Block title={t("side.links")} action={ticket.may.edit && <IconButton ref={anchor} small icon="plus" label={t("side.addLink")} onClick={() => setAdding(!adding)} />}>
      {adding && <Popover anchor={anchor} onClose={() => setAdding(false)} label={t("side.addLink")}><AddLink ticket={ticket} onDone={() => setAdding(false)} /></Popover>}
      {!ticket.links.length && <p className="muted small">{t("side.noLinks")}</p>}
      <ul className="plain-list">
        {ticket.links.map((l) => (
          <li key={l.id} className="side-item">
            <span className="row"><span className="muted small grow">{l.label}</span><StatusBadge category={l.ticket.statusCategory} name={statusName(l.ticket.status)} />{ticket.may.edit && <IconButton small icon="close" label={t("side.removeLink", { number: l.ticket.number })} onClick={() => void remove(l.id)} />}</span>
            <Link to={`/work/t/${l.ticket.number}`} className="truncate block-link">{l.ticket.number} {l.ticket.title}</Link>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function AddLink({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const cache = useQueryClient();
  const [kind, setKind] = useState<LinkKind>("relates");
  const [number, setNumber] = useState("");
  const [error, setError] = useState<unknown>();
  async function add(e: FormEvent): Promise<void> {
    e.preventDefault();
    try {
      await api(`/tickets/${ticket.id}/links`, { body: { kind, number: number.trim().toUpperCase() } });
      ticketsChanged(cache, [ticket.id], 0);
      onDone();
    } catch (e) {
      setError(e);
    }
  }
  return (
    <form onSubmit={(e) => void add(e)} style={{ padding: 10 }}>
      <SelectField label={t("side.linkKind")} value={kind} onChange={(e) => setKind(e.target.value as LinkKind)}>{KINDS.map((k) => <option key={k} value={k}>{t(`link.${k}`)}</option>)}</SelectField>
      <TextField label={t("field.number")} required autoFocus value={number} placeholder="INC-1042" error={error ? explain(problemOf(error)).text : undefined} onChange={(e) => setNumber(e.target.value)} />
      <Button type="submit" kind="primary">{t("action.add")}</Button>
    </form>
  );
}

export function Similar({ ticket }: { ticket: Ticket }) {
  const session = useSession();
  const similar = useQuery({ queryKey: ["similar", ticket.id], queryFn: () => api<TicketRow[]>(`/tickets/${ticket.id}/similar`), staleTime: 5 * 60_000, retry: false });
  if (!similar.data?.length) return null;
  return (
    <Block title={t("side.similar")}>
      <ul className="plain-list">
        {similar.data.map((r) => (
          <li key={r.id} className="side-item">
            <span className="row"><span className="muted small grow">{r.number}</span><StatusBadge category={r.statusCategory} name={session.type(r.typeId)?.statuses.find((s) => s.key === r.status)?.name ?? r.status} /></span>
            <Link to={`/work/t/${r.number}`} className="truncate block-link">{r.title}</Link>
          </li>
        ))}
      </ul>
    </Block>
  );
}
