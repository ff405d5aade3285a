import { useEffect, useState } from "react";

const two = (n: number): string => String(n).padStart(2, "0");

/** Hours, minutes and seconds since a time, as a clock shows them. */
export function clockText(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export function Running({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  // Not read out: every second would be.
  return <span className="time-running" role="timer" aria-live="off">{clockText(since, now)}</span>;
}
