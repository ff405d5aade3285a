import type { OnCallShift, OnCallTimeline, Somebody } from "../../api/types";
import { currentLocale, currentZone, t } from "../../i18n";
import { DAY, huesOf, placeIn } from "./data";
import { handOver, mine } from "./words";

interface Props { timeline: OnCallTimeline; onShift?: ((from: string, until: string, personId: string | null) => void) | undefined }

/** Each layer, overrides, and what holds in the end, side by side over the same days. */
export function Timeline({ timeline, onShift }: Props) {
  const hues = huesOf(timeline.people);
  const days = Math.round((Date.parse(timeline.until) - Date.parse(timeline.from)) / DAY);
  const overridden = timeline.overrides.map((o): OnCallShift => ({ personId: o.personId, from: o.from, until: o.until, layer: -1, overrideId: o.id }));
  const row = (shifts: OnCallShift[], strong: boolean) => shifts.map((s) => <Bar key={`${s.from}${s.personId}`} shift={s} timeline={timeline} hue={hues.get(s.personId) ?? 214} onShift={strong ? onShift : undefined} />);
  const now = placeIn(new Date().toISOString(), timeline.until, timeline).start;
  return (
    <div className="oc-scroll" tabIndex={0} role="region" aria-label={t("onCall.timeline")}>
      <div className="oc-timeline" style={{ minInlineSize: `${Math.max(days * 46, 320)}px` }}>
        <Days from={timeline.from} days={days} />
        {timeline.layers.map((l, i) => <Row key={i} name={l.name}>{row(l.shifts, false)}</Row>)}
        {overridden.length > 0 && <Row name={t("onCall.overrides")}>{row(overridden, false)}</Row>}
        <Row name={t("onCall.final")} strong>
          {row(timeline.shifts, true)}
          {timeline.gaps.map((g) => {
            const { start, size } = placeIn(g.from, g.until, timeline);
            const label = `${t("onCall.gap")}: ${mine(g.from)} – ${mine(g.until)}`;
            const style = { insetInlineStart: `${start}%`, inlineSize: `${size}%` };
            return onShift
              ? <button key={g.from} type="button" className="oc-bar oc-gap" style={style} title={label} aria-label={label} onClick={() => onShift(g.from, g.until, null)}><span>{t("onCall.gap")}</span></button>
              : <span key={g.from} className="oc-bar oc-gap" style={style} title={label} role="img" aria-label={label}><span>{t("onCall.gap")}</span></span>;
          })}
          {now > 0 && now < 100 && <span className="oc-now" style={{ insetInlineStart: `${now}%` }} />}
        </Row>
      </div>
    </div>
  );
}

const Row = ({ name, strong, children }: { name: string; strong?: boolean; children: React.ReactNode }) => (
  <div className={`oc-row ${strong ? "strong" : ""}`}><span className="oc-name truncate" title={name}>{name}</span><div className="oc-track">{children}</div></div>
);

function Days({ from, days }: { from: string; days: number }) {
  const zone = currentZone();
  const format = new Intl.DateTimeFormat(currentLocale(), { weekday: "short", day: "numeric", ...(zone ? { timeZone: zone } : {}) });
  return (
    <div className="oc-row oc-days" aria-hidden="true">
      <span className="oc-name" />
      <div className="oc-track">{Array.from({ length: days }, (_, i) => <span key={i} style={{ inlineSize: `${100 / days}%` }}>{format.format(new Date(Date.parse(from) + i * DAY + DAY / 2))}</span>)}</div>
    </div>
  );
}

function Bar({ shift, timeline, hue, onShift }: { shift: OnCallShift; timeline: OnCallTimeline; hue: number; onShift?: Props["onShift"] }) {
  const person: Somebody | undefined = timeline.people[shift.personId];
  const name = person?.name ?? "?";
  const { start, size } = placeIn(shift.from, shift.until, timeline);
  const label = `${name}: ${handOver(shift.from, person)} – ${handOver(shift.until, person)}`;
  const style = { insetInlineStart: `${start}%`, inlineSize: `${size}%`, "--hue": hue } as React.CSSProperties;
  return onShift
    ? <button type="button" className="oc-bar" style={style} title={label} aria-label={label} onClick={() => onShift(shift.from, shift.until, shift.personId)}><span>{name}</span></button>
    : <span className="oc-bar" style={style} title={label} role="img" aria-label={label}><span>{name}</span></span>;
}
