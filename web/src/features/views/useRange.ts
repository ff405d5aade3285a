import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { TicketRow } from "../../api/types";
import type { Range } from "../agent/cache";
import { customIn, type Catalogue } from "./catalogue";
import type { Asking, Looking } from "./data";
import { spanOf, startField, type DateFields, type Days } from "./dates";
import { both } from "./query";

export interface Scheduled { id: string; row: TicketRow; from: string; to: string }

/** The tickets between two days, and those that have no day yet. */
export function useRange(looking: Looking, catalogue: Catalogue, from: string, to: string) {
  const { settings, asking } = looking;
  const start = startField(settings.dateField, catalogue.columns);
  const end = catalogue.find(settings.endField)?.dates && settings.endField !== start ? settings.endField : "";
  const columns = customIn([start, end, settings.colourBy], catalogue).join(",");
  const query = { q: asking.q, field: start, end, from, to, columns, awake: asking.awake };
  const range = useQuery({ queryKey: ["range", query], queryFn: ({ signal }) => api<Range>("/tickets/range", { query, signal }), placeholderData: (before) => before });
  const dates = useMemo<DateFields>(() => ({ start, end, fieldOf: catalogue.fieldOf }), [start, end, catalogue]);
  const items = useMemo(() => (range.data?.items ?? []).flatMap((row): Scheduled[] => {
    const span = spanOf(row, dates);
    return span ? [{ id: row.id, row, ...span }] : [];
  }), [range.data, dates]);
  return { range, items, dates, columns, asking };
}

/** Tickets without a start; only of a custom field there can be such. */
export function useUnscheduled(asking: Asking, dates: DateFields, columns: string, custom: boolean) {
  const query = { q: both(asking.q, `${dates.start} is empty`), order: asking.order, awake: asking.awake, ...(columns ? { columns } : {}) };
  const list = usePages<TicketRow>(["tickets", query], "/tickets", query, { enabled: custom, limit: 50 });
  // One that was just given a day is not without any more, though the list was not fetched again yet.
  const rows = useMemo(() => list.rows.filter((row) => spanOf(row, dates) === null), [list.rows, dates]);
  return { ...list, rows };
}
export type { Days };
