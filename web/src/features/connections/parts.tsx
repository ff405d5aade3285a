import { useState } from "react";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { maybe, t } from "../../i18n";
import { Button, CheckField, Dialog, Field, FormError, RelativeTime, SelectField, toast } from "../../ui";
import { QueryInput } from "../agent/QueryInput";
import { useDesks, useManagedDesks } from "../admin/data";
import { useEvents } from "./data";

/** Whose it is: a desk's, or, by administrators, the whole organisation's. */
export function OwnerField({ value, error, all = true, onChange }: { value: string; error: string | undefined; all?: boolean; onChange: (deskId: string) => void }) {
  const { admin } = useSession();
  const desks = useManagedDesks();
  return (
    <SelectField label={t("field.desk")} value={value} error={error} onChange={(e) => onChange(e.target.value)}>
      {(all && admin || value === "") && <option value="">{t(all ? "conn.everyDesk" : "conn.choose")}</option>}
      {(desks.data ?? []).map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}
    </SelectField>
  );
}

export function DeskName({ id }: { id: string | null }) {
  const desks = useDesks();
  return <>{id === null ? t("conn.everyDesk") : (desks.data?.find((d) => d.id === id)?.name ?? "")}</>;
}

/** Of what it is told. */
export function EventsField({ value, error, onChange }: { value: string[]; error: string | undefined; onChange: (to: string[]) => void }) {
  const events = useEvents();
  return (
    <fieldset className="boxed">
      <legend>{t("conn.events")}</legend>
      <div className="two">
        {(events.data ?? []).map((e) => <CheckField key={e} label={maybe(`conn.event.${e}`, e)} checked={value.includes(e)} onChange={(x) => onChange(x.target.checked ? [...value, e] : value.filter((v) => v !== e))} />)}
      </div>
      {error && <p className="field-error" role="alert">{error}</p>}
    </fieldset>
  );
}

export const FilterField = ({ value, error, onChange }: { value: string; error: string | undefined; onChange: (to: string) => void }) => (
  <Field label={t("conn.query")} hint={t("conn.queryHint")} error={error}>{(wired) => <QueryInput id={wired.id} describedBy={wired["aria-describedby"]} invalid={Boolean(error)} label={t("conn.query")} placeholder="priority = P1" text={value} onText={onChange} />}</Field>
);

export function StateCell({ of }: { of: { active: boolean; failing: string | null; offWhy: string | null } }) {
  if (!of.active) return <span className={of.offWhy ? "error-text" : "muted"}>{t("conn.off")}{of.offWhy && <><br /><span className="small">{of.offWhy}</span></>}</span>;
  return of.failing ? <span className="error-text">{t("conn.failing")} <RelativeTime at={of.failing} /></span> : <span className="ok-text">{t("conn.on")}</span>;
}

/** Something that is shown this once. */
export function SecretDialog({ title, text, secret, onClose }: { title: string; text: string; secret: string; onClose: () => void }) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      toast(t("conn.copied"));
    } catch {
      toast(t("conn.notCopied"), { bad: true });
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <Field label={title}>{(wired) => <input className="input" readOnly {...wired} value={secret} onFocus={(e) => e.target.select()} />}</Field>
      <div className="dialog-foot"><Button onClick={() => void copy()}>{t("conn.copy")}</Button><Button kind="primary" onClick={onClose}>{t("action.close")}</Button></div>
    </Dialog>
  );
}

export function DeleteDialog({ name, text, remove, onClose }: { name: string; text: string; remove: () => Promise<void>; onClose: () => void }) {
  const { error, busy, run } = useSave();
  const [sure, setSure] = useState(false);
  return (
    <Dialog title={t("conn.deleteTitle", { name })} onClose={onClose}>
      <FormError error={error} />
      <p>{text}</p>
      <CheckField label={t("conn.sure")} checked={sure} onChange={(e) => setSure(e.target.checked)} />
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy || !sure} onClick={() => void run(async () => { await remove(); onClose(); })}>{t("action.delete")}</Button></div>
    </Dialog>
  );
}
