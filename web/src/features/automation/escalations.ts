import type { Named } from "../../api/types";
import { offers, useChains, useParts, useRules } from "./data";

const NONE: Named[] = [];

/** What an escalation of the desk can call: its rules, and who is on call where that is known. */
export function useEscalations(deskId: string): { rules: Named[]; chains: Named[]; mayPage: boolean } {
  const rules = useRules(deskId).data ?? NONE;
  const mayPage = offers(useParts(deskId).data, "page");
  const chains = useChains(deskId, mayPage) ?? NONE;
  return { rules, chains, mayPage };
}
