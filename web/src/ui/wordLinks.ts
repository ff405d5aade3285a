import { createContext } from "react";

/** Words in texts of people that are shown as links, such as the numbers of records. */
export interface WordLinkRules {
  /** A global expression. */
  pattern: RegExp;
  /** The place a word leads to, inside of the application. */
  to: (word: string) => string;
  open: (to: string) => void;
}
export const WordLinks = createContext<WordLinkRules | null>(null);

const MOST = 200;

/** Makes links of the words; neither in links nor in code, where they mean something else. */
export function linkWords(root: DocumentFragment, { pattern, to }: WordLinkRules): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  let made = 0;
  for (const text of texts) {
    if (text.parentElement?.closest("a, code, pre")) continue;
    const found = Array.from(text.data.matchAll(pattern));
    // From the end, so that the places of the earlier ones stay.
    for (const match of found.reverse()) {
      if (made++ >= MOST) return;
      const word = text.splitText(match.index);
      word.splitText(match[0].length);
      const link = document.createElement("a");
      link.className = "word-link";
      link.href = to(match[0]);
      link.textContent = word.data;
      word.replaceWith(link);
    }
  }
}
