import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, query, type Problem } from "../../api/client";
import type { Desk, Page, Person } from "../../api/types";
import { t } from "../../i18n";
import { Dialog, Empty, Failed, Field, Loading } from "../../ui";
import { toast } from "../../ui/toasts";

export function People() {
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const [edited, setEdited] = useState<Person | "new" | null>(null);
  const people = useInfiniteQuery({
    queryKey: ["people", "admin", search], queryFn: ({ pageParam }) => api<Page<Person>>(`/people${query({ search, cursor: pageParam })}`),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next, placeholderData: keepPreviousData,
  });
  const rows = people.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <>
      <div className="row"><input className="input" type="search" aria-label={t("admin.search")} placeholder={t("admin.search")} value={search} onChange={(e) => setSearch(e.target.value)} /><button className="btn primary" onClick={() => setEdited("new")}>{t("admin.addPerson")}</button></div>
      {people.isPending ? <Loading /> : people.error ? <Failed problem={people.error} /> : rows.length === 0 ? <Empty title={t("state.nothing")} /> : (
        <table className="plain">
          <thead><tr><th>{t("setup.name")}</th><th>{t("field.email")}</th><th>{t("admin.role")}</th><th /></tr></thead>
          <tbody>{rows.map((p) => <tr key={p.id}><td>{p.name}</td><td>{p.email}</td><td>{[p.admin && t("role.admin"), ...new Set(p.roles.map((r) => t(`role.${r.role}`))), !p.active && t("admin.inactive")].filter(Boolean).join(", ") || t("role.requester")}</td><td className="num"><button className="btn" onClick={() => setEdited(p)}>{t("action.edit")}</button></td></tr>)}</tbody>
        </table>
      )}
      {people.hasNextPage && <button className="btn" onClick={() => void people.fetchNextPage()}>{t("action.more")}</button>}
      <Dialog open={edited !== null} onClose={() => setEdited(null)} title={t("admin.person")}>
        {edited && <PersonForm person={edited === "new" ? null : edited} done={() => { setEdited(null); toast(t("state.saved")); void client.invalidateQueries({ queryKey: ["people"] }); }} />}
      </Dialog>
    </>
  );
}

function PersonForm({ person, done }: { person: Person | null; done: () => void }) {
  const desks = useQuery({ queryKey: ["desks"], queryFn: () => api<Desk[]>("/desks") });
  const [problem, setProblem] = useState<Problem>();
  function submit(e: FormEvent<HTMLFormElement>): void {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const roles = (desks.data ?? []).map((d) => ({ deskId: d.id, role: String(form.get(`role-${d.id}`) ?? "") })).filter((r) => r.role);
    const body: Record<string, unknown> = { name: form.get("name"), email: form.get("email"), admin: form.has("admin"), roles };
    if (person) body["active"] = form.has("active");
    else if (form.get("password")) body["password"] = form.get("password");
    const sent = person ? api(`/people/${person.id}`, { method: "PATCH", body, version: person.version }) : api("/people", { body });
    sent.then(done, setProblem);
  }
  return (
    <form onSubmit={submit} noValidate>
      <h2>{person?.name ?? t("admin.addPerson")}</h2>
      {problem && !problem.errors.length && <p className="error" role="alert">{problem.message}</p>}
      <Field label={t("setup.name")} error={problem?.of("name")}><input className="input" name="name" defaultValue={person?.name} /></Field>
      <Field label={t("field.email")} error={problem?.of("email")}><input className="input" name="email" type="email" defaultValue={person?.email} /></Field>
      {!person && <Field label={t("field.password")} help={t("admin.passwordHelp")} error={problem?.of("password")}><input className="input" name="password" type="password" autoComplete="new-password" /></Field>}
      {desks.data?.map((d) => (
        <Field key={d.id} label={d.name}><select className="input" name={`role-${d.id}`} defaultValue={person?.roles.find((r) => r.deskId === d.id)?.role ?? ""}><option value="">{t("role.requester")}</option><option value="agent">{t("role.agent")}</option><option value="manager">{t("role.manager")}</option></select></Field>
      ))}
      <label className="row"><input type="checkbox" name="admin" defaultChecked={person?.admin ?? false} />{t("role.admin")}</label>
      {problem?.of("admin") && <p className="error">{problem.of("admin")}</p>}
      {person && <label className="row"><input type="checkbox" name="active" defaultChecked={person.active} />{t("admin.active")}</label>}
      <p><button className="btn primary">{t("action.save")}</button></p>
    </form>
  );
}
