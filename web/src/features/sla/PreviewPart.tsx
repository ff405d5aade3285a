import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { SlaPreview } from "../../api/types";
import { useSave } from "../../app/useSave";
import { number, t } from "../../i18n";
import { Button, FormError, Table } from "../../ui";

/** What the change would have meant for the last 90 days; asked for, since it counts every ticket of them. */
export function PreviewPart({ body }: { body: Record<string, unknown> }) {
  const { error, busy, run } = useSave();
  const [found, setFound] = useState<{ of: string; outcome: SlaPreview } | null>(null);
  const asked = JSON.stringify(body);
  const look = (): void => void run(async () => setFound({ of: asked, outcome: await api<SlaPreview>("/sla/preview", { body }) }));
  const outcome = found?.outcome;
  return (
    <section className="section" aria-live="polite">
      <div className="row"><h3 className="grow">{t("sla.preview")}</h3><Button small disabled={busy} onClick={look}>{t(busy ? "sla.counting" : "sla.previewGo")}</Button></div>
      <FormError error={error} />
      {outcome && (
        <>
          <p>{t("sla.previewSays", { tickets: outcome.tickets, before: outcome.before, after: outcome.after })} {!outcome.complete && t("sla.previewSome")} {found.of !== asked && <span className="muted">{t("sla.previewOld")}</span>}</p>
          {outcome.teams.length > 0 && <Table label={t("sla.preview")} rows={outcome.teams} rowKey={(r) => r.id ?? "none"} columns={[
            { id: "team", title: t("field.team"), cell: (r) => r.name || t("ticket.none") },
            { id: "tickets", title: t("sla.tickets"), num: true, cell: (r) => number(r.tickets) },
            { id: "before", title: t("sla.missedNow"), num: true, cell: (r) => number(r.before) },
            { id: "after", title: t("sla.missedAfter"), num: true, cell: (r) => number(r.after) },
          ]} />}
          {outcome.examples.length > 0 && <p className="small">{t("sla.examples")} {outcome.examples.map((e) => <span key={e.id}><Link to={`/work/t/${e.number}`} target="_blank">{e.number}</Link> </span>)}</p>}
        </>
      )}
    </section>
  );
}
