import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, query, type Problem } from "../../api/client";
import type { Page, Person, Ticket } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Dialog, Field, toHtml } from "../../ui";

export const NewTicket = ({ open, onClose, created }: { open: boolean; onClose: () => void; created: (number: string) => void }) => (
  <Dialog open={open} onClose={onClose} title={t("ticket.new")}><Form onClose={onClose} created={created} /></Dialog>
);

function Form({ onClose, created }: { onClose: () => void; created: (number: string) => void }) {
  const session = useSession();
  const mine = session.types.filter((x) => session.desks.some((d) => d.id === x.deskId));
  const [key] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [who, setWho] = useState("");
  const people = useQuery({ queryKey: ["people", who], queryFn: () => api<Page<Person>>(`/people${query({ search: who, limit: 8 })}`), enabled: who.length > 1, placeholderData: keepPreviousData });
  async function submit(e: FormEvent<HTMLFormElement>): Promise<void> {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const requester = people.data?.items.find((p) => who === `${p.name} <${p.email}>`);
    setBusy(true);
    try {
      const ticket = await api<Ticket>("/tickets", {
        key,
        body: {
          typeId: form.get("typeId"), title: form.get("title"), description: toHtml(String(form.get("description"))),
          requesterId: requester?.id ?? null, impact: Number(form.get("impact")), urgency: Number(form.get("urgency")), channel: form.get("channel"),
        },
      });
      onClose();
      created(ticket.number);
    } catch (error) {
      setProblem(error as Problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(e) => void submit(e)} noValidate>
      <h2>{t("ticket.new")}</h2>
      {problem && !problem.errors.length && <p className="error" role="alert">{problem.message}</p>}
      <Field label={t("field.type")} error={problem?.of("typeId")}><select className="input" name="typeId">{mine.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select></Field>
      <Field label={t("field.requester")} help={t("ticket.requesterHelp")} error={problem?.of("requesterId")}>
        <input className="input" list="people-found" value={who} onChange={(e) => setWho(e.target.value)} />
        <datalist id="people-found">{people.data?.items.map((p) => <option key={p.id} value={`${p.name} <${p.email}>`} />)}</datalist>
      </Field>
      <Field label={t("field.title")} error={problem?.of("title")}><input className="input" name="title" autoFocus maxLength={250} /></Field>
      <Field label={t("field.description")} error={problem?.of("description")}><textarea className="input" name="description" /></Field>
      <div className="row">
        {(["impact", "urgency"] as const).map((f) => <span key={f} className="grow"><Field label={t(`field.${f}`)}><select className="input" name={f} defaultValue="3">{[1, 2, 3].map((n) => <option key={n} value={n}>{t(`level.${n}` as "level.1")}</option>)}</select></Field></span>)}
        <span className="grow"><Field label={t("field.channel")}><select className="input" name="channel"><option value="phone">{t("channel.phone")}</option><option value="agent">{t("channel.agent")}</option></select></Field></span>
      </div>
      <div className="row"><button className="btn primary" disabled={busy}>{t("action.create")}</button><button type="button" className="btn" onClick={onClose}>{t("action.cancel")}</button></div>
    </form>
  );
}
