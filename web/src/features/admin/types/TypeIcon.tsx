import { Icon, type IconName } from "../../../ui";

/** The drawings that a type can have. */
export const TYPE_ICONS = ["ticket", "warning", "inbox", "gear", "bulb", "box", "heart", "star", "people", "person", "calendar", "clock", "coin", "lock", "phone", "mail", "globe", "pin", "pen", "flow", "check", "chart"] as const satisfies readonly IconName[];
const KNOWN: ReadonlySet<string> = new Set(TYPE_ICONS);

export const TypeIcon = ({ icon, colour }: { icon: string | null; colour: string | null }) => (
  <span className="type-icon" style={colour ? { borderColor: colour, background: `color-mix(in srgb, ${colour} 16%, transparent)` } : {}}><Icon name={icon && KNOWN.has(icon) ? (icon as IconName) : "ticket"} /></span>
);
