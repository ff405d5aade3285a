import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { Queue } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button, Dialog, FormError, SelectField, TextField } from "../../ui";

/** A search that is needed each day becomes a queue of a desk. */
export function SaveQueue({ q, order }: { q: string; order: string | null }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const managed = session.desks.filter((d) => d.role === "manager" || session.admin);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [deskId, setDesk] = useState(managed[0]?.id ?? "");
  const [error, setError] = useState<unknown>();
  async function save(e: FormEvent): Promise<void> {
    e.preventDefault();
    const body = { deskId, name: name.trim(), query: q, order: order ?? "updated desc" };
    try {
      const made = await api<Queue>("/queues", { body, key: key.for(body) });
      await cache.invalidateQueries({ queryKey: ["queues"] });
      setOpen(false);
      go(`/work/q/${made.id}`);
    } catch (e) {
      setError(e);
    }
  }
  if (!managed.length) return null;
  const wrong = (field: string): string | undefined => (error ? problemOf(error).of(field) : undefined);
  return (
    <>
      <Button small icon="inbox" onClick={() => setOpen(true)}>{t("queue.save")}</Button>
      {open && (
        <Dialog title={t("queue.save")} onClose={() => setOpen(false)}>
          <form onSubmit={(e) => void save(e)}>
            <FormError error={error} />
            <TextField label={t("person.name")} required data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
            <SelectField label={t("field.desk")} value={deskId} onChange={(e) => setDesk(e.target.value)}>{managed.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
            <TextField label={t("query.label")} value={q} readOnly error={wrong("query")} />
            <div className="dialog-foot"><Button onClick={() => setOpen(false)}>{t("action.cancel")}</Button><Button type="submit" kind="primary">{t("action.save")}</Button></div>
          </form>
        </Dialog>
      )}
    </>
  );
}
