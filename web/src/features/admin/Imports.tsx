import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, query, upload } from "../../api/client";
import type { Page } from "../../api/types";
import { useSession } from "../../app/session";
import { exact, maybe, number, size, t } from "../../i18n";
import { Empty, Failed, Field, Loading } from "../../ui";
import { toast } from "../../ui/toasts";

interface Mapping { deskId: string | null; typeId: string | null; mode: string; key: string | null; columns: Record<string, string>; values: Record<string, Record<string, string>>; dateFormat: string; timeZone: string; unknown: string[]; order: string | null }
interface Column { name: string; samples: string[] }
interface Import { id: string; name: string; size: number; state: string; rows: number | null; rowsDone: number; tickets: number; entries: number; errorCount: number; started: string | null; finished: string | null; rowsPerSecond: number | null; mapping: Mapping | null; preview: { columns: Column[]; suggested: Mapping; fields: string[]; rows: string[][] }; message: string | null }

export default function Imports() {
  const client = useQueryClient();
  const [open, setOpen] = useState<string>();
  const [progress, setProgress] = useState<number | null>(null);
  const list = useQuery({ queryKey: ["imports"], queryFn: () => api<Import[]>("/imports") });
  async function send(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      setProgress(0);
      const made = await upload<Import>("/imports", file, setProgress);
      setOpen(made.id);
    } catch (e) {
      toast((e as Error).message);
    }
    setProgress(null);
    void client.invalidateQueries({ queryKey: ["imports"] });
  }
  return (
    <>
      <label className="field"><span>{t("import.upload")}</span><small>{t("import.uploadHint")}</small><input type="file" accept=".csv,.gz,.txt" onChange={(e) => void send(e.target.files?.[0])} /></label>
      {progress !== null && <progress value={progress} />}
      {list.isPending ? <Loading /> : list.error ? <Failed problem={list.error} /> : list.data.length === 0 ? <Empty title={t("import.none")} /> : (
        <table className="plain"><tbody>{list.data.map((i) => <tr key={i.id}><td><button className="btn link" onClick={() => setOpen(i.id)}>{i.name}</button></td><td className="num">{size(i.size)}</td><td>{maybe(`importstate.${i.state}`, i.state)}</td><td className="num">{number(i.tickets)} {t("import.tickets")}</td></tr>)}</tbody></table>
      )}
      {open && <One key={open} id={open} />}
    </>
  );
}

function One({ id }: { id: string }) {
  const client = useQueryClient();
  const one = useQuery({ queryKey: ["imports", id], queryFn: () => api<Import>(`/imports/${id}`), refetchInterval: (q) => (["checking", "running"].includes(q.state.data?.state ?? "") ? 500 : false) });
  const errors = useQuery({ queryKey: ["imports", id, "errors", one.data?.state], queryFn: () => api<Page<{ row: number; column: string; value: string | null; message: string }>>(`/imports/${id}/errors${query({ limit: 50 })}`), enabled: (one.data?.errorCount ?? 0) > 0 });
  if (one.isPending) return <Loading />;
  if (one.error) return <Failed problem={one.error} />;
  const i = one.data;
  const act = (what: string): void => void api<Import>(`/imports/${id}/${what}`, { method: "POST" }).then((x) => { client.setQueryData(["imports", id], x); void client.invalidateQueries({ queryKey: ["imports"] }); }, (e: Error) => toast(e.message));
  const busy = i.state === "checking" || i.state === "running";
  return (
    <section>
      <h2>{i.name}: {maybe(`importstate.${i.state}`, i.state)}</h2>
      {busy && <progress value={i.rowsDone} max={i.rows ?? undefined} aria-label={t("import.progress")} />}
      <p>{t("import.counts", { done: number(i.rowsDone), rows: i.rows === null ? "?" : number(i.rows), tickets: number(i.tickets), entries: number(i.entries), errors: number(i.errorCount) })} {i.rowsPerSecond !== null && t("import.speed", { n: number(i.rowsPerSecond) })} {i.finished && exact(i.finished)}</p>
      {i.message && <p className="error">{i.message}</p>}
      {!busy && i.state !== "done" && <MappingForm one={i} save={(m) => void api<Import>(`/imports/${id}/mapping`, { method: "PUT", body: m }).then((x) => { client.setQueryData(["imports", id], x); toast(t("state.saved")); }, (e: Error) => toast(e.message))} />}
      <div className="row">
        {!busy && i.mapping && i.state !== "done" && <><button className="btn" onClick={() => act("check")}>{t("import.check")}</button><button className="btn primary" onClick={() => act("run")}>{t("import.run")}</button></>}
        {busy && <button className="btn danger" onClick={() => act("cancel")}>{t("action.cancel")}</button>}
      </div>
      {errors.data && <table className="plain"><thead><tr><th className="num">{t("import.row")}</th><th>{t("import.column")}</th><th>{t("import.value")}</th><th>{t("import.error")}</th></tr></thead><tbody>{errors.data.items.map((e) => <tr key={`${e.row}${e.column}`}><td className="num">{e.row}</td><td>{e.column}</td><td>{e.value}</td><td>{e.message}</td></tr>)}</tbody></table>}
    </section>
  );
}

function MappingForm({ one, save }: { one: Import; save: (m: Mapping) => void }) {
  const session = useSession();
  const [m, setM] = useState<Mapping>(one.mapping ?? one.preview.suggested);
  const set = (change: Partial<Mapping>): void => setM((old) => ({ ...old, ...change }));
  const type = session.types.find((x) => x.id === m.typeId) ?? session.types[0];
  const columns = one.preview.columns;
  const statusColumn = Object.entries(m.columns).find(([, f]) => f === "status")?.[0];
  const statusSamples = columns.find((c) => c.name === statusColumn)?.samples ?? [];
  return (
    <form onSubmit={(e) => { e.preventDefault(); save({ ...m, typeId: type?.id ?? null, deskId: type?.deskId ?? null }); }}>
      <div className="row wrap">
        <Field label={t("field.type")}><select className="input" value={type?.id} onChange={(e) => set({ typeId: e.target.value })}>{session.types.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select></Field>
        <Field label={t("import.mode")}><select className="input" value={m.mode} onChange={(e) => set({ mode: e.target.value })}><option value="tickets">{t("import.mode.tickets")}</option><option value="history">{t("import.mode.history")}</option></select></Field>
        <Field label={t("import.key")}><select className="input" value={m.key ?? ""} onChange={(e) => set({ key: e.target.value })}>{columns.map((c) => <option key={c.name}>{c.name}</option>)}</select></Field>
        <Field label={t("import.order")}><select className="input" value={m.order ?? ""} onChange={(e) => set({ order: e.target.value || null })}><option value="">–</option>{columns.map((c) => <option key={c.name}>{c.name}</option>)}</select></Field>
        <Field label={t("import.dateFormat")}><input className="input" value={m.dateFormat} onChange={(e) => set({ dateFormat: e.target.value })} /></Field>
        <Field label={t("field.timeZone")}><input className="input" value={m.timeZone} onChange={(e) => set({ timeZone: e.target.value })} /></Field>
        <Field label={t("import.unknown")}><input className="input" value={m.unknown.join(" ")} onChange={(e) => set({ unknown: e.target.value.split(" ").filter(Boolean) })} /></Field>
      </div>
      <table className="plain"><thead><tr><th>{t("import.column")}</th><th>{t("import.samples")}</th><th>{t("import.field")}</th></tr></thead>
        <tbody>{columns.map((c) => <tr key={c.name}><td>{c.name}</td><td className="muted truncate" style={{ maxWidth: 320 }}>{c.samples.join(" · ")}</td><td><select className="input" aria-label={c.name} value={m.columns[c.name] ?? ""} onChange={(e) => set({ columns: { ...m.columns, [c.name]: e.target.value } })}><option value="">{t("import.ignore")}</option>{one.preview.fields.map((f) => <option key={f}>{f}</option>)}</select></td></tr>)}</tbody></table>
      {statusColumn && type && (
        <table className="plain"><thead><tr><th>{statusColumn}</th><th>{t("field.status")}</th></tr></thead>
          <tbody>{[...new Set([...statusSamples, ...Object.keys(m.values[statusColumn] ?? {})])].map((v) => <tr key={v}><td>{v}</td><td><select className="input" aria-label={v} value={m.values[statusColumn]?.[v] ?? ""} onChange={(e) => set({ values: { ...m.values, [statusColumn]: { ...m.values[statusColumn], [v]: e.target.value } } })}><option value="">–</option>{type.statuses.map((s) => <option key={s.key} value={s.key}>{s.name}</option>)}</select></td></tr>)}</tbody></table>
      )}
      <button className="btn primary">{t("import.saveMapping")}</button>
    </form>
  );
}
