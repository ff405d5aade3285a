import type { FieldRole } from "../../../api/types";
import { t } from "../../../i18n";
import { roleList, rolesOf, type Roles } from "./model";

const ALL = ["requester", "agent", "manager"] as const;

/** Who may do something. Managers are agents, so theirs is ticked along. */
export function RoleChecks({ legend, hint, value, onChange }: { legend: string; hint?: string; value: FieldRole[]; onChange: (to: FieldRole[]) => void }) {
  const now = rolesOf(value);
  const set = (role: keyof Roles, on: boolean): void => onChange(roleList({ ...now, [role]: on }));
  return (
    <fieldset className="plain-fieldset field">
      <legend className="label">{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      <div className="row wrap">
        {ALL.map((role) => <label key={role} className="check"><input type="checkbox" checked={now[role]} disabled={role === "manager" && now.agent} onChange={(e) => set(role, e.target.checked)} /><span>{t(`types.role.${role}`)}</span></label>)}
      </div>
    </fieldset>
  );
}
