import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
const STORED = "steward.theme";
const listeners = new Set<() => void>();

export function theme(): Theme {
  const chosen = localStorage.getItem(STORED);
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function setTheme(to: Theme): void {
  if (to === "system") {
    localStorage.removeItem(STORED);
    delete document.documentElement.dataset["theme"];
  } else {
    localStorage.setItem(STORED, to);
    document.documentElement.dataset["theme"] = to;
  }
  listeners.forEach((tell) => tell());
}

export const useTheme = (): Theme =>
  useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, theme);

export const isDark = (): boolean =>
  theme() === "dark" || (theme() === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
