import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import { problemOf } from "../../api/problem";
import type { Person } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, explain, Pager, PersonName, Skeleton, Table, toast, toastUndo } from "../../ui";
import { useSettled } from "../agent/data";
import { useDesks } from "./data";
import { PersonDialog } from "./PersonDialog";

export function People() {
  useTitle(t("admin.people"));
  const cache = useQueryClient();
  const desks = useDesks();
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<Person | "new" | null>(null);
  const search = useSettled(text.trim(), 200);
  const people = usePages<Person>(["people", "admin", search], "/people", { search });
  const deskName = (id: string): string => desks.data?.find((d) => d.id === id)?.name ?? "";
  const roles = (p: Person): string => [...(p.admin ? [t("role.admin")] : []), ...p.roles.map((r) => `${t(`role.${r.role}`)} · ${deskName(r.deskId)}`)].join(", ");

  async function setActive(p: Person, active: boolean): Promise<void> {
    try {
      const now = await api<Person>(`/people/${p.id}`, { method: "PATCH", body: { active }, version: p.version });
      toastUndo(t(active ? "people.activated" : "people.deactivated", { name: p.name }), () => void setActive(now, !active));
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["people"] });
  }
  return (
    <>
      <div className="page-head">
        <h1>{t("admin.people")}</h1>
        <div className="row"><input className="input" type="search" aria-label={t("people.search")} placeholder={t("people.search")} value={text} onChange={(e) => setText(e.target.value)} /><Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("people.add")}</Button></div>
      </div>
      {people.error ? <ErrorState error={people.error} retry={() => void people.refetch()} /> : people.isPending ? <Skeleton lines={8} gap={26} /> : !people.rows.length ? <EmptyState icon="people" title={t("people.none")} text={t("people.noneText")} /> : (
        <>
          <Table label={t("admin.people")} rows={people.rows} rowKey={(p) => p.id} columns={[
            { id: "name", title: t("person.name"), cell: (p) => <button type="button" className="btn link" onClick={() => setEditing(p)}><PersonName name={p.name} /></button> },
            { id: "email", title: t("person.email"), cell: (p) => p.email },
            { id: "roles", title: t("people.roles"), cell: (p) => roles(p) || <span className="muted">{t("role.requester")}</span> },
            { id: "state", title: t("people.state"), cell: (p) => (p.active ? t("people.active") : <span className="muted">{t("people.inactive")}</span>) },
            { id: "do", title: "", cell: (p) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(p)}>{t("action.edit")}</Button><Button small kind="quiet" onClick={() => void setActive(p, !p.active)}>{t(p.active ? "people.deactivate" : "people.activate")}</Button></span> },
          ]} />
          <Pager more={people.hasNextPage} loading={people.isFetchingNextPage} onMore={() => void people.fetchNextPage()} />
        </>
      )}
      {editing && <PersonDialog person={editing === "new" ? null : editing} desks={desks.data ?? []} onClose={() => setEditing(null)} />}
    </>
  );
}
