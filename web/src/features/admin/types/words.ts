import { maybe, t } from "../../../i18n";
import type { Difference } from "./differences";
import type { Definition, EffectView } from "./model";

/** One difference as a sentence. */
export function differenceWords(d: Difference): string {
  if (d.part === "form") return t("types.diff.form", { who: t(`types.audience.${d.name as "requester" | "agent"}`) });
  if (d.part === "priorities") return t("types.diff.priorities");
  if (d.part === "confidential") return t(d.name === "on" ? "types.diff.confidential" : "types.diff.open");
  if (d.part === "initial") return t("types.diff.initial", { name: d.name });
  const part = t(`types.part.${d.part}`);
  if (d.what === "order") return t("types.diff.order", { part: t(`types.parts.${d.part}`) });
  const sentence = t(`types.diff.${d.what}`, { part, name: d.name });
  return d.properties.length ? `${sentence} (${d.properties.map((p) => maybe(`types.prop.${p}`, p)).join(", ")})` : sentence;
}

export interface EffectWord { text: string; grave: boolean }
/** What publishing does to the tickets there are, in plain words. */
export function effectWords(effect: EffectView, next: Definition): EffectWord[] {
  const status = (key: string): string => next.statuses.find((s) => s.key === key)?.name ?? key;
  return [
    ...effect.statuses.map((s) => ({ grave: s.tickets > 0, text: s.tickets ? t("types.effect.status", { name: s.name, count: s.tickets }) : t("types.effect.statusFree", { name: s.name }) })),
    ...effect.fields.map((f) => ({ grave: f.change === "kind" && f.tickets > 0, text: t(`types.effect.${f.change}`, { name: f.name, count: f.tickets }) })),
    ...effect.stuck.map((s) => ({ grave: true, text: s.tickets ? t("types.effect.stuck", { name: status(s.status), count: s.tickets }) : t("types.effect.stuckFree", { name: status(s.status) }) })),
    ...(effect.stateChanges ? [{ grave: false, text: t("types.effect.states", { count: effect.stateChanges }) }] : []),
  ];
}
