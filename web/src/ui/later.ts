import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { addTexts } from "../i18n";

let texts: Promise<void> | undefined;
/** The texts of all that is not part of the first page come with the first of it. */
export function moreTexts(): Promise<void> {
  texts ??= import("../i18n/en.later.json").then((m) => addTexts(m.default), (error: unknown) => { texts = undefined; throw error; });
  return texts;
}

/** A part that is fetched when it is first needed, with its texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as React has it
export const later = <P extends ComponentType<any>>(load: () => Promise<{ default: P }>): LazyExoticComponent<P> => lazy(() => Promise.all([load(), moreTexts()]).then(([part]) => part));
