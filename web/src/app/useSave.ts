import { useState } from "react";
import { problemOf } from "../api/problem";

/** What every form needs: it is being sent, it was refused, and why for which field. */
export function useSave() {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  return {
    error, busy,
    wrong: (field: string): string | undefined => (error === undefined ? undefined : problemOf(error).of(field)),
    run: async (save: () => Promise<void>): Promise<void> => {
      setBusy(true);
      setError(undefined);
      try {
        await save();
      } catch (e) {
        setError(e);
      }
      setBusy(false);
    },
  };
}
