import { useCallback, useMemo, useRef, useState } from "react";
import type { TicketRow } from "../../api/types";

/** Which rows are ticked. Rows that left the list leave the selection, so nobody changes what they cannot see. */
export function useSelection(rows: TicketRow[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const chosen = useMemo(() => rows.filter((r) => ticked.has(r.id)), [rows, ticked]);
  const ids = useMemo(() => new Set(chosen.map((r) => r.id)), [chosen]);

  const toggle = useCallback((id: string, range = false) => {
    setTicked((before) => {
      const after = new Set(before);
      const from = rows.findIndex((r) => r.id === last.current);
      const to = rows.findIndex((r) => r.id === id);
      if (range && from >= 0 && to >= 0) for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(row.id);
      else if (!after.delete(id)) after.add(id);
      last.current = id;
      return after;
    });
  }, [rows]);
  const clear = useCallback(() => setTicked(new Set()), []);
  const all = useCallback(() => setTicked((before) => (before.size >= rows.length ? new Set() : new Set(rows.map((r) => r.id)))), [rows]);
  return { ids, rows: chosen, toggle, clear, all };
}
