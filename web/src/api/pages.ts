import { useInfiniteQuery, type QueryKey } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Query } from "./client";
import type { Page } from "./types";

/** All rows of the pages so far; a row that moved between two fetches and came twice is shown once. */
export function joinPages<T extends { id: string }>(pages: Page<T>[]): T[] {
  const seen = new Set<string>();
  const rows: T[] = [];
  for (const page of pages)
    for (const row of page.items)
      if (!seen.has(row.id)) {
        seen.add(row.id);
        rows.push(row);
      }
  return rows;
}

/** A list that is fetched by cursor, page after page. */
export function usePages<T extends { id: string }>(key: QueryKey, path: string, query: Query, options: { enabled?: boolean; limit?: number; /** Whether the rows of the query before may stand until this one's are there. */ keep?: (before: QueryKey) => boolean } = {}) {
  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => api<Page<T>>(path, { query: { ...query, limit: options.limit ?? 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: options.enabled ?? true,
    placeholderData: (before, query) => (query && options.keep?.(query.queryKey) ? before : undefined),
  });
  const pages = result.data?.pages;
  const rows = useMemo(() => (pages ? joinPages(pages) : []), [pages]);
  return { ...result, rows };
}
