import { useMinute } from "../../ui/useMinute";
import type { ClockBar } from "../../api/types";
import { exact } from "../../i18n";
import { clockName, look } from "./describe";
import "./bar.css";

/** The time left of a target, as a bar with the words beside it. */
export function TimeLeft({ clock }: { clock: Pick<ClockBar, "kind" | "name" | "standing" | "phase" | "due" | "started" | "used"> }) {
  useMinute();
  const l = look(clock);
  return (
    <span className={`sla-bar ${l.tone}`} title={`${clockName(clock)}${clock.due ? `: ${exact(clock.due)}` : ""}`}>
      <span className="sla-track" aria-hidden="true"><span className="sla-used" style={{ inlineSize: `${Math.round(l.share * 100)}%` }} /></span>
      <span className="sla-text truncate">{l.text}</span>
    </span>
  );
}
export default TimeLeft;
