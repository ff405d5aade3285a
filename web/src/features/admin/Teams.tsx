import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { Desk, PersonRef, Team } from "../../api/types";
import { useSave } from "../../app/useSave";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, explain, FormError, IconButton, PersonName, Picker, SelectField, Skeleton, TextField, toast } from "../../ui";
import { useAgents, useTeams } from "../agent/data";
import { Editable } from "../agent/pickers";
import { useManagedDesks } from "./data";

export function Teams() {
  useTitle(t("admin.teams"));
  const desks = useManagedDesks();
  const teams = useTeams();
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const all = desks.data ?? [];
  return (
    <>
      <div className="page-head"><h1>{t("admin.teams")}</h1><Button kind="primary" icon="plus" disabled={!all.length} onClick={() => setEditing("new")}>{t("teams.add")}</Button></div>
      <p className="muted">{t("teams.text")}</p>
      {teams.error ? <ErrorState error={teams.error} retry={() => void teams.refetch()} /> : !teams.data ? <Skeleton lines={5} gap={26} /> : !teams.data.length ? <EmptyState icon="people" title={t("teams.none")} text={t("teams.text")} /> : all.map((desk) => {
        const own = teams.data.filter((x) => x.deskId === desk.id);
        return own.length ? <section key={desk.id} className="section"><h2>{desk.name}</h2>{own.map((team) => <TeamLine key={team.id} team={team} onRename={() => setEditing(team)} />)}</section> : null;
      })}
      {editing && <TeamDialog team={editing === "new" ? null : editing} desks={all} onClose={() => setEditing(null)} />}
    </>
  );
}

/** Members are added and removed where they are listed. */
function TeamLine({ team, onRename }: { team: Team; onRename: () => void }) {
  const cache = useQueryClient();
  const agents = useAgents(team.deskId);
  async function set(members: PersonRef[]): Promise<void> {
    try {
      await api(`/teams/${team.id}`, { method: "PATCH", body: { members: members.map((m) => m.id) }, version: team.version });
    } catch (error) {
      toast(explain(problemOf(error)).text, { bad: true });
    }
    await cache.invalidateQueries({ queryKey: ["teams"] });
  }
  const others = (agents.data ?? []).filter((a) => !team.members.some((m) => m.id === a.id));
  return (
    <div className="team">
      <div className="row"><h3 className="grow">{team.name}</h3><Button small kind="quiet" onClick={onRename}>{t("desks.rename")}</Button></div>
      <ul className="members">
        {team.members.map((m) => <li key={m.id}><PersonName name={m.name} /><IconButton small icon="close" label={t("teams.remove", { name: m.name })} onClick={() => void set(team.members.filter((x) => x.id !== m.id))} /></li>)}
        <li className="add"><Editable label={t("teams.addMember", { team: team.name })} className="btn quiet small" picker={(a, close) => <Picker anchor={a} label={t("teams.addMember", { team: team.name })} choices={others.map((o) => ({ id: o.id, label: o.name, view: <PersonName name={o.name} /> }))} loading={agents.isPending} onClose={close} onChoose={(id) => { const who = others.find((o) => o.id === id); if (who) void set([...team.members, who]); }} />}>+ {t("action.add")}</Editable></li>
      </ul>
    </div>
  );
}

function TeamDialog({ team, desks, onClose }: { team: Team | null; desks: Desk[]; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [name, setName] = useState(team?.name ?? "");
  const [deskId, setDesk] = useState(team?.deskId ?? desks[0]?.id ?? "");
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { deskId, name: name.trim() };
      if (team) await api(`/teams/${team.id}`, { method: "PATCH", body: { name: body.name }, version: team.version });
      else await api("/teams", { body, key: key.for(body) });
      await Promise.all([["teams"], ["session"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
      toast(t("state.saved"));
      onClose();
    });
  };
  return (
    <Dialog title={team ? team.name : t("teams.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first value={name} error={wrong("name")} onChange={(e) => setName(e.target.value)} />
        {!team && <SelectField label={t("field.desk")} value={deskId} error={wrong("deskId")} onChange={(e) => setDesk(e.target.value)}>{desks.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>}
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(team ? "action.save" : "action.add")}</Button></div>
      </form>
    </Dialog>
  );
}
