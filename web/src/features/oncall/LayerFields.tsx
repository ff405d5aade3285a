import type { Layer, LayerHours, PersonRef, Turn } from "../../api/types";
import { t } from "../../i18n";
import { Button, IconButton, SelectField, TextField } from "../../ui";

const TURNS: readonly Turn[] = ["hours", "days", "weeks"];
const MOST: Record<Turn, number> = { hours: 336, days: 92, weeks: 26 };
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const OFFICE: LayerHours = { days: WEEKDAYS.slice(0, 5), from: "08:00", until: "17:00" };

interface Props { layer: Layer; agents: PersonRef[]; wrong: (field: string) => string | undefined; onChange: (layer: Layer) => void }

/** One rotation: who takes turns, how long a turn is, when it changes, and in which hours it counts. */
export function LayerFields({ layer, agents, wrong, onChange }: Props) {
  const set = (part: Partial<Layer>): void => onChange({ ...layer, ...part });
  return (
    <>
      <div className="form-grid">
        <TextField label={t("person.name")} required maxLength={100} value={layer.name} error={wrong("name")} onChange={(e) => set({ name: e.target.value })} />
        <Rota layer={layer} agents={agents} error={wrong("people")} onChange={(people) => set({ people })} />
      </div>
      <div className="form-grid three">
        <TextField label={t("onCall.every")} type="number" min={1} max={MOST[layer.turn]} required value={layer.every} error={wrong("every")} onChange={(e) => set({ every: Number(e.target.value) })} />
        <SelectField label={t("onCall.turn")} value={layer.turn} error={wrong("turn")} onChange={(e) => set({ turn: e.target.value as Turn })}>{TURNS.map((x) => <option key={x} value={x}>{t(`onCall.turn.${x}`)}</option>)}</SelectField>
        <TextField label={t("onCall.handOver")} type="time" required value={layer.handOver} error={wrong("handOver")} onChange={(e) => set({ handOver: e.target.value })} />
        <TextField label={t("onCall.start")} type="date" required value={layer.start} error={wrong("start")} onChange={(e) => set({ start: e.target.value })} />
        <TextField label={t("onCall.end")} type="date" value={layer.end ?? ""} error={wrong("end")} onChange={(e) => set({ end: e.target.value || null })} />
      </div>
      {layer.hours.map((h, i) => <HoursLine key={i} hours={h} at={i} wrong={wrong} onChange={(to) => set({ hours: layer.hours.map((x, at) => (at === i ? to : x)) })} onRemove={() => set({ hours: layer.hours.filter((_, at) => at !== i) })} />)}
      {layer.hours.length < 20 && <Button small kind="link" onClick={() => set({ hours: [...layer.hours, OFFICE] })}>{t(layer.hours.length ? "onCall.moreHours" : "onCall.onlyHours")}</Button>}
    </>
  );
}

/** The people in the order of their turns; one may stand there more than once. */
function Rota({ layer, agents, error, onChange }: { layer: Layer; agents: PersonRef[]; error: string | undefined; onChange: (people: string[]) => void }) {
  const name = (id: string): string => agents.find((p) => p.id === id)?.name ?? "?";
  const up = (i: number): void => {
    const people = [...layer.people];
    people.splice(i - 1, 0, ...people.splice(i, 1));
    onChange(people);
  };
  return (
    <div>
      <SelectField label={t("onCall.addPerson")} value="" error={error} onChange={(e) => { if (e.target.value) onChange([...layer.people, e.target.value]); }}>
        <option value="">{t("onCall.choosePerson")}</option>
        {agents.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}
      </SelectField>
      {layer.people.length > 0 && (
        <ol className="oc-rota" aria-label={t("onCall.people")}>
          {layer.people.map((id, i) => (
            <li key={`${id}-${i}`} className="row"><span className="grow truncate">{name(id)}</span>
              <IconButton small icon="up" label={t("taskTemplates.up", { name: name(id) })} disabled={i === 0} onClick={() => up(i)} />
              <IconButton small icon="close" label={t("onCall.removePerson", { name: name(id) })} onClick={() => onChange(layer.people.filter((_, at) => at !== i))} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function HoursLine({ hours, at, wrong, onChange, onRemove }: { hours: LayerHours; at: number; wrong: Props["wrong"]; onChange: (to: LayerHours) => void; onRemove: () => void }) {
  const toggle = (day: string, on: boolean): void => onChange({ ...hours, days: WEEKDAYS.filter((d) => (d === day ? on : hours.days.includes(d))) });
  return (
    <div className="oc-hours" role="group" aria-label={t("onCall.hours")}>
      <span className="row wrap">{WEEKDAYS.map((d) => <label key={d} className="check"><input type="checkbox" checked={hours.days.includes(d)} onChange={(e) => toggle(d, e.target.checked)} /><span>{t(`onCall.day.${d}`)}</span></label>)}</span>
      <span className="row">
        <input className="input" type="time" required aria-label={t("onCall.from")} value={hours.from} onChange={(e) => onChange({ ...hours, from: e.target.value })} />
        –
        <input className="input" type="time" required aria-label={t("onCall.until")} value={hours.until} onChange={(e) => onChange({ ...hours, until: e.target.value })} />
        <IconButton small icon="close" label={t("onCall.removeHours")} onClick={onRemove} />
      </span>
      {wrong(`hours[${at}].days`) && <p className="field-error" role="alert">{wrong(`hours[${at}].days`)}</p>}
    </div>
  );
}
