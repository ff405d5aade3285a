import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useAgents, useSettled } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import { problemOf } from "../../api/problem";
import type { Layer, OnCallSchedule, OnCallTimeline } from "../../api/types";
import { useSession } from "../../app/session";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, Field, FormError, IconButton, Skeleton, TextField, toast } from "../../ui";
import { today } from "../analytics/days";
import { emptyLayer, onCallChanged, rangeFrom } from "./data";
import { LayerFields } from "./LayerFields";
import { Timeline } from "./Timeline";

const zones = (): string[] => (typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : []);

/** A schedule as layers, the lowest first, with what comes of them in the next two weeks. */
export function ScheduleDialog({ schedule, deskId, onClose }: { schedule: OnCallSchedule | null; deskId: string; onClose: () => void }) {
  const cache = useQueryClient();
  const key = useCreationKey();
  const { organisation } = useSession();
  const agents = useAgents(deskId);
  const { error, busy, wrong, run } = useSave();
  const [sure, setSure] = useState(false);
  const [form, setForm] = useState({ name: schedule?.name ?? "", zone: schedule?.zone ?? organisation.timeZone, layers: schedule?.layers ?? [emptyLayer(t("onCall.layerName", { n: 1 }), today())] });
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const put = (i: number, layer: Layer): void => set({ layers: form.layers.map((l, at) => (at === i ? layer : l)) });
  const move = (i: number, by: number): void => {
    const layers = [...form.layers];
    layers.splice(i + by, 0, ...layers.splice(i, 1));
    set({ layers });
  };
  const body = { deskId, name: form.name.trim(), zone: form.zone.trim(), layers: form.layers };
  const done = async (text: string): Promise<void> => {
    await onCallChanged(cache);
    toast(text);
    onClose();
  };
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      if (schedule) await api(`/on-call-schedules/${schedule.id}`, { method: "PUT", body, version: schedule.version });
      else await api("/on-call-schedules", { body, key: key.for(body) });
      await done(t("state.saved"));
    });
  };
  const remove = (of: OnCallSchedule): void => void run(async () => {
    await api(`/on-call-schedules/${of.id}`, { method: "DELETE" });
    await done(t("onCall.deleted", { name: of.name }));
  });
  return (
    <Dialog wide title={schedule ? schedule.name : t("onCall.addSchedule")} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <div className="form-grid">
          <TextField label={t("person.name")} required data-first maxLength={100} value={form.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
          <Field label={t("onCall.zone")} error={wrong("zone")}>{(wired) => <><input className="input" list="on-call-zones" required {...wired} value={form.zone} onChange={(e) => set({ zone: e.target.value })} /><datalist id="on-call-zones">{zones().map((z) => <option key={z} value={z} />)}</datalist></>}</Field>
        </div>
        <p className="muted small">{t("onCall.layersText")}</p>
        {form.layers.map((layer, i) => (
          <fieldset key={i} className="oc-layer">
            <legend>{layer.name || t("onCall.layerName", { n: i + 1 })}</legend>
            <span className="row end oc-layer-do">
              <IconButton small icon="up" label={t("taskTemplates.up", { name: layer.name })} disabled={i === 0} onClick={() => move(i, -1)} />
              <IconButton small icon="down" label={t("taskTemplates.down", { name: layer.name })} disabled={i === form.layers.length - 1} onClick={() => move(i, 1)} />
              <IconButton small icon="close" label={t("onCall.removeLayer", { name: layer.name })} onClick={() => set({ layers: form.layers.filter((_, at) => at !== i) })} />
            </span>
            <LayerFields layer={layer} agents={agents.data ?? []} wrong={(field) => wrong(`layers[${i}].${field}`)} onChange={(l) => put(i, l)} />
          </fieldset>
        ))}
        {form.layers.length < 10 && <Button small icon="plus" onClick={() => set({ layers: [...form.layers, emptyLayer(t("onCall.layerName", { n: form.layers.length + 1 }), today())] })}>{t("onCall.addLayer")}</Button>}
        <Preview body={body} />
        {sure && schedule && <p className="notice" role="alert">{t("onCall.deleteSure")}</p>}
        <div className="dialog-foot">
          {schedule && <Button kind="quiet" className="danger" disabled={busy} onClick={() => (sure ? remove(schedule) : setSure(true))}>{t(sure ? "onCall.deleteNow" : "action.delete")}</Button>}<span className="grow" />
          <Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t(schedule ? "action.save" : "action.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What would come of it: asked for once one rests. */
function Preview({ body }: { body: { deskId: string; name: string; zone: string; layers: Layer[] } }) {
  const [range] = useState(() => rangeFrom(Date.now(), 14));
  // Its own text, so that typing a name asks nothing.
  const asked = useSettled(JSON.stringify({ ...body, name: "–", ...range }), 400);
  const preview = useQuery({ queryKey: ["on-call", "preview", asked], queryFn: () => api<OnCallTimeline>("/on-call-schedules/preview", { body: JSON.parse(asked) as object }), retry: false, staleTime: 60_000, placeholderData: (before) => before });
  return (
    <section className="section" aria-label={t("onCall.preview")}>
      <h3>{t("onCall.preview")}</h3>
      <div aria-live="polite">
        {preview.error ? <p className="muted">{t("onCall.previewWrong", { why: problemOf(preview.error).errors[0]?.message ?? "" })}</p> : !preview.data ? <Skeleton lines={2} /> : <Timeline timeline={preview.data} />}
      </div>
    </section>
  );
}
