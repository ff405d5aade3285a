import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { PersonRef } from "../../api/types";

export interface Difference { path: string; op: "add" | "change" | "remove"; before: unknown; after: unknown }
export interface FileProblem { path: string; line: number | null; message: string }
export interface Plan { differences: Difference[]; problems: FileProblem[]; notices: string[]; token: string | null }
export interface ConfigurationChange {
  id: string; deskId: string; at: string; by: PersonRef | null; created: boolean; differences: Difference[]; undoes: string | null; undone: string | null;
}

/** The most that the server reads. */
export const LARGEST = 1_000_000;

/** A section that is new and has nothing in it changes nothing. */
const tells = (d: Difference): boolean => !(d.op === "add" && Array.isArray(d.after) && d.after.length === 0);
export async function planFile(yaml: string, desk: string): Promise<Plan> {
  const plan = await api<Plan>("/configurations/plan", { method: "POST", text: yaml, query: { desk } });
  return { ...plan, differences: plan.differences.filter(tells) };
}
export const applyFile = (yaml: string, desk: string, token: string): Promise<ConfigurationChange> =>
  api<ConfigurationChange>("/configurations/apply", { body: { yaml, desk: desk || null, token } });
export const undoChange = (id: string): Promise<ConfigurationChange> => api<ConfigurationChange>(`/configurations/changes/${id}/undo`, { method: "POST", body: {} });
export const useConfigurationChanges = () =>
  useQuery({ queryKey: ["configurations", "changes"], queryFn: () => api<ConfigurationChange[]>("/configurations/changes"), staleTime: 30_000 });
