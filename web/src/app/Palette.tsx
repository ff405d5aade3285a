import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, query } from "../api/client";
import type { Queue, TicketRow } from "../api/types";
import { t } from "../i18n";
import { Dialog } from "../ui";
import { useSession, useSwitchSession } from "./session";
import { setTheme } from "./theme";

interface Action { id: string; label: string; hint: string; run: () => void }

/** Everything by typing: pages, queues, tickets as they come, look, sign out. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return <Dialog open={open} onClose={onClose} title={t("nav.palette")} className="palette"><Inside onClose={onClose} /></Dialog>;
}

function Inside({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const agent = session.desks.length > 0;
  const switchSession = useSwitchSession();
  const go = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const queues = useQuery({ queryKey: ["queues"], queryFn: () => api<Queue[]>("/queues"), enabled: agent });
  const found = useQuery({
    queryKey: ["search", typed], enabled: agent && typed.trim().length > 1, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api<{ tickets: TicketRow[] }>(`/search${query({ q: typed, limit: 8 })}`, { signal }),
  });
  const fixed: Action[] = [
    ...(agent ? [{ id: "new", label: t("ticket.new"), hint: "C", run: () => go("/work?new=1") }, { id: "work", label: t("nav.work"), hint: "", run: () => go("/work") }] : []),
    ...(queues.data ?? []).map((q) => ({ id: q.id, label: q.name, hint: t("nav.queue"), run: () => go(`/work/q/${q.id}`) })),
    { id: "portal", label: t("nav.portal"), hint: "", run: () => go("/portal") },
    ...(session.admin ? [{ id: "admin", label: t("nav.admin"), hint: "", run: () => go("/admin") }] : []),
    ...(["light", "dark", "system"] as const).map((x) => ({ id: x, label: t(`theme.${x}`), hint: t("theme.title"), run: () => setTheme(x) })),
    { id: "out", label: t("session.out"), hint: "", run: () => void api("/session", { method: "DELETE" }).then(() => { switchSession(null); go("/sign-in"); }) },
  ];
  const tickets = (typed.trim().length > 1 ? found.data?.tickets ?? [] : []).map((x) => ({ id: x.id, label: `${x.number} ${x.title}`, hint: x.requester.name, run: () => go(`/work/t/${x.number}`) }));
  const actions = [...fixed.filter((a) => a.label.toLowerCase().includes(typed.toLowerCase())), ...tickets];
  const run = (action: Action | undefined): void => { if (action) { onClose(); action.run(); } };
  return (
    <>
      <input className="input" autoFocus value={typed} placeholder={t("palette.placeholder")} aria-label={t("palette.placeholder")} role="combobox" aria-expanded="true" aria-controls="palette-list"
        onChange={(e) => { setTyped(e.target.value); setAt(0); }}
        onKeyDown={(e) => {
          if (e.key === "ArrowDown") { e.preventDefault(); setAt(Math.min(at + 1, actions.length - 1)); }
          if (e.key === "ArrowUp") { e.preventDefault(); setAt(Math.max(at - 1, 0)); }
          if (e.key === "Enter") run(actions[at]);
        }} />
      <ul id="palette-list" role="listbox" aria-label={t("nav.palette")}>
        {actions.map((a, i) => <li key={a.id} role="option" aria-selected={i === at} onMouseEnter={() => setAt(i)} onClick={() => run(a)}><span className="truncate">{a.label}</span><span className="muted">{a.hint}</span></li>)}
        {!actions.length && <li className="muted">{t("state.nothing")}</li>}
      </ul>
    </>
  );
}
