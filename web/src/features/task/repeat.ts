import type { TicketType } from "../../api/types";

const ONCE = new Set(["file", "signature"]);

/** A type as a ticket that is created again and again has it: without files, and without what no second ticket may have. */
export const comesAgain = (type: TicketType): TicketType => ({ ...type, fields: (type.fields ?? []).filter((f) => !ONCE.has(f.kind) && !f.unique) });
