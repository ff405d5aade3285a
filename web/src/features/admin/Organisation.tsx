import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, query, type Problem } from "../../api/client";
import type { Desk, Page, Person, Team } from "../../api/types";
import { exact, t } from "../../i18n";
import { Empty, Failed, Field, Loading } from "../../ui";
import { toast } from "../../ui/toasts";

const values = (e: FormEvent<HTMLFormElement>): Record<string, unknown> => { e.preventDefault(); return Object.fromEntries(new FormData(e.currentTarget)); };

export function Desks() {
  const client = useQueryClient();
  const desks = useQuery({ queryKey: ["desks"], queryFn: () => api<Desk[]>("/desks") });
  const [problem, setProblem] = useState<Problem>();
  const refresh = (): void => { toast(t("state.saved")); setProblem(undefined); for (const key of ["desks", "session", "queues"]) void client.invalidateQueries({ queryKey: [key] }); };
  if (desks.isPending) return <Loading />;
  if (desks.error) return <Failed problem={desks.error} />;
  return (
    <>
      <table className="plain"><tbody>
        {desks.data.map((d) => <tr key={d.id}><td><form className="row" onSubmit={(e) => void api(`/desks/${d.id}`, { method: "PATCH", body: values(e), version: d.version }).then(refresh, setProblem)}><input className="input" name="name" aria-label={t("setup.name")} defaultValue={d.name} /><button className="btn">{t("action.save")}</button></form></td><td className="muted">{d.key}</td><td className="muted">{d.template}</td></tr>)}
      </tbody></table>
      <h2>{t("admin.addDesk")}</h2>
      <form onSubmit={(e) => { const form = e.currentTarget; void api("/desks", { body: values(e) }).then(() => { form.reset(); refresh(); }, setProblem); }} noValidate>
        <Field label={t("setup.name")} error={problem?.of("name")}><input className="input" name="name" /></Field>
        <Field label={t("admin.key")} help={t("admin.keyHelp")} error={problem?.of("key")}><input className="input" name="key" /></Field>
        <Field label={t("admin.template")} error={problem?.of("template")}><select className="input" name="template"><option value="it">IT</option><option value="hr">HR</option><option value="blank">{t("admin.blank")}</option></select></Field>
        <button className="btn primary">{t("action.create")}</button>
      </form>
    </>
  );
}

export function Teams() {
  const client = useQueryClient();
  const desks = useQuery({ queryKey: ["desks"], queryFn: () => api<Desk[]>("/desks") });
  const teams = useQuery({ queryKey: ["teams"], queryFn: () => api<Team[]>("/teams") });
  const [problem, setProblem] = useState<Problem>();
  const refresh = (): void => { setProblem(undefined); for (const key of ["teams", "session"]) void client.invalidateQueries({ queryKey: [key] }); };
  if (teams.isPending || desks.isPending) return <Loading />;
  if (teams.error) return <Failed problem={teams.error} />;
  return (
    <>
      {teams.data.length === 0 && <Empty title={t("state.nothing")} />}
      {teams.data.map((team) => <TeamRow key={`${team.id}${team.version}`} team={team} desk={desks.data?.find((d) => d.id === team.deskId)?.name ?? ""} refresh={refresh} />)}
      <h2>{t("admin.addTeam")}</h2>
      <form onSubmit={(e) => { const form = e.currentTarget; void api("/teams", { body: values(e) }).then(() => { form.reset(); refresh(); }, setProblem); }} noValidate>
        <Field label={t("field.desk")}><select className="input" name="deskId">{desks.data?.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</select></Field>
        <Field label={t("setup.name")} error={problem?.of("name")}><input className="input" name="name" /></Field>
        <button className="btn primary">{t("action.create")}</button>
      </form>
    </>
  );
}

function TeamRow({ team, desk, refresh }: { team: Team; desk: string; refresh: () => void }) {
  const [who, setWho] = useState("");
  const people = useQuery({ queryKey: ["people", "agents", who], queryFn: () => api<Page<Person>>(`/people${query({ search: who, role: "agent", limit: 8 })}`), enabled: who.length > 1 });
  const save = (members: string[]): void => void api(`/teams/${team.id}`, { method: "PATCH", body: { members }, version: team.version }).then(refresh, (e: Error) => toast(e.message));
  const found = people.data?.items.find((p) => `${p.name} <${p.email}>` === who);
  const ids = team.members.map((m) => m.id);
  return (
    <section>
      <h2>{team.name} <span className="muted">{desk}</span></h2>
      <ul className="files">{team.members.map((m) => <li key={m.id}>{m.name} <button className="btn link" onClick={() => save(ids.filter((x) => x !== m.id))}>{t("action.remove")}</button></li>)}</ul>
      <form className="row" onSubmit={(e) => { e.preventDefault(); if (found) save([...ids, found.id]); }}>
        <input className="input" list={`team-${team.id}`} aria-label={t("admin.addMember")} placeholder={t("admin.addMember")} value={who} onChange={(e) => setWho(e.target.value)} />
        <datalist id={`team-${team.id}`}>{people.data?.items.map((p) => <option key={p.id} value={`${p.name} <${p.email}>`} />)}</datalist>
        <button className="btn" disabled={!found}>{t("action.add")}</button>
      </form>
    </section>
  );
}

interface Token { id: string; name: string; created: string; lastUsed: string | null; token: string | null }

export function Tokens() {
  const client = useQueryClient();
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: () => api<Token[]>("/tokens") });
  const [made, setMade] = useState<Token>();
  const [problem, setProblem] = useState<Problem>();
  const refresh = (): void => void client.invalidateQueries({ queryKey: ["tokens"] });
  if (tokens.isPending) return <Loading />;
  if (tokens.error) return <Failed problem={tokens.error} />;
  return (
    <>
      {made && <p className="entry note" role="status">{t("admin.tokenOnce")} <code>{made.token}</code></p>}
      {tokens.data.length === 0 && <Empty title={t("admin.noTokens")} />}
      <table className="plain"><tbody>{tokens.data.map((x) => <tr key={x.id}><td>{x.name}</td><td className="muted">{exact(x.created)}</td><td className="muted">{x.lastUsed ? exact(x.lastUsed) : t("admin.neverUsed")}</td><td className="num"><button className="btn danger" onClick={() => void api(`/tokens/${x.id}`, { method: "DELETE" }).then(refresh)}>{t("admin.revoke")}</button></td></tr>)}</tbody></table>
      <form className="row" onSubmit={(e) => { const form = e.currentTarget; void api<Token>("/tokens", { body: values(e) }).then((x) => { setMade(x); form.reset(); refresh(); }, setProblem); }}>
        <input className="input" name="name" aria-label={t("setup.name")} placeholder={t("admin.tokenName")} /><button className="btn primary">{t("action.create")}</button>
      </form>
      {problem && <p className="error" role="alert">{problem.message}</p>}
    </>
  );
}

export function Organisation() {
  const client = useQueryClient();
  const organisation = useQuery({ queryKey: ["organisation"], queryFn: () => api<{ name: string; timeZone: string; locale: string; version: number }>("/organisation") });
  const [problem, setProblem] = useState<Problem>();
  if (organisation.isPending) return <Loading />;
  if (organisation.error) return <Failed problem={organisation.error} />;
  const o = organisation.data;
  return (
    <form key={o.version} noValidate onSubmit={(e) => void api("/organisation", { method: "PATCH", body: values(e), version: o.version }).then(() => { toast(t("state.saved")); for (const key of ["organisation", "session"]) void client.invalidateQueries({ queryKey: [key] }); }, setProblem)}>
      <Field label={t("setup.organisation")} error={problem?.of("name")}><input className="input" name="name" defaultValue={o.name} /></Field>
      <Field label={t("field.timeZone")} error={problem?.of("timeZone")}><select className="input" name="timeZone" defaultValue={o.timeZone}>{[...new Set([o.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].map((z) => <option key={z}>{z}</option>)}</select></Field>
      <Field label={t("field.locale")}><select className="input" name="locale" defaultValue={o.locale}><option value="en">English</option><option value="de">Deutsch</option></select></Field>
      <button className="btn primary">{t("action.save")}</button>
    </form>
  );
}
