import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Ref, Ticket, TicketRow } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { toast } from "../../ui/toasts";

interface Done { changed: { id: string; version: number; before: Record<string, unknown> }[]; refused: { id: string; problem: string }[] }

/** The same edit as on one ticket, on many; it can be undone. */
export function Bulk({ rows, done }: { rows: TicketRow[]; done: () => void }) {
  const session = useSession();
  const client = useQueryClient();
  const desk = rows[0]?.deskId ?? "";
  const oneDesk = rows.every((r) => r.deskId === desk);
  const agents = useQuery({ queryKey: ["agents", desk], queryFn: () => api<Ref[]>(`/desks/${desk}/agents`), enabled: oneDesk });
  const type = session.types.find((x) => x.id === rows[0]?.typeId);
  const refresh = (): void => { for (const key of ["tickets", "ticket", "queues"]) void client.invalidateQueries({ queryKey: [key] }); };
  async function change(body: Record<string, unknown>): Promise<void> {
    const result = await api<Done>("/tickets/bulk", { body: { ids: rows.map((r) => r.id), change: body } });
    refresh();
    done();
    const undo = async (): Promise<void> => {
      for (const one of result.changed) await api<Ticket>(`/tickets/${one.id}`, { method: "PATCH", body: one.before, version: one.version }).catch((e: Error) => toast(e.message));
      refresh();
    };
    const refused = result.refused[0] ? ` ${t("bulk.refused", { count: result.refused.length, why: result.refused[0].problem })}` : "";
    toast(t("bulk.changed", { count: result.changed.length }) + refused, () => void undo());
  }
  return (
    <div className="bulk" role="toolbar" aria-label={t("bulk.title")}>
      <strong>{t("bulk.selected", { count: rows.length })}</strong>
      <select className="input" aria-label={t("field.status")} value="" onChange={(e) => void change({ status: e.target.value })}>
        <option value="">{t("field.status")}…</option>{type?.statuses.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}
      </select>
      {oneDesk && (
        <>
          <select className="input" aria-label={t("field.assignee")} value="" onChange={(e) => void change({ assigneeId: e.target.value === "-" ? null : e.target.value })}>
            <option value="">{t("field.assignee")}…</option><option value="-">{t("field.nobody")}</option>{agents.data?.map((a) => <option key={a.id} value={a.id}>{a.name}</option>)}
          </select>
          <select className="input" aria-label={t("field.team")} value="" onChange={(e) => void change({ teamId: e.target.value })}>
            <option value="">{t("field.team")}…</option>{session.teams.filter((x) => x.deskId === desk).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
          </select>
        </>
      )}
      <button className="btn plain" onClick={done}>{t("action.cancel")}</button>
    </div>
  );
}
