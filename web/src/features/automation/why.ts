import type { RuleWhy } from "../../api/types";

/** Each run once, however many entries it wrote; in the order of the answer. */
export const runsOf = (all: RuleWhy[]): RuleWhy[] => Array.from(new Map(all.map((w) => [w.runId, w])).values());
