import { toLocal } from "../../fields/date/dates";

/** Which day it is where the reader is. */
export const today = (): string => toLocal(new Date().toISOString()).slice(0, 10);
