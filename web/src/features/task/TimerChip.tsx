import { Link } from "react-router";
import { t } from "../../i18n";
import { IconButton } from "../../ui";
import { useClock } from "./data";
import { Running } from "./Running";

/** The clock that runs, on top of every page, so that it is not forgotten. */
export function TimerChip() {
  const clock = useClock();
  const { ticket, started } = clock.timer.data ?? {};
  if (!ticket || !started) return null;
  return (
    <span className="timer-chip">
      <Link to={`/work/t/${ticket.number}`} title={`${ticket.number} ${ticket.title}`}><span className="timer-number">{ticket.number}</span> <Running since={started} /></Link>
      <IconButton small icon="stop" label={t("time.stopOn", { number: ticket.number })} onClick={() => void clock.stop()} />
    </span>
  );
}
