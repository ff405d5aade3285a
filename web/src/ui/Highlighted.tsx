import type { ReactNode } from "react";

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Marks what was found. The server's own marks win; otherwise the typed words are marked. Never renders markup. */
export function Highlighted({ text, words }: { text: string; words: string }) {
  const marked = /<\/?(?:mark|em|b)>/i.test(text);
  const parts: ReactNode[] = [];
  if (marked) {
    text.split(/(<(?:mark|em|b)>.*?<\/(?:mark|em|b)>)/gi).forEach((part, i) => {
      const inner = /^<(?:mark|em|b)>(.*?)<\/(?:mark|em|b)>$/i.exec(part);
      parts.push(inner ? <mark key={i}>{inner[1]}</mark> : part);
    });
    return <>{parts}</>;
  }
  const list = words.split(/\s+/).filter((w) => w.length > 1).map(escape);
  if (!list.length) return <>{text}</>;
  text.split(new RegExp(`(${list.join("|")})`, "gi")).forEach((part, i) => parts.push(i % 2 ? <mark key={i}>{part}</mark> : part));
  return <>{parts}</>;
}
