/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

export const theme = (): Theme => (localStorage.getItem("theme") as Theme | null) ?? "system";

export function setTheme(to: Theme): void {
  localStorage.setItem("theme", to);
  apply();
}

export function apply(): void {
  const chosen = theme();
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}
