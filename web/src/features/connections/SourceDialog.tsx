import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import type { InboundSource, SourceKind } from "../../api/connectionTypes";
import { useCreationKey } from "../../api/idempotency";
import type { PersonRef, TicketType } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, CheckField, Dialog, FormError, SelectField, TextField, toast } from "../../ui";
import { useManagedDesks } from "../admin/data";
import { PersonField } from "../configuration/PersonField";
import { connectionsChanged, useTeams } from "./data";
import { mappingOf, MappingFields, textsOf } from "./MappingFields";

const KINDS: readonly SourceKind[] = ["alertmanager", "grafana", "cloudevents", "json"];

/** One system that tells a desk what happens. */
export function SourceDialog({ source, onAddress, onClose }: { source: InboundSource | null; onAddress: (address: string) => void; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const desks = useManagedDesks();
  const types = useQuery({ queryKey: ["types"], queryFn: () => api<TicketType[]>("/types"), staleTime: 60_000 });
  const [form, setForm] = useState({ deskId: source?.deskId ?? "", typeId: source?.typeId ?? "", name: source?.name ?? "", kind: source?.kind ?? ("alertmanager" as SourceKind), active: source?.active ?? true, teamId: source?.teamId ?? "", hmacHeader: source?.hmacHeader ?? "", hmacSecret: "", bearer: "", noBearer: false, reopenMinutes: source?.reopenMinutes ?? 60, resolves: source?.resolves ?? true, perMinute: source?.perMinute ?? 300 });
  const [requester, setRequester] = useState<PersonRef | null>(null);
  const [mapping, setMapping] = useState(() => textsOf(source?.mapping ?? null));
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const deskId = form.deskId || desks.data?.[0]?.id || "";
  const own = (types.data ?? []).filter((x) => x.deskId === deskId && x.active);
  const typeId = own.some((x) => x.id === form.typeId) ? form.typeId : (own.find((x) => x.kind === "incident")?.id ?? own[0]?.id ?? "");
  const teams = useTeams(deskId).data ?? [];
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const signed = form.hmacHeader.trim() !== "";
      const body = {
        deskId, typeId, requesterId: requester?.id ?? source?.requesterId ?? null, teamId: form.teamId || null, name: form.name, kind: form.kind, active: form.active,
        bearer: form.bearer || (form.noBearer ? "" : null), hmacSecret: form.hmacSecret || (signed ? null : ""), hmacHeader: form.hmacHeader.trim(), mapping: mappingOf(mapping),
        reopenMinutes: form.reopenMinutes, resolves: form.resolves, perMinute: form.perMinute,
      };
      const saved = source ? await api<InboundSource>(`/inbound-sources/${source.id}`, { method: "PUT", body, version: source.version }) : await api<InboundSource>("/inbound-sources", { body, key: key.for(body) });
      await connectionsChanged(cache);
      toast(t("state.saved"));
      onClose();
      if (saved.address) onAddress(saved.address);
    });
  };
  const move = (): void => void run(async () => {
    if (!source) return;
    const made = await api<InboundSource>(`/inbound-sources/${source.id}/address`, { method: "POST" });
    await connectionsChanged(cache);
    onClose();
    if (made.address) onAddress(made.address);
  });
  return (
    <Dialog title={source ? source.name : t("conn.addSource")} onClose={onClose} wide>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="two">
          <TextField label={t("person.name")} required data-first placeholder="Prometheus" value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <SelectField label={t("conn.sourceKind")} value={form.kind} error={wrong("kind")} onChange={(e) => set({ kind: e.target.value as SourceKind })}>{KINDS.map((k) => <option key={k} value={k}>{t(`conn.source.${k}`)}</option>)}</SelectField>
          <SelectField label={t("field.desk")} value={deskId} error={wrong("deskId")} onChange={(e) => set({ deskId: e.target.value, teamId: "" })}>{(desks.data ?? []).map((d) => <option key={d.id} value={d.id}>{d.name}</option>)}</SelectField>
          <SelectField label={t("conn.becomes")} value={typeId} error={wrong("typeId")} onChange={(e) => set({ typeId: e.target.value })}>{own.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>
          {teams.length > 0 && <SelectField label={t("conn.team")} value={form.teamId} error={wrong("teamId")} onChange={(e) => set({ teamId: e.target.value })}><option value="">{t("conn.anyTeam")}</option>{teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</SelectField>}
          <PersonField label={t("conn.requester")} value={requester} error={wrong("requesterId")} onChange={setRequester} />
        </div>
        <p className="hint">{t("conn.requesterHint")}</p>
        <CheckField label={t("conn.resolves")} checked={form.resolves} onChange={(e) => set({ resolves: e.target.checked })} />
        <div className="two">
          <TextField label={t("conn.reopen")} hint={t("conn.reopenHint")} type="number" min={0} max={100000} value={form.reopenMinutes} error={wrong("reopenMinutes")} onChange={(e) => set({ reopenMinutes: Number(e.target.value) })} />
          <TextField label={t("conn.perMinute")} hint={t("conn.perMinuteHint")} type="number" min={1} max={10000} value={form.perMinute} error={wrong("perMinute")} onChange={(e) => set({ perMinute: Number(e.target.value) })} />
        </div>
        <details>
          <summary>{t("conn.proof")}</summary>
          <p className="hint">{t("conn.proofHint")}</p>
          <TextField label={t("conn.bearer")} type="password" autoComplete="new-password" placeholder={source?.bearerSet ? t("conn.kept") : undefined} value={form.bearer} error={wrong("bearer")} onChange={(e) => set({ bearer: e.target.value })} />
          {source?.bearerSet && <CheckField label={t("conn.noBearer")} checked={form.noBearer} onChange={(e) => set({ noBearer: e.target.checked })} />}
          <div className="two">
            <TextField label={t("conn.hmacHeader")} placeholder="X-Signature" value={form.hmacHeader} error={wrong("hmacHeader")} onChange={(e) => set({ hmacHeader: e.target.value })} />
            <TextField label={t("conn.hmacSecret")} type="password" autoComplete="new-password" placeholder={source?.hmacHeader ? t("conn.kept") : undefined} value={form.hmacSecret} error={wrong("hmacSecret")} onChange={(e) => set({ hmacSecret: e.target.value })} />
          </div>
        </details>
        <MappingFields kind={form.kind} sourceId={source?.id ?? null} texts={mapping} onChange={setMapping} wrong={wrong} />
        <CheckField label={t("conn.active")} checked={form.active} onChange={(e) => set({ active: e.target.checked })} />
        {source && <p className="hint">{t("conn.moveHint")} <Button small disabled={busy} onClick={move}>{t("conn.move")}</Button></p>}
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.save")}</Button></div>
      </form>
    </Dialog>
  );
}
