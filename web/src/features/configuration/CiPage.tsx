import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import type { Ci, Relationship, Status, TicketMention } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, ErrorState, explain, IconButton, Pager, PersonName, RelativeTime, Skeleton, StatusBadge, toast, toastUndo } from "../../ui";
import { CiDialog } from "./CiDialog";
import { useCi } from "./data";
import { RelationshipDialog } from "./RelationshipDialog";

/** A CI, what it hangs together with, and the tickets that name it. */
export function CiPage({ id, onRail }: { id: string; onRail: () => void }) {
  const found = useCi(id);
  useTitle(found.data?.ci.name ?? t("ci.register"));
  if (found.error) return <section className="register"><ErrorState page error={found.error} retry={() => void found.refetch()} /></section>;
  if (!found.data) return <section className="register"><Skeleton lines={8} /></section>;
  return (
    <section className="register" aria-labelledby="ci-title">
      <Head ci={found.data.ci} onRail={onRail} />
      <Facts ci={found.data.ci} />
      <Relationships ci={found.data.ci} all={found.data.relationships} />
      <Tickets id={id} />
    </section>
  );
}

function Head({ ci, onRail }: { ci: Ci; onRail: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const go = useNavigate();
  const [editing, setEditing] = useState(false);
  async function remove(): Promise<void> {
    try {
      await api(`/cis/${ci.id}`, { method: "DELETE", version: ci.version });
      await go("/work/configuration");
      cache.removeQueries({ queryKey: ["cis", ci.id] });
      await cache.invalidateQueries({ queryKey: ["cis", "list"] });
      toast(t("ci.deleted", { name: ci.name }));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
  }
  return (
    <>
      <p className="small"><Link to="/work/configuration">{t("ci.register")}</Link></p>
      <div className="page-head">
        <div className="row"><IconButton className="rail-button" icon="menu" label={t("rail.open")} onClick={onRail} /><h1 id="ci-title">{ci.name}</h1></div>
        {session.isManager && <div className="row"><Button kind="quiet" className="danger" onClick={() => void remove()}>{t("action.delete")}</Button><Button kind="primary" onClick={() => setEditing(true)}>{t("action.edit")}</Button></div>}
      </div>
      {editing && <CiDialog ci={ci} onClose={() => setEditing(false)} />}
    </>
  );
}

const Facts = ({ ci }: { ci: Ci }) => (
  <dl className="ci-facts">
    <dt>{t("ci.class")}</dt><dd>{ci.className}</dd>
    <dt>{t("ci.statusLabel")}</dt><dd>{t(`ci.status.${ci.status}`)}</dd>
    <dt>{t("ci.owner")}</dt><dd>{ci.owner ? <PersonName name={ci.owner.name} /> : "–"}</dd>
    <dt>{t("unit.one.location")}</dt><dd>{ci.location?.name ?? "–"}</dd>
    <dt>{t("ci.externalId")}</dt><dd>{ci.externalId ?? "–"}</dd>
    <dt>{t("field.updated")}</dt><dd><RelativeTime at={ci.updated} /></dd>
    {ci.description && <><dt>{t("field.description")}</dt><dd>{ci.description}</dd></>}
  </dl>
);

function Relationships({ ci, all }: { ci: Ci; all: Relationship[] }) {
  const session = useSession();
  const cache = useQueryClient();
  const [adding, setAdding] = useState(false);
  const changed = () => cache.invalidateQueries({ queryKey: ["cis"] });
  async function remove(r: Relationship): Promise<void> {
    try {
      await api(`/cis/${ci.id}/relationships/${r.id}`, { method: "DELETE" });
      toastUndo(t("ci.unrelated", { name: r.ci.name }), () => {
        void api(`/cis/${ci.id}/relationships`, { body: { kind: r.kind, ciId: r.ci.id, outward: r.outward } }).then(changed, (error: unknown) => toast(explain(problemOf(error)).text, { bad: true }));
      });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await changed();
  }
  return (
    <section className="section">
      <div className="row"><h2>{t("ci.relationships")}</h2>{session.isManager && <Button small icon="plus" onClick={() => setAdding(true)}>{t("action.add")}</Button>}</div>
      {all.length ? (
        <ul className="ci-list">
          {all.map((r) => (
            <li key={r.id}>
              <span className="muted">{t(`ci.${r.outward ? "relation" : "reverse"}.${r.kind}`)}</span>
              <Link className="grow truncate" to={`/work/configuration/${r.ci.id}`}>{r.ci.name}</Link>
              <span className="small muted">{t(`ci.status.${r.ci.status}`)}</span>
              {session.isManager && <IconButton small icon="close" label={t("fields.remove", { name: r.ci.name })} onClick={() => void remove(r)} />}
            </li>
          ))}
        </ul>
      ) : <p className="muted">{t("ci.noRelationships")}</p>}
      {adding && <RelationshipDialog ci={ci} onClose={() => setAdding(false)} onAdded={() => void changed()} />}
    </section>
  );
}

type Mention = TicketMention & { status: string };

function Tickets({ id }: { id: string }) {
  const session = useSession();
  const tickets = usePages<Mention>(["cis", id, "tickets"], `/cis/${id}/tickets`, {});
  const named = (m: Mention): Status | undefined => session.type(m.typeId)?.statuses.find((s) => s.key === m.status);
  return (
    <section className="section">
      <h2>{t("ci.tickets")}</h2>
      {tickets.error ? <ErrorState error={tickets.error} retry={() => void tickets.refetch()} /> : tickets.isPending ? <Skeleton lines={3} /> : tickets.rows.length ? (
        <ul className="ci-list">{tickets.rows.map((m) => <li key={m.id}><Link className="grow truncate" to={`/work/t/${m.number}`}><span className="muted">{m.number}</span> {m.title}</Link><StatusBadge category={m.statusCategory} name={named(m)?.name ?? m.status} /></li>)}</ul>
      ) : <p className="muted">{t("ci.noTickets")}</p>}
      <Pager more={tickets.hasNextPage} loading={tickets.isFetchingNextPage} onMore={() => void tickets.fetchNextPage()} />
    </section>
  );
}
