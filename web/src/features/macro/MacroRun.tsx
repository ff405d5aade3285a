import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import type { Macro, MacroPreview, Ticket } from "../../api/types";
import { useActions } from "../../app/actions";
import { t } from "../../i18n";
import { Button, Dialog, ErrorState, SafeHtml, Skeleton } from "../../ui";
import { changeWords } from "./changes";
import { runMacro, useMacros } from "./data";

/** The macros that may be run on a ticket, in the palette; each shows what it would do first. */
export function MacroActions({ ticket }: { ticket: Ticket }) {
  const macros = useMacros(ticket.deskId);
  const [chosen, setChosen] = useState<Macro | null>(null);
  useActions(ticket.may.edit ? (macros.data ?? []).filter((m) => m.active).map((m) => ({
    id: `macro.${m.id}`, label: t("macro.apply", { name: m.name }), words: m.description, group: "ticket" as const, icon: "right" as const, run: () => setChosen(m),
  })) : []);
  return chosen && <MacroDialog ticket={ticket} macro={chosen} onClose={() => setChosen(null)} />;
}

/** What a macro would do with a ticket, and the button that does it. */
export function MacroDialog({ ticket, macro, onClose }: { ticket: Ticket; macro: Pick<Macro, "id" | "name">; onClose: () => void }) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const preview = useQuery({
    queryKey: ["macro-preview", ticket.id, ticket.version, macro.id], queryFn: () => api<MacroPreview>(`/tickets/${ticket.id}/macros/${macro.id}/preview`, { method: "POST" }), staleTime: 0, gcTime: 0, retry: false,
  });
  const run = async (): Promise<void> => {
    setBusy(true);
    await runMacro(cache, ticket, macro);
    onClose();
  };
  const { data } = preview;
  return (
    <Dialog title={t("macro.apply", { name: macro.name })} onClose={onClose}>
      {preview.error ? <ErrorState error={preview.error} retry={() => void preview.refetch()} /> : !data ? <Skeleton lines={3} /> : (
        <>
          {data.changes.length > 0 && <ul>{data.changes.map((c) => <li key={c.field}>{changeWords(c)}</li>)}</ul>}
          {data.say && <><h3>{t(data.say === "reply" ? "composer.public" : "composer.internal")}</h3><div className="macro-text"><SafeHtml html={data.text} /></div></>}
          {!data.changes.length && !data.say && <p className="muted">{t("macro.nothing")}</p>}
        </>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button kind="primary" data-first disabled={busy || !data} onClick={() => void run()}>{t("macro.run")}</Button></div>
    </Dialog>
  );
}
