/** The list with one of it at another place; beyond the ends is at the ends. */
export function moved(ids: string[], id: string, to: number): string[] {
  const left = ids.filter((x) => x !== id);
  const place = Math.max(0, Math.min(left.length, to));
  return [...left.slice(0, place), id, ...left.slice(place)];
}
