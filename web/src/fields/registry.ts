import type { FieldKind } from "../api/types";
import { checklistKinds } from "./checklist";
import { choiceKinds } from "./choice";
import { computedKinds } from "./computed";
import { contactKinds } from "./contact";
import { dateKinds } from "./date";
import { durationKinds } from "./duration";
import { fileKinds } from "./file";
import type { FieldKindUi } from "./kind";
import { numberKinds } from "./number";
import { personKinds } from "./person";
import { placeKinds } from "./place";
import { opinionKinds } from "./opinion";
import { textKinds } from "./text";
import { ticketKinds } from "./ticket";

/** Every kind of field; one that is missing does not compile. */
export const KINDS: Record<FieldKind, FieldKindUi> = {
  ...textKinds, ...numberKinds, ...dateKinds, ...durationKinds, ...choiceKinds, ...personKinds, ...placeKinds, ...ticketKinds,
  ...contactKinds, ...opinionKinds, ...checklistKinds, ...fileKinds, ...computedKinds,
};
