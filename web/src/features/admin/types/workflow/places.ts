import type { Place } from "../layout";

const name = (type: string): string => `steward.flow.${type}`;
/** Where somebody put the statuses of a drawing: theirs, in this browser. */
export function keptPlaces(type: string): Record<string, Place> {
  try {
    const there: unknown = JSON.parse(localStorage.getItem(name(type)) ?? "{}");
    if (there === null || typeof there !== "object") return {};
    return Object.fromEntries(Object.entries(there as Record<string, Partial<Place>>).flatMap(([k, p]) => (typeof p?.x === "number" && typeof p.y === "number" ? [[k, { x: p.x, y: p.y }]] : [])));
  } catch { return {}; }
}
export function keepPlaces(type: string, places: Record<string, Place> | null): void {
  try {
    if (places) localStorage.setItem(name(type), JSON.stringify(places));
    else localStorage.removeItem(name(type));
  } catch { /* Where nothing can be kept, the drawing is laid out anew each time. */ }
}
