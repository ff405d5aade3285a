import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { usePeople } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { Delegation, PersonRef } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { day, t } from "../../i18n";
import { Button, Editable, Field, FormError, Icon, IconButton, PersonName, Picker, TextField } from "../../ui";
import { failed, useDelegations } from "./data";
import "../admin/admin.css";

/** Who decides instead while one is away. */
export function Delegates() {
  const { person: me, isAgent } = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const all = useDelegations().data ?? [];
  const { error, busy, wrong, run } = useSave();
  const [who, setWho] = useState<PersonRef | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const changed = () => Promise.all([["delegations"], ["approvals"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
  const add = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { delegateId: who?.id ?? null, from: from || null, to: to || null };
      await api("/approval-delegations", { body, key: key.for(body) });
      key.renew();
      setWho(null);
      await changed();
    });
  };
  const end = (d: Delegation): void => void api(`/approval-delegations/${d.id}`, { method: "DELETE" }).catch(failed).then(changed);
  const words = (d: Delegation): string => t(d.person?.id === me.id ? "approval.delegate.mine" : "approval.delegate.theirs", { name: (d.person?.id === me.id ? d.delegate : d.person)?.name ?? "?", from: day(d.from), to: day(d.to) });
  return (
    <section className="section" aria-labelledby="delegates">
      <h2 id="delegates">{t("approval.delegates")}</h2>
      <p className="muted">{t("approval.delegatesText")}</p>
      {all.length > 0 && <ul className="plain-list">{all.map((d) => <li key={d.id} className="row"><span className="grow">{words(d)}</span>{d.person?.id === me.id && <IconButton small icon="close" label={t("fields.remove", { name: words(d) })} onClick={() => end(d)} />}</li>)}</ul>}
      <form onSubmit={add}>
        <FormError error={error} />
        <PersonChoice label={t("approval.delegate.who")} portal={!isAgent} value={who} error={wrong("delegateId")} onChange={setWho} />
        <div className="two">
          <TextField label={t("assign.from")} type="date" required value={from} error={wrong("from")} onChange={(e) => setFrom(e.target.value)} />
          <TextField label={t("assign.toDay")} type="date" required min={from || undefined} value={to} error={wrong("to")} onChange={(e) => setTo(e.target.value)} />
        </div>
        <Button type="submit" disabled={busy}>{t("approval.delegate.add")}</Button>
      </form>
    </section>
  );
}

/** Somebody found by name; requesters find people by their names alone. */
export function PersonChoice({ label, portal, value, error, onChange }: { label: string; portal?: boolean; value: PersonRef | null; error?: string | undefined; onChange: (to: PersonRef | null) => void }) {
  const [text, setText] = useState("");
  const people = usePeople(text, { portal: portal ?? false });
  const found = people.data?.items ?? [];
  return (
    <Field label={label} error={error}>
      {(wired) => (
        <Editable id={wired.id} describedBy={wired["aria-describedby"]} className="input picker-input" label={`${label}: ${value?.name ?? t("ticket.nobody")}`}
          picker={(anchor, close) => (
            <Picker anchor={anchor} label={label} loading={people.isFetching} onSearch={setText} onClose={close}
              choices={found.map((p) => ({ id: p.id, label: p.name, view: <PersonName name={p.name} />, ...(p.email ? { hint: p.email } : {}) }))}
              onChoose={(id) => onChange(found.find((p) => p.id === id) ?? null)} />
          )}>
          <span className={`truncate ${value ? "" : "muted"}`}>{value?.name ?? t("ticket.nobody")}</span><Icon name="down" />
        </Editable>
      )}
    </Field>
  );
}
