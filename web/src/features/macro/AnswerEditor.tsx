import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { CannedAnswer, Named } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, FormError, TextField, toast } from "../../ui";
import { settable } from "./ChangeRows";
import { Whose } from "./MacroEditor";
import { TextWithVariables } from "./TextWithVariables";

/** A canned answer: its text, and what one types to get it. */
export function AnswerEditor({ answer, desks, onClose }: { answer: CannedAnswer | null; desks: Named[]; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ deskId: answer ? answer.deskId : (desks[0]?.id ?? null), name: answer?.name ?? "", shortcut: answer?.shortcut ?? "", text: answer?.text ?? "" });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["answers"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (answer) {
        const { deskId: _desk, ...body } = form;
        await api(`/answers/${answer.id}`, { method: "PATCH", body, version: answer.version });
      } else await api("/answers", { body: form, key: key.for(form) });
      await done();
    });
  };
  const remove = (of: CannedAnswer): void => void run(async () => {
    await api(`/answers/${of.id}`, { method: "DELETE" });
    await done();
  });
  const keys = settable(session.types.filter((x) => form.deskId === null || x.deskId === form.deskId)).map((f) => f.key);
  return (
    <Dialog title={answer ? answer.name : t("answer.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <Whose value={form.deskId} desks={desks} disabled={answer !== null} onChange={(deskId) => set({ deskId })} />
        </div>
        <TextField label={t("answer.shortcut")} hint={t("answer.shortcutHint")} required maxLength={30} value={form.shortcut} error={wrong("shortcut")} onChange={(e) => set({ shortcut: e.target.value })} />
        <TextWithVariables label={t("macro.words")} value={form.text} error={wrong("text")} fieldKeys={keys} onChange={(text) => set({ text })} />
        <div className="dialog-foot">
          {answer && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(answer)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(answer ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
