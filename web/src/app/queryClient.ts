import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "../api/problem";

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      // What the server refused stays refused; only a lost connection or an overloaded server is worth another try.
      retry: (count, error) => {
        const { status } = problemOf(error);
        return count < 2 && (status === 0 || status === 503 || status === 429);
      },
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
