import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useTeams } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { AssignmentRule, Strategy } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";
import { useSchedules } from "../oncall/data";
import { parseSkills } from "./skills";

const STRATEGIES: Strategy[] = ["round_robin", "least_loaded", "by_skill", "on_call", "none"];

export function RuleDialog({ rule, deskId, onClose }: { rule: AssignmentRule | null; deskId: string; onClose: () => void }) {
  const session = useSession();
  const cache = useQueryClient();
  const key = useCreationKey();
  const teams = useTeams(deskId);
  const schedules = useSchedules(deskId);
  const { error, busy, wrong, run } = useSave();
  const [form, setForm] = useState({ name: rule?.name ?? "", typeId: rule?.typeId ?? "", query: rule?.query ?? "", teamId: rule?.teamId ?? "", strategy: rule?.strategy ?? "round_robin", scheduleId: rule?.scheduleId ?? "", skills: rule?.skills.join(", ") ?? "", active: rule?.active ?? true });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const done = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ["assignment"] });
    toast(t("state.saved"));
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { deskId, name: form.name.trim(), typeId: form.typeId || null, query: form.query.trim(), teamId: form.teamId || null, strategy: form.strategy, scheduleId: form.strategy === "on_call" ? form.scheduleId || null : null, skills: parseSkills(form.skills), active: form.active };
      if (rule) await api(`/assignment/rules/${rule.id}`, { method: "PUT", body, version: rule.version });
      else await api("/assignment/rules", { body, key: key.for(body) });
      await done();
    });
  };
  const remove = (of: AssignmentRule): void => void run(async () => {
    await api(`/assignment/rules/${of.id}`, { method: "DELETE" });
    await done();
  });
  return (
    <Dialog title={rule ? rule.name : t("assign.add")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
        <SelectField label={t("field.type")} value={form.typeId} error={wrong("typeId")} onChange={(e) => set({ typeId: e.target.value })}>
          <option value="">{t("assign.allTypes")}</option>
          {session.types.filter((x) => x.deskId === deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
        </SelectField>
        <TextField label={t("assign.query")} hint={t("assign.queryHint")} maxLength={2000} value={form.query} error={wrong("query")} onChange={(e) => set({ query: e.target.value })} />
        <SelectField label={t("assign.how")} hint={t(`assign.hint.${form.strategy}`)} value={form.strategy} error={wrong("strategy")} onChange={(e) => set({ strategy: e.target.value as Strategy })}>{STRATEGIES.map((s) => <option key={s} value={s}>{t(`assign.strategy.${s}`)}</option>)}</SelectField>
        <SelectField label={t("assign.among")} value={form.teamId} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value })}>
          <option value="">{t("assign.ticketsTeam")}</option>
          {(teams.data ?? []).filter((x) => x.deskId === deskId).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
        </SelectField>
        {form.strategy === "on_call" && (
          <SelectField label={t("onCall.schedule")} required value={form.scheduleId} error={wrong("scheduleId")} onChange={(e) => set({ scheduleId: e.target.value })}>
            <option value="">{t("ticket.none")}</option>
            {(schedules.data ?? []).map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}
          </SelectField>
        )}
        {form.strategy === "by_skill" && <TextField label={t("assign.needed")} hint={t("assign.neededHint")} placeholder={t("assign.commas")} value={form.skills} error={wrong("skills")} onChange={(e) => set({ skills: e.target.value })} />}
        {rule && <CheckField label={t("categories.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />}
        <div className="dialog-foot">
          {rule && <Button kind="quiet" className="danger" disabled={busy} onClick={() => remove(rule)}>{t("action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(rule ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
