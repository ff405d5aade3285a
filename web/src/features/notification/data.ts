import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { NoticeWishes } from "../../api/types";

/** How many are unread; the live stream asks again when something came, and the clock where there is none. */
export const useUnread = () =>
  useQuery({ queryKey: ["notices", "count"], queryFn: () => api<{ unread: number }>("/notices/count"), refetchInterval: 60_000, staleTime: 5_000 });
export const useWaiting = () =>
  useQuery({ queryKey: ["approvals", "count"], queryFn: () => api<{ waiting: number }>("/approvals/count"), refetchInterval: 60_000, staleTime: 5_000 });
export const useWishes = () =>
  useQuery({ queryKey: ["notice-wishes"], queryFn: () => api<NoticeWishes>("/me/notifications"), staleTime: Infinity });

export const noticesChanged = (cache: QueryClient): void => void cache.invalidateQueries({ queryKey: ["notices"] });
