import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Desk, DeskRole, Person, PersonRef } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { PersonField } from "../configuration/PersonField";
import { UnitField } from "./Units";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";

const ROLES: (DeskRole | "")[] = ["", "agent", "manager"];

/** A person and what they may do, desk by desk. */
export function PersonDialog({ person, desks, onClose }: { person: Person | null; desks: Desk[]; onClose: () => void }) {
  const cache = useQueryClient();
  const me = useSession().person;
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: person?.name ?? "", email: person?.email ?? "", admin: person?.admin ?? false, unitId: person?.unitId ?? "", locationId: person?.locationId ?? "", phone: person?.phone ?? "", chatName: person?.chatName ?? "", password: "" });
  const [roles, setRoles] = useState<Record<string, DeskRole | "">>(() => Object.fromEntries((person?.roles ?? []).map((r) => [r.deskId, r.role])));
  const [manager, setManager] = useState<PersonRef | null>(person?.manager ?? null);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { name: form.name.trim(), email: form.email.trim(), admin: form.admin, unitId: form.unitId || null, locationId: form.locationId || null, phone: form.phone.trim(), chatName: form.chatName.trim(), managerId: manager?.id ?? null, roles: Object.entries(roles).flatMap(([deskId, role]) => (role ? [{ deskId, role }] : [])), ...(form.password ? { password: form.password } : {}) };
      if (person) await api(`/people/${person.id}`, { method: "PATCH", body, version: person.version });
      else await api("/people", { body, key: key.for(body) });
      await cache.invalidateQueries({ queryKey: ["people"] });
      await cache.invalidateQueries({ queryKey: ["agents"] });
      if (person?.id === me.id) await cache.invalidateQueries({ queryKey: ["session"] });
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={person ? person.name : t("people.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first value={form.name} error={wrong("name")} onChange={(e) => setForm({ ...form, name: e.target.value })} />
        <TextField label={t("person.email")} type="email" required value={form.email} error={wrong("email")} onChange={(e) => setForm({ ...form, email: e.target.value })} />
        <TextField label={t("person.phone")} type="tel" placeholder="+43 660 1234567" value={form.phone} error={wrong("phone")} onChange={(e) => setForm({ ...form, phone: e.target.value })} />
        <TextField label={t("person.chatName")} placeholder="@ada" maxLength={65} value={form.chatName} error={wrong("chatName")} onChange={(e) => setForm({ ...form, chatName: e.target.value })} />
        {!person && <TextField label={t("people.firstPassword")} hint={t("people.firstPasswordHint")} type="password" minLength={12} autoComplete="new-password" value={form.password} error={wrong("password")} onChange={(e) => setForm({ ...form, password: e.target.value })} />}
        <div className="two">
          <UnitField kind="organisation_unit" value={form.unitId} error={wrong("unitId")} onChange={(unitId) => setForm({ ...form, unitId })} />
          <UnitField kind="location" value={form.locationId} error={wrong("locationId")} onChange={(locationId) => setForm({ ...form, locationId })} />
        </div>
        <PersonField label={t("people.manager")} value={manager} error={wrong("managerId")} onChange={setManager} />
        <CheckField label={t("people.isAdmin")} checked={form.admin} onChange={(e) => setForm({ ...form, admin: e.target.checked })} />
        <fieldset className="plain-fieldset">
          <legend><h3>{t("people.deskRoles")}</h3></legend>
          {desks.map((d) => (
            <SelectField key={d.id} label={d.name} value={roles[d.id] === "requester" ? "" : (roles[d.id] ?? "")} onChange={(e) => setRoles({ ...roles, [d.id]: e.target.value as DeskRole | "" })}>
              {ROLES.map((r) => <option key={r} value={r}>{t(r ? `role.${r}` : "people.noRole")}</option>)}
            </SelectField>
          ))}
          {wrong("roles") && <p className="error-text" role="alert">{wrong("roles")}</p>}
        </fieldset>
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(person ? "action.save" : "action.add")}</Button></div>
      </form>
    </Dialog>
  );
}
