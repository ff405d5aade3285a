import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../api/client";
import { useCreationKey } from "../../../api/idempotency";
import type { TicketType } from "../../../api/types";
import { useSave } from "../../../app/useSave";
import { t } from "../../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../../ui";
import { useTypesChanged } from "./data";
import { keyFrom, prefixFrom } from "./keys";

export const TYPE_KINDS = ["incident", "service_request", "problem", "change", "release", "task", "custom"] as const;

/** A new kind of work on a desk: a name is enough, the rest is suggested. */
export function NewType({ deskId, types, onClose }: { deskId: string; types: TicketType[]; onClose: () => void }) {
  const go = useNavigate();
  const creation = useCreationKey();
  const changed = useTypesChanged();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const [prefix, setPrefix] = useState("");
  const [kind, setKind] = useState<(typeof TYPE_KINDS)[number]>("custom");
  const [portal, setPortal] = useState(true);
  const suggested = { key: keyFrom(name, types.filter((x) => x.deskId === deskId).map((x) => x.key), "type"), prefix: prefixFrom(name, types.map((x) => x.prefix)) };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { deskId, name: name.trim(), key: key.trim() || suggested.key, prefix: prefix.trim() || suggested.prefix, kind, portal };
      const made = await api<TicketType>("/types", { body, key: creation.for(body) });
      await changed();
      toast(t("types.made", { name: made.name }));
      void go(`/admin/types/${made.id}/fields`);
    });
  };
  return (
    <Dialog title={t("types.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first maxLength={60} value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        <div className="two">
          <TextField label={t("types.key")} hint={t("types.keyHint")} maxLength={40} value={key} placeholder={name ? suggested.key : ""} error={wrong("key")} onChange={(e) => setKey(e.target.value)} />
          <TextField label={t("types.prefix")} hint={t("types.prefixHint")} maxLength={6} value={prefix} placeholder={name ? suggested.prefix : ""} error={wrong("prefix")} onChange={(e) => setPrefix(e.target.value.toUpperCase())} />
        </div>
        <SelectField label={t("types.kind")} hint={t("types.kindHint")} value={kind} error={wrong("kind")} onChange={(e) => setKind(e.target.value as typeof kind)}>{TYPE_KINDS.map((k) => <option key={k} value={k}>{t(`typeKind.${k}`)}</option>)}</SelectField>
        <CheckField label={t("types.portal")} checked={portal} onChange={(e) => setPortal(e.target.checked)} />
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy || !name.trim()}>{t("action.create")}</Button></div>
      </form>
    </Dialog>
  );
}
