import { useState, type FormEvent } from "react";
import { api } from "../../../../api/client";
import { useSave } from "../../../../app/useSave";
import { t } from "../../../../i18n";
import { Button, FormError, Icon, TextField } from "../../../../ui";
import type { Tried } from "../model";
import type { Editing } from "../TypeEditor";

/** What the draft would allow with a ticket as it is now, and why not. */
export function Try({ draft, type }: Editing) {
  const { error, busy, wrong, run } = useSave();
  const [number, setNumber] = useState("");
  const [tried, setTried] = useState<Tried | null>(null);
  const name = (key: string): string => draft.now.fields.find((f) => f.key === key)?.name ?? key;
  const status = (key: string): string => draft.now.statuses.find((s) => s.key === key)?.name ?? key;
  const go = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      await draft.saver.flush();
      setTried(await api<Tried>(`/types/${type.id}/try`, { body: { number: number.trim() } }));
    });
  };
  return (
    <section className="side-panel" aria-label={t("types.try")}>
      <h2>{t("types.try")}</h2>
      <p className="muted">{t("types.tryText")}</p>
      <form onSubmit={go}>
        <TextField label={t("types.tryNumber")} placeholder={`${type.prefix}-1001`} required value={number} error={wrong("number")} onChange={(e) => setNumber(e.target.value)} />
        <FormError error={error} />
        <Button type="submit" disabled={busy || !number.trim()}>{t("types.tryDo")}</Button>
      </form>
      {tried && (
        <div className="tried" role="status">
          <p><strong>{tried.ticket.number}</strong> {tried.ticket.title}<br /><span className="muted">{tried.ticket.statusKnown ? status(tried.ticket.status) : t("types.tryGone", { name: tried.ticket.status })}</span></p>
          {!tried.transitions.length && <p className="notice warn">{t("types.tryNone")}</p>}
          <ul className="plain-list">
            {tried.transitions.map((x) => (
              <li key={x.key}>
                <span className={x.allowed ? "ok-text" : "error-text"}><Icon name={x.allowed ? "check" : "close"} label={t(x.allowed ? "types.allowed" : "types.notAllowed")} /></span> <strong>{x.name}</strong> → {status(x.to)}
                {x.why.map((w) => <div key={w} className="small muted">{w}</div>)}
                {x.missing.length > 0 && <div className="small muted">{t("types.tryMissing", { names: x.missing.map(name).join(", ") })}</div>}
              </li>
            ))}
          </ul>
          {tried.problems.length > 0 && <p className="notice warn">{t("types.tryProblems", { names: tried.problems.map((p) => name(p.field.replace(/^fields\./, ""))).join(", ") })}</p>}
        </div>
      )}
    </section>
  );
}
