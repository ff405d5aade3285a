import { NODE, type Place } from "../layout";

export interface Box { x: number; y: number; width: number; height: number }
export interface Curve { path: string; label: Place }

/** Where the line from the middle of a box towards a point leaves the box. */
export function border(box: Box, to: Place): Place {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const [dx, dy] = [to.x - middle.x, to.y - middle.y];
  if (dx === 0 && dy === 0) return middle;
  const scale = Math.min(box.width / 2 / Math.abs(dx || 1e-9), box.height / 2 / Math.abs(dy || 1e-9));
  return { x: middle.x + dx * scale, y: middle.y + dy * scale };
}

const middleOf = (b: Box): Place => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 });
/**
 * A bow from one box to the other. It always bends to its own right, so that the way there and the way back do not lie on one
 * another; long ways bend more, to go round what is between.
 */
export function curve(from: Box, to: Box): Curve {
  const [a, b] = [middleOf(from), middleOf(to)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const steps = Math.abs(dx) / (NODE.width + 84);
  const bend = 16 + Math.max(0, steps - 1) * 46;
  const control = { x: (a.x + b.x) / 2 - (dy / length) * bend * 2, y: (a.y + b.y) / 2 + (dx / length) * bend * 2 };
  const [start, end] = [border(from, control), border(to, control)];
  const label = { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
  return { path: `M${start.x},${start.y} Q${control.x},${control.y} ${end.x},${end.y}`, label };
}
