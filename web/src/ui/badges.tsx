import type { StatusCategory } from "../api/types";
import { exact, maybe, relative, t } from "../i18n";
import { useMinute } from "./useMinute";

/** One shape per status category, so that colour is never the only sign. */
const SHAPES: Record<StatusCategory, string> = {
  new: "M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
  open: "M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM5 3v4a2 2 0 0 0 0-4Z",
  pending: "M3.5 2v6M6.5 2v6",
  resolved: "M2 5.2l2.2 2.2L8.2 3",
  closed: "M2.5 2.5h5v5h-5Z",
  cancelled: "M2.5 2.5l5 5M7.5 2.5l-5 5",
};

export const StatusBadge = ({ category, name }: { category: StatusCategory; name: string }) => (
  <span className={`badge s-${category}`}>
    <svg className="icon-svg" viewBox="0 0 10 10" fill={category === "new" ? "currentColor" : "none"} stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true"><path d={SHAPES[category]} /></svg>
    <span>{name}</span>
  </span>
);

const MARKS: Record<number, string> = { 1: "M2 5.5L6 2l4 3.5M2 9.5L6 6l4 3.5", 2: "M2 8l4-4 4 4", 3: "M2 4.5h8M2 7.5h8", 4: "M2 4.5l4 4 4-4" };

export const PriorityBadge = ({ value, words }: { value: number; words?: boolean }) => {
  const word = maybe(`priority.${value}`, `P${value}`);
  return (
    <span className={`priority p${value}`} title={t("priority.title", { n: value, word })}>
      <svg className="icon-svg" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"><path d={MARKS[value] ?? MARKS[3]} /></svg>
      P{value}{words ? ` ${word}` : ""}
    </span>
  );
};

export function RelativeTime({ at }: { at: string }) {
  useMinute();
  return <time dateTime={at} title={exact(at)}>{relative(at)}</time>;
}

const HUES = [214, 262, 332, 12, 34, 142, 172, 196];
export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = `${words[0]?.[0] ?? "?"}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
  const sum = Array.from(name).reduce((n, c) => (n * 31 + (c.codePointAt(0) ?? 0)) % 997, 7);
  return (
    <span className="avatar" aria-hidden="true" data-letters={letters} style={{ inlineSize: size, blockSize: size, fontSize: size * 0.42, background: `hsl(${HUES[sum % HUES.length] ?? 214} 45% 32%)` }} />
  );
}

export const PersonName = ({ name, size }: { name: string; size?: number }) => (
  <span className="row truncate"><Avatar name={name} size={size ?? 20} /><span className="truncate">{name}</span></span>
);
