import { useSyncExternalStore } from "react";

let minute = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Renders again each minute, so that "2 min ago" does not stay so for an hour. One timer for all. */
export const useMinute = (): number =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      timer ??= setInterval(() => { minute++; listeners.forEach((each) => each()); }, 60_000);
      return () => {
        listeners.delete(tell);
        if (!listeners.size) { clearInterval(timer); timer = undefined; }
      };
    },
    () => minute,
  );
