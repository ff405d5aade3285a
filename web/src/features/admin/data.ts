import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Desk, Page } from "../../api/types";
import { useSession } from "../../app/session";

/** Short lists come whole or as one page. */
export const items = <T>(answer: T[] | Page<T>): T[] => (Array.isArray(answer) ? answer : answer.items);
export const useDesks = () => useQuery({ queryKey: ["desks"], queryFn: () => api<Desk[] | Page<Desk>>("/desks").then(items), staleTime: 60_000 });
/** The desks that one looks after: all of them, or those one manages. */
export function useManagedDesks() {
  const session = useSession();
  const desks = useDesks();
  const mine = (d: Desk): boolean => session.admin || session.desks.some((x) => x.id === d.id && x.role === "manager");
  return { ...desks, data: desks.data?.filter(mine) };
}
