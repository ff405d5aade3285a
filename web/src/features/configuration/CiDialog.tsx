import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Ci, CiStatus } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, FormError, SelectField, TextArea, TextField, toast } from "../../ui";
import { UnitField } from "../admin/Units";
import { STATUSES, useClasses } from "./data";
import { PersonField } from "./PersonField";

export function CiDialog({ ci, onClose, onSaved }: { ci: Ci | null; onClose: () => void; onSaved?: (ci: Ci) => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const classes = useClasses();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: ci?.name ?? "", classId: ci?.classId ?? "", status: ci?.status ?? "in_use", owner: ci?.owner ?? null, locationId: ci?.location?.id ?? "", externalId: ci?.externalId ?? "", description: ci?.description ?? "" });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { name: form.name.trim(), classId: form.classId || null, status: form.status, ownerId: form.owner?.id ?? null, locationId: form.locationId || null, externalId: form.externalId.trim() || null, description: form.description };
      const saved = ci ? await api<Ci>(`/cis/${ci.id}`, { method: "PUT", body, version: ci.version }) : await api<Ci>("/cis", { body, key: key.for(body) });
      await Promise.all([["cis"], ["register"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
      toast(t("state.saved"));
      onClose();
      onSaved?.(saved);
    });
  };
  return (
    <Dialog title={ci ? ci.name : t("ci.add")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first maxLength={200} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
        <div className="form-grid">
          <SelectField label={t("ci.class")} required value={form.classId} error={wrong("classId")} onChange={(e) => set({ classId: e.target.value })}>
            <option value="">{t("ci.chooseClass")}</option>
            {(classes.data ?? []).filter((c) => c.active || c.id === ci?.classId).map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}
          </SelectField>
          <SelectField label={t("ci.statusLabel")} value={form.status} error={wrong("status")} onChange={(e) => set({ status: e.target.value as CiStatus })}>{STATUSES.map((s) => <option key={s} value={s}>{t(`ci.status.${s}`)}</option>)}</SelectField>
          <PersonField label={t("ci.owner")} value={form.owner} error={wrong("ownerId")} onChange={(owner) => set({ owner })} />
          <UnitField kind="location" value={form.locationId} error={wrong("locationId")} onChange={(locationId) => set({ locationId })} />
        </div>
        <TextField label={t("ci.externalId")} hint={t("ci.externalIdHint")} maxLength={200} value={form.externalId} error={wrong("externalId")} onChange={(e) => set({ externalId: e.target.value })} />
        <TextArea label={t("field.description")} rows={4} maxLength={10000} value={form.description} error={wrong("description")} onChange={(e) => set({ description: e.target.value })} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(ci ? "action.save" : "action.add")}</Button></div>
      </form>
    </Dialog>
  );
}
