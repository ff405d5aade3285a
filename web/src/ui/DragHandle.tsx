import { Icon } from "./Icon";
import type { Drag } from "./useDrag";

/** What one takes hold of to move a thing. */
export const DragHandle = ({ drag, item, name }: { drag: Drag; item: string; name: string }) => <button type="button" {...drag.handle(item, name)}><Icon name="grip" /></button>;
/** Tells those who cannot see it where the thing went. */
export const DragNews = ({ drag }: { drag: Drag }) => <p className="sr-only" role="status" aria-live="polite">{drag.said}</p>;
