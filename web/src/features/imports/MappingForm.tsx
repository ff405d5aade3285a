import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { Import, ImportMapping, TicketType } from "../../api/types";
import { useSession } from "../../app/session";
import { maybe, number, t } from "../../i18n";
import { Button, SelectField, Skeleton, TextField } from "../../ui";
import { useDesks } from "../admin/data";
import { ZoneField } from "../identity/choices";
import { meanings, ValueMap } from "./ValueMap";

/** The fields the server can fill, in the order people look for them. */
const FIELDS = ["title", "description", "status", "impact", "urgency", "category", "team", "assignee", "requester", "channel", "created", "updated", "resolved", "closed", "actor", "reopened", "reassigned", "tags"];

export function MappingForm({ job, preview, busy, onSave }: { job: Import; preview: NonNullable<Import["preview"]>; busy: boolean; onSave: (mapping: ImportMapping) => void }) {
  const session = useSession();
  const desks = useDesks();
  const types = useQuery({ queryKey: ["types"], queryFn: () => api<TicketType[]>("/types"), staleTime: 60_000 });
  const first: Partial<ImportMapping> = job.mapping ?? preview.suggested;
  const [m, setM] = useState<ImportMapping>(() => ({
    deskId: first.deskId ?? session.desks[0]?.id ?? "", typeId: first.typeId ?? "", mode: first.mode ?? "tickets", key: first.key ?? preview.columns[0]?.name ?? "", columns: first.columns ?? {},
    values: first.values ?? {}, dateFormat: first.dateFormat ?? "yyyy-MM-dd HH:mm", timeZone: first.timeZone ?? "UTC", unknown: first.unknown ?? [], order: first.order ?? null,
  }));
  const set = (part: Partial<ImportMapping>): void => setM({ ...m, ...part });
  if (!desks.data || !types.data) return <Skeleton lines={6} />;
  const deskId = m.deskId || (desks.data[0]?.id ?? "");
  const own = types.data.filter((x) => x.deskId === deskId);
  const type = own.find((x) => x.id === m.typeId) ?? own[0];
  const map = (column: string, field: string): void => {
    // A field has one column: the newest choice wins.
    const others = Object.entries(m.columns).filter(([name, had]) => name !== column && had !== field);
    set({ columns: Object.fromEntries(field ? [...others, [column, field]] : others) });
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    const values = Object.fromEntries(Object.entries(m.values).filter(([column]) => m.columns[column]));
    onSave({ ...m, deskId, typeId: type?.id ?? "", values, order: m.order || null });
  };
  const column = (value: string, onChange: (to: string) => void, label: string, hint: string, none: boolean) => (
    <SelectField label={label} hint={hint} value={value} onChange={(e) => onChange(e.target.value)}>{none && <option value="">{t("imports.asInFile")}</option>}{preview.columns.map((c) => <option key={c.name}>{c.name}</option>)}</SelectField>
  );
  return (
    <form onSubmit={save} className="section">
      <h2>{t("imports.step.map")}</h2>
      <div className="two">
        <SelectField label={t("field.desk")} value={deskId} onChange={(e) => set({ deskId: e.target.value, typeId: "" })}>{desks.data.map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
        <SelectField label={t("field.type")} value={type?.id ?? ""} onChange={(e) => set({ typeId: e.target.value })}>{own.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
        <SelectField label={t("imports.mode")} hint={t(m.mode === "history" ? "imports.mode.historyHint" : "imports.mode.ticketsHint")} value={m.mode} onChange={(e) => set({ mode: e.target.value as ImportMapping["mode"] })}><option value="tickets">{t("imports.mode.tickets")}</option><option value="history">{t("imports.mode.history")}</option></SelectField>
        {column(m.key, (key) => set({ key }), t("imports.key"), t("imports.keyHint"), false)}
        {m.mode === "history" && column(m.order ?? "", (order) => set({ order: order || null }), t("imports.order"), t("imports.orderHint"), true)}
        <TextField label={t("imports.dateFormat")} hint={t("imports.dateFormatHint")} required value={m.dateFormat} onChange={(e) => set({ dateFormat: e.target.value })} />
        <ZoneField required value={m.timeZone} hint={t("imports.zoneHint")} onChange={(timeZone) => set({ timeZone })} />
        <TextField label={t("imports.unknown")} hint={t("imports.unknownHint")} value={m.unknown.join(", ")} onChange={(e) => set({ unknown: e.target.value.split(/,\s*/).map((x) => x.trim()).filter((x, i, all) => x || i < all.length - 1) })} onBlur={() => set({ unknown: m.unknown.filter(Boolean) })} />
      </div>
      <h3>{t("imports.columns")}</h3>
      <div className="table-wrap" style={{ marginBlock: "8px 16px" }}>
        <table className="table mapping">
          <thead><tr><th scope="col">{t("imports.column")}</th><th scope="col">{t("imports.samples")}</th><th scope="col" className="num">{t("imports.distinct")}</th><th scope="col">{t("imports.field")}</th></tr></thead>
          <tbody>
            {preview.columns.map((c) => {
              const field = m.columns[c.name] ?? "";
              return (
                <tr key={c.name}>
                  <th scope="row">{c.name}{c.name === m.key && <span className="tag">{t("imports.isKey")}</span>}</th>
                  <td><div className="samples truncate">{c.samples.slice(0, 4).join(" · ")}</div></td>
                  <td className="num">{number(c.distinct)}</td>
                  <td>
                    <select className="input" aria-label={t("imports.fieldOf", { column: c.name })} value={field} onChange={(e) => map(c.name, e.target.value)}>
                      <option value="">{t("imports.leaveOut")}</option>
                      {FIELDS.map((f) => <option key={f} value={f}>{maybe(`field.${f}`, f)}</option>)}
                    </select>
                    {meanings(field, type) && <ValueMap column={c} choices={meanings(field, type) ?? []} values={m.values[c.name] ?? {}} unknown={m.unknown} onChange={(values) => set({ values: { ...m.values, [c.name]: values } })} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Button type="submit" kind="primary" disabled={busy || !type}>{t("imports.check")}</Button>
    </form>
  );
}
