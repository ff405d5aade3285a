import type { RuleRun, RuleWhy } from "../../api/types";

/** Each run once, however many entries it wrote; in the order of the answer. */
export const runsOf = (all: RuleWhy[]): RuleRun[] => Array.from(new Map(all.map(({ run }) => [run.id, run])).values());
