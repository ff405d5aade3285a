import { useMemo } from "react";
import { useNavigate } from "react-router";
import { useSession } from "../../app/session";
import { numberPattern } from "../../app/numbers";
import type { WordLinkRules } from "../../ui/wordLinks";

/** Ticket numbers in texts lead to the ticket. Nothing is asked of the server for it, so nothing is given away by it. */
export function useTicketLinks(): WordLinkRules | null {
  const { types } = useSession();
  const go = useNavigate();
  return useMemo(() => {
    const pattern = numberPattern(types.map((x) => x.prefix));
    return pattern && { pattern, to: (word) => `/work/t/${word.replace("#", "")}`, open: (to) => void go(to) };
  }, [types, go]);
}
