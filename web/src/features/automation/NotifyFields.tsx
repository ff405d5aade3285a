import type { Json } from "../../api/types";
import { t } from "../../i18n";
import { CheckField, IconButton } from "../../ui";
import { Choice, Plain, textOf, type FormProps } from "./ActionFields";

const GROUPS = ["requester", "assignee", "teamMembers", "approvers"] as const;
const peopleOf = (of: Json | undefined): string[] => (Array.isArray(of) ? of.map(textOf) : []);

/** Who is told, and what. */
export function NotifyFields(p: FormProps) {
  const { data, at, world, wrong, set } = p;
  const people = peopleOf(data["people"]);
  return (
    <>
      <fieldset className="plain-fieldset field"><legend className="label">{t("rules.whoIsTold")}</legend>
        <div className="row wrap rule-checks">{GROUPS.map((g) => <CheckField key={g} label={t(`rules.tellName.${g}`)} checked={data[g] === true} onChange={(e) => set({ [g]: e.target.checked })} />)}</div>
        {people.length > 0 && <ul className="plain-list rule-people">{people.map((id) => <li key={id} className="tag">{world.names.person(id) ?? "–"}<IconButton small icon="close" className="tag-remove" label={t("fields.remove", { name: world.names.person(id) ?? "" })} onClick={() => set({ people: people.filter((x) => x !== id) })} /></li>)}</ul>}
        {(wrong(`${at}people`) ?? wrong(at.replace(/\.$/, ""))) && <p className="field-error" role="alert">{wrong(`${at}people`) ?? wrong(at.replace(/\.$/, ""))}</p>}
      </fieldset>
      <div className="form-grid">
        <Choice {...p} part="team" label="rules.alsoTeam" none="ticket.none" options={world.teams} />
        <Choice {...p} part="people" value="" label="rules.alsoPerson" none="rules.choose" options={world.agents.filter((a) => !people.includes(a.id))} onPick={(id) => { if (id) set({ people: [...people, id] }); }} />
      </div>
      <Plain {...p} part="text" label="rules.says" most={500} lines={2} />
    </>
  );
}
