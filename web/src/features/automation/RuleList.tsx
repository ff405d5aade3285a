import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/client";
import { useCreationKey } from "../../api/idempotency";
import type { Rule, RuleBody } from "../../api/types";
import { t } from "../../i18n";
import { Button, Dialog, DragHandle, DragNews, EmptyState, ErrorState, Icon, Menu, RelativeTime, Skeleton, toast, useDrag } from "../../ui";
import { failed, useRules } from "./data";
import { NewRule } from "./NewRule";
import { sentence } from "./sentence";
import { toSteps } from "./steps";
import { useWorld, type World } from "./world";

export const bodyOf = ({ name, description, active, stop, trigger, condition, actions }: RuleBody): RuleBody => ({ name, description, active, stop, trigger, condition, actions });

/** The rules of a desk in the order in which they are asked. */
export function RuleList({ deskId }: { deskId: string }) {
  const cache = useQueryClient();
  const go = useNavigate();
  const key = useCreationKey();
  const rules = useRules(deskId);
  const world = useWorld(deskId);
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<Rule | null>(null);
  const rows = rules.data ?? [];
  const again = () => cache.invalidateQueries({ queryKey: ["rules"] });
  // An answer that is on the way tells of before, and would turn it back.
  const put = async (to: Rule[]): Promise<void> => {
    const queryKey = ["rules", "desk", deskId];
    await cache.cancelQueries({ queryKey });
    cache.setQueryData(queryKey, to);
  };
  const move = (id: string, to: number): void => {
    const left = rows.filter((r) => r.id !== id);
    const one = rows.find((r) => r.id === id);
    if (!one) return;
    const next = left.toSpliced(to, 0, one);
    void put(next);
    void api(`/desks/${deskId}/rules/order`, { method: "PUT", body: { ids: next.map((r) => r.id) } }).catch(failed).then(again);
  };
  const turn = (r: Rule): void => {
    void put(rows.map((x) => (x.id === r.id ? { ...x, active: !r.active } : x)));
    void api(`/rules/${r.id}/active`, { method: "PUT", body: { active: !r.active } }).then(() => toast(t(r.active ? "rules.isOff" : "rules.isOn", { name: r.name })), failed).then(again);
  };
  const duplicate = async (r: Rule): Promise<void> => {
    const body = { ...bodyOf(r), active: false, name: t("rules.copyOf", { name: r.name }).slice(0, 200) };
    try {
      const made = await api<Rule>(`/desks/${deskId}/rules`, { body, key: key.for(body) });
      key.renew();
      await again();
      void go(`/admin/rules/${made.id}`);
    } catch (error) { failed(error); }
  };
  const drag = useDrag({
    onDrop: (id, drop) => move(id, drop.index),
    onStep: (id, by) => { const to = rows.findIndex((r) => r.id === id) + by; if (to < 0 || to >= rows.length) return undefined; move(id, to); return t("drag.now", { n: to + 1, of: rows.length }); },
  });
  return (
    <section className="section">
      <div className="row wrap"><p className="muted small grow">{t("rules.orderText")}</p><Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("rules.add")}</Button></div>
      {rules.error && !rules.data ? <ErrorState error={rules.error} retry={() => void rules.refetch()} /> : rules.isPending ? <Skeleton lines={4} gap={30} /> : !rows.length ? <EmptyState icon="flow" title={t("rules.none")} text={t("rules.noneText")}><Button icon="plus" onClick={() => setAdding(true)}>{t("rules.add")}</Button></EmptyState> : (
        <ul className={`plain-list rule-rows ${drag.mark("rules", null)}`} data-zone="rules" aria-label={t("admin.rules")}>
          {rows.map((r) => (
            <li key={r.id} data-item={r.id} className={`rule-row ${drag.mark("rules", r.id)} ${r.active ? "" : "off"}`}>
              <DragHandle drag={drag} item={r.id} name={r.name} />
              <input type="checkbox" role="switch" checked={r.active} aria-label={t("rules.turn", { name: r.name })} onChange={() => turn(r)} />
              <div className="rule-what">
                <Link to={`/admin/rules/${r.id}`} className="rule-name">{r.name}</Link>
                <p className="muted small">{words(r, world)}</p>
                {r.stopped && <p className="error-text small">{t("rules.stopped", { why: r.stopped })}</p>}
              </div>
              <Figures rule={r} />
              <Menu label={t("rules.more", { name: r.name })} className="btn quiet icon small" trigger={<Icon name="more" />} items={[
                { id: "edit", label: t("action.edit"), icon: "pen", run: () => void go(`/admin/rules/${r.id}`) },
                { id: "runs", label: t("rules.runs"), icon: "list", run: () => void go(`/admin/rules/${r.id}/runs`) },
                { id: "copy", label: t("rules.duplicate"), icon: "plus", run: () => void duplicate(r) },
                { id: "delete", label: t("action.delete"), icon: "close", danger: true, run: () => setDeleting(r) },
              ]} />
            </li>
          ))}
        </ul>
      )}
      <DragNews drag={drag} />
      {adding && <NewRule deskId={deskId} world={world} onClose={() => setAdding(false)} />}
      {deleting && <DeleteRule rule={deleting} onClose={() => setDeleting(null)} onDone={() => { setDeleting(null); void again(); }} />}
    </section>
  );
}

export const words = (r: RuleBody | { trigger: RuleBody["trigger"]; condition: string; actions: RuleBody["actions"] }, world: World): string => sentence({ trigger: r.trigger, condition: r.condition, steps: toSteps(r.actions) }, world.names);

function Figures({ rule: r }: { rule: Rule }) {
  return (
    <div className="rule-figures small">
      <span className="muted">{r.lastRunAt ? <>{t("rules.last")} <RelativeTime at={r.lastRunAt} /></> : t("rules.never")}</span>
      <Link to={`/admin/rules/${r.id}/runs`} title={t("rules.in7days")}>{t("rules.runCount", { count: r.runs7d })}</Link>
      {r.failed7d > 0 && <Link className="error-text" to={`/admin/rules/${r.id}/runs?state=failed`} title={t("rules.in7days")}>{t("rules.failCount", { count: r.failed7d })}</Link>}
    </div>
  );
}

export function DeleteRule({ rule, onClose, onDone }: { rule: Rule; onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const remove = (): void => {
    setBusy(true);
    api(`/rules/${rule.id}`, { method: "DELETE", version: rule.version }).then(() => { toast(t("rules.deleted", { name: rule.name })); onDone(); }, (error: unknown) => { failed(error); setBusy(false); });
  };
  return (
    <Dialog title={t("rules.deleteTitle", { name: rule.name })} onClose={onClose}>
      <p>{t("rules.deleteText")}</p>
      <div className="dialog-foot"><Button data-first onClick={onClose}>{t("action.cancel")}</Button><Button kind="danger" disabled={busy} onClick={remove}>{t("action.delete")}</Button></div>
    </Dialog>
  );
}
