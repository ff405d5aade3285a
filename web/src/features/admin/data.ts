import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Desk, Page } from "../../api/types";

/** Short lists come whole or as one page. */
export const items = <T>(answer: T[] | Page<T>): T[] => (Array.isArray(answer) ? answer : answer.items);
export const useDesks = () => useQuery({ queryKey: ["desks"], queryFn: () => api<Desk[] | Page<Desk>>("/desks").then(items), staleTime: 60_000 });
