import type { RuleRun, RuleWhy } from "../../api/types";

/** Each run once, with all entries that it wrote; in the order of the answer. */
export function runsOf(all: RuleWhy[]): { run: RuleRun; seqs: number[] }[] {
  const found = new Map<string, { run: RuleRun; seqs: number[] }>();
  for (const { run, entrySeq } of all) {
    const known = found.get(run.id) ?? { run, seqs: [] };
    if (entrySeq !== null) known.seqs.push(entrySeq);
    found.set(run.id, known);
  }
  return Array.from(found.values());
}
