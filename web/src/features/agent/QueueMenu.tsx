import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import type { Queue } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, FormError, TextField, toast } from "../../ui";

/** A desk's manager renames a queue, changes what is in it, or deletes it. */
export function QueueMenu({ queue }: { queue: Queue }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState<{ name: string; query: string; order: string } | null>(null);
  const manages = session.admin || session.desks.some((d) => d.id === queue.deskId && d.role === "manager");
  if (!manages) return null;
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["queues"] });
    toast(t("state.saved"));
    setForm(null);
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await api(`/queues/${queue.id}`, { method: "PATCH", body: form, version: queue.version });
      await done();
    });
  };
  const remove = (): void => void run(async () => {
    await api(`/queues/${queue.id}`, { method: "DELETE" });
    await done();
    go("/work", { replace: true });
  });
  return (
    <>
      <Button small kind="quiet" onClick={() => setForm({ name: queue.name, query: queue.query, order: queue.order })}>{t("queue.edit")}</Button>
      {form && (
        <Dialog title={t("queue.edit")} onClose={() => setForm(null)}>
          <form onSubmit={save}>
            <FormError error={error} />
            <TextField label={t("person.name")} required data-first value={form.name} error={wrong("name")} onChange={(e) => setForm({ ...form, name: e.target.value })} />
            <TextField label={t("query.label")} value={form.query} error={wrong("query")} onChange={(e) => setForm({ ...form, query: e.target.value })} />
            <TextField label={t("queue.order")} value={form.order} error={wrong("order")} onChange={(e) => setForm({ ...form, order: e.target.value })} />
            <div className="dialog-foot">
              <Button kind="quiet" className="danger" disabled={busy} onClick={remove}>{t("queue.delete")}</Button>
              <span className="grow" />
              <Button onClick={() => setForm(null)}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
