import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { randomKey, useCreationKey } from "../../../api/idempotency";
import type { View } from "../../../api/types";
import { useSession } from "../../../app/session";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../../ui";
import { useViewActions } from "../data";
import { bodyOf, type Settings } from "../settings";

interface Props { /** The one that is changed; else a new one is made. */ view?: View | undefined; from: View | undefined; settings: Settings; onClose: () => void }
const PRIVATE = "";

/** A view's name, its query, and who sees it. */
export default function ViewDialog({ view, from, settings, onClose }: Props) {
  const session = useSession();
  const go = useNavigate();
  const key = useCreationKey();
  const actions = useViewActions();
  const { error, busy, wrong, run } = useSave();
  const managed = session.desks.filter((d) => d.role === "manager" || session.admin);
  const [name, setName] = useState(view?.name ?? "");
  const [query, setQuery] = useState(view?.query ?? settings.query);
  const [order, setOrder] = useState(view?.order ?? settings.order);
  const [desk, setDesk] = useState(view && (view.shared || view.queue) ? (view.deskId ?? PRIVATE) : PRIVATE);
  const [queue, setQueue] = useState(view?.queue ?? false);
  const title = t(view ? (view.queue ? "queue.edit" : "view.edit") : "view.saveAs");

  const save = (e: FormEvent): void => {
    e.preventDefault();
    const shared = desk !== PRIVATE;
    // One's own view of a desk's queue stays a view of that desk's tickets.
    const who = { name: name.trim(), shared, queue: shared && queue, deskId: shared ? desk : view ? view.deskId : (from?.deskId ?? null) };
    void run(async () => {
      if (view) await actions.change(view, { ...who, query, order });
      else {
        const body = { ...bodyOf({ ...settings, query, order }), ...who };
        const made = await actions.create(body, key.for(body));
        void go(`/work/views/${made.id}`);
      }
      toast(t("state.saved"));
      onClose();
    });
  };
  const remove = (): void => void run(async () => {
    if (!view) return;
    await actions.remove(view);
    onClose();
    void go("/work", { replace: true });
    toast(t("view.deleted", { name: view.name }), { action: { label: t("action.undo"), run: () => void actions.create({ ...bodyOf(settings), name: view.name, query: view.query, order: view.order, layout: view.layout, config: view.config, shared: view.shared, queue: view.queue, deskId: view.deskId }, randomKey()).catch(() => toast(t("view.notBack"), { bad: true })) } });
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required maxLength={100} data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        <TextField label={t("query.label")} maxLength={2000} value={query} error={wrong("query")} onChange={(e) => setQuery(e.target.value)} />
        <TextField label={t("queue.order")} maxLength={200} value={order} error={wrong("order")} onChange={(e) => setOrder(e.target.value)} />
        {managed.length > 0 && (
          <SelectField label={t("view.sharing")} hint={t("view.sharingHint")} value={desk} error={wrong("deskId") ?? wrong("shared")} onChange={(e) => setDesk(e.target.value)}>
            <option value={PRIVATE}>{t("view.private")}</option>
            {managed.map((d) => <option key={d.id} value={d.id}>{t("view.sharedWith", { desk: d.name })}</option>)}
          </SelectField>
        )}
        {desk !== PRIVATE && <CheckField label={t("view.asQueue")} checked={queue} onChange={(e) => setQueue(e.target.checked)} />}
        <div className="dialog-foot">
          {view && <><Button kind="quiet" className="danger" disabled={busy} onClick={remove}>{t(view.queue ? "queue.delete" : "view.delete")}</Button><span className="grow" /></>}
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
