import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Macro, Named } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";
import { ChangeRows, settable } from "./ChangeRows";
import { TextWithVariables } from "./TextWithVariables";

/** A macro: what it changes and what it says. */
export function MacroEditor({ macro, desks, onClose }: { macro: Macro | null; desks: Named[]; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ deskId: macro ? macro.deskId : (desks[0]?.id ?? null), name: macro?.name ?? "", description: macro?.description ?? "", change: macro?.change ?? {}, say: macro?.say ?? null, text: macro?.text ?? "", position: macro?.position ?? 0, active: macro?.active ?? true });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["macros"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (macro) {
        const { deskId: _desk, ...body } = form;
        await api(`/macros/${macro.id}`, { method: "PATCH", body, version: macro.version });
      } else await api("/macros", { body: form, key: key.for(form) });
      await done();
    });
  };
  const remove = (of: Macro): void => void run(async () => {
    await api(`/macros/${of.id}`, { method: "DELETE" });
    await done();
  });
  const keys = settable(session.types.filter((x) => form.deskId === null || x.deskId === form.deskId)).map((f) => f.key);
  return (
    <Dialog title={macro ? macro.name : t("macro.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <Whose value={form.deskId} desks={desks} disabled={macro !== null} onChange={(deskId) => set({ deskId, change: {} })} />
        </div>
        <TextField label={t("macro.description")} maxLength={500} value={form.description} error={wrong("description")} onChange={(e) => set({ description: e.target.value })} />
        <fieldset className="boxed"><legend>{t("macro.changes")}</legend><ChangeRows key={form.deskId ?? ""} deskId={form.deskId} change={form.change} wrong={wrong} onChange={(change) => set({ change })} /></fieldset>
        <SelectField label={t("macro.says")} value={form.say ?? ""} error={wrong("say")} onChange={(e) => set({ say: (e.target.value || null) as Macro["say"] })}>
          <option value="">{t("macro.silent")}</option><option value="reply">{t("composer.public")}</option><option value="note">{t("composer.internal")}</option>
        </SelectField>
        {form.say && <TextWithVariables label={t("macro.words")} value={form.text} error={wrong("text")} fieldKeys={keys} onChange={(text) => set({ text })} />}
        <TextField label={t("macro.position")} type="number" min={0} max={10_000} value={String(form.position)} error={wrong("position")} onChange={(e) => set({ position: Math.trunc(Number(e.target.value)) || 0 })} />
        <CheckField label={t("categories.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        <div className="dialog-foot">
          {macro && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(macro)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(macro ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A desk that one manages, or oneself alone. */
export const Whose = ({ value, desks, disabled, onChange }: { value: string | null; desks: Named[]; disabled: boolean; onChange: (deskId: string | null) => void }) => (
  <SelectField label={t("field.desk")} disabled={disabled} value={value ?? ""} onChange={(e) => onChange(e.target.value || null)}>
    {desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}<option value="">{t("macro.private")}</option>
  </SelectField>
);
