import type { TaskTemplateStep } from "../../api/types";

/** After steps changed places, each still needs the same ones, as far as they stand before it. */
function renumbered(steps: TaskTemplateStep[], order: number[]): TaskTemplateStep[] {
  const place = new Map(order.map((old, now) => [old, now]));
  return order.flatMap((old, now) => {
    const step = steps[old];
    if (!step) return [];
    const needs = step.needs.flatMap((n) => place.get(n) ?? []).filter((n) => n < now);
    return [{ ...step, needs }];
  });
}

export function movedStep(steps: TaskTemplateStep[], from: number, to: number): TaskTemplateStep[] {
  if (to < 0 || to >= steps.length) return steps;
  const order = steps.map((_, i) => i).filter((i) => i !== from);
  order.splice(to, 0, from);
  return renumbered(steps, order);
}

export const removedStep = (steps: TaskTemplateStep[], at: number): TaskTemplateStep[] => renumbered(steps, steps.map((_, i) => i).filter((i) => i !== at));
