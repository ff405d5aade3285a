import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Desk } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { maybe, t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, FormError, Skeleton, Table, TextField, toast } from "../../ui";
import { useDesks } from "./data";

const TEMPLATES = ["it", "hr", "facilities", "finance", "legal", "blank"] as const;

export function Desks() {
  useTitle(t("admin.desks"));
  const desks = useDesks();
  const [editing, setEditing] = useState<Desk | "new" | null>(null);
  return (
    <>
      <div className="page-head"><h1>{t("admin.desks")}</h1><Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("desks.add")}</Button></div>
      <p className="muted">{t("desks.text")}</p>
      {desks.error ? <ErrorState error={desks.error} retry={() => void desks.refetch()} /> : !desks.data ? <Skeleton lines={4} gap={26} /> : !desks.data.length ? <EmptyState icon="inbox" title={t("desks.none")} text={t("desks.text")} /> : (
        <Table label={t("admin.desks")} rows={desks.data} rowKey={(d) => d.id} columns={[
          { id: "name", title: t("person.name"), cell: (d) => <strong>{d.name}</strong> },
          { id: "key", title: t("desks.key"), cell: (d) => <code>{d.key}</code> },
          { id: "template", title: t("desks.template"), cell: (d) => maybe(`template.${d.template}`, d.template) },
          { id: "email", title: t("person.email"), cell: (d) => d.email ?? <span className="muted">{t("ticket.none")}</span> },
          { id: "do", title: "", cell: (d) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(d)}>{t("desks.rename")}</Button></span> },
        ]} />
      )}
      {editing && <DeskDialog desk={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function DeskDialog({ desk, onClose }: { desk: Desk | null; onClose: () => void }) {
  const cache = useQueryClient();
  const creation = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState(desk?.name ?? "");
  const [key, setKey] = useState("");
  const [template, setTemplate] = useState<(typeof TEMPLATES)[number]>("it");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { name: name.trim(), key: (key || suggest(name)).trim(), template };
      if (desk) await api(`/desks/${desk.id}`, { method: "PATCH", body: { name: body.name }, version: desk.version });
      else await api("/desks", { body, key: creation.for(body) });
      await Promise.all([["desks"], ["session"], ["queues"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
      toast(desk ? t("state.saved") : t("desks.added", { name: body.name }));
      onClose();
    });
  };
  return (
    <Dialog title={desk ? t("desks.rename") : t("desks.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        {!desk && (
          <>
            <TextField label={t("desks.key")} hint={t("desks.keyHint")} value={key} placeholder={suggest(name)} error={wrong("key")} onChange={(e) => setKey(e.target.value)} />
            <fieldset className="plain-fieldset">
              <legend><h3>{t("desks.template")}</h3></legend>
              {TEMPLATES.map((x) => <label key={x} className="check"><input type="radio" name="template" checked={template === x} onChange={() => setTemplate(x)} /><span><strong>{t(`template.${x}`)}</strong><br /><span className="muted">{t(`template.${x}.text`)}</span></span></label>)}
            </fieldset>
          </>
        )}
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(desk ? "action.save" : "action.add")}</Button></div>
      </form>
    </Dialog>
  );
}

/** "Human Resources" gives "human-resources". */
const suggest = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 20);
