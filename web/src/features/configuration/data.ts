import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { CiClass, CiFull, CiStatus, RelationKind } from "../../api/types";

export const STATUSES: CiStatus[] = ["planned", "in_use", "in_repair", "retired"];
export const KINDS: RelationKind[] = ["depends_on", "part_of", "runs_on", "connected_to"];

export const useClasses = () => useQuery({ queryKey: ["ci-classes"], queryFn: () => api<CiClass[]>("/ci-classes"), staleTime: 5 * 60_000 });
export const useCi = (id: string) => useQuery({ queryKey: ["cis", id], queryFn: () => api<CiFull>(`/cis/${id}`) });
